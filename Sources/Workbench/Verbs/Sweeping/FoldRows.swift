import Data
import Engine
import Learning

/// The rows of one fold: those that are held out, and those from which a model and the steps learn.
struct FoldRows {
  let held: [Int]
  private(set) var training: [Int]
  /// Rows out of those of training that the training itself looks at, as early stopping does; empty where it looks
  /// at none.
  private(set) var watched: [Int] = []
  /// The rows that are no training rows to the data that are made of these: those held out, or those watched.
  private(set) var measured: [Int]
  /// How many are neither: they share something with those that are held out.
  let leftOut: Int

  init(_ places: [Int], _ fold: Int, _ neighbours: FoldNeighbours?) {
    held = places.indices.filter { places[$0] == fold }
    measured = held
    var isOut = places.map { $0 == fold }
    for row in neighbours?.beside(held) ?? [] { isOut[row] = true }
    training = places.indices.filter { !isOut[$0] }
    leftOut = places.count - held.count - training.count
  }

  /// Where a training decides by rows that it does not learn from, these are a tenth of its own and none of those
  /// held out, which judge it then: as scikit-learn's `early_stopping` has it in a fold.
  ///
  /// `all` has the class and the group of each row, where they matter.
  mutating func watchSome(
    classes: [Int]?, groups: [Int]?, _ neighbours: FoldNeighbours?, seed: UInt64
  ) {
    let kinds = groups.map { all in Set(training.map { all[$0] }).count } ?? training.count
    let parts = min(Self.watchedShare, kinds)
    guard parts > 1 else { return }
    let isLearnt = Set(training)
    if let neighbours, groups == nil {
      let order = neighbours.order.filter(isLearnt.contains)
      watched = order.suffix(order.count / parts).sorted()
    } else {
      let places = Folds.places(
        of: training.count, parts, classes: classes.map { all in training.map { all[$0] } },
        groups: groups.map { all in training.map { all[$0] } },
        RandomStream(
          seed: seed, purpose: .data, name: "watched of \(training.count) rows", occurrence: 0))
      watched = zip(training, places).filter { $1 == 0 }.map(\.0)
    }
    let out = Set(watched).union(neighbours?.beside(watched) ?? [])
    let rest = training.filter { !out.contains($0) }
    guard !rest.isEmpty else { return watched = [] }
    training = rest
  }

  /// One row of so many is watched.
  private static let watchedShare = 10

  /// The same with the rows that are watched in place of those held out.
  var watching: FoldRows {
    var rows = self
    rows.measured = watched
    return rows
  }
}

/// What `sample_weight` of a cross-validation says.
enum FoldWeights {
  /// A number for each row that is dealt.
  case numbers([Double])
  /// A column of each fold's own rows, so that copies of rows have it too.
  case column
}

extension VerbCall {
  /// The weights of the rows that are dealt into folds, all of them looked at; `nil` where none are given.
  func foldWeights(_ data: Dataset) throws -> FoldWeights? {
    switch try optional(TrainVerb.sampleWeight) {
    case nil: return nil
    case .column:
      _ = try weighted(data, by: TrainVerb.sampleWeight)
      return .column
    case .numbers(let numbers):
      try weights(numbers, for: data.foldRowCount)
      return .numbers(numbers)
    }
  }

  /// The rows of a fold with their weights, in place of their own.
  func weighted(_ data: Dataset, by weights: FoldWeights?, _ rows: FoldRows) throws -> Dataset {
    switch weights {
    case nil: return data
    case .column: return try weighted(data, by: TrainVerb.sampleWeight)
    case .numbers(let numbers):
      var result = data
      result.train.weights = try self.weights(
        rows.training.map { numbers[$0] }, for: data.train.count)
      result.validation?.weights = try self.weights(
        rows.measured.map { numbers[$0] }, for: data.validation?.count ?? 0)
      return result
    }
  }

  @discardableResult
  private func weights(_ numbers: [Double], for samples: Int) throws -> SampleRows {
    try Problems.located(at: span(of: TrainVerb.sampleWeight.description)) {
      do throws(SampleWeights.Fault) {
        return try SampleWeights.rows(numbers, for: samples)
      } catch {
        throw DataError(.recipe(.weights(error, column: "")))
      }
    }
  }
}

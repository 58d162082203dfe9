import Data
import Learning

/// The rows of one fold: those that are held out, and those from which a model and the steps learn.
struct FoldRows {
  let held: [Int]
  let training: [Int]
  /// How many are neither: they share something with those that are held out.
  let leftOut: Int

  init(_ places: [Int], _ fold: Int, _ neighbours: FoldNeighbours?) {
    held = places.indices.filter { places[$0] == fold }
    var isOut = places.map { $0 == fold }
    for row in neighbours?.beside(held) ?? [] { isOut[row] = true }
    training = places.indices.filter { !isOut[$0] }
    leftOut = places.count - held.count - training.count
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
        rows.held.map { numbers[$0] }, for: data.validation?.count ?? 0)
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

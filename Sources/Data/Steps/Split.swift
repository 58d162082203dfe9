import Catalog
import Engine

/// Parts of a data set that has one.
struct Split: DataStep {
  static let fractions = Parameter<[Double]>(
    "fractions", "the shares of train and test, or of train, validation and test",
    expected: "two or three fractions", default: nil, shown: nil, isVariadic: true,
    rule: "two or three numbers above 0",
    read: { argument in
      if case .list(let items) = argument, items.count == 1, case .list = items[0] {
        return [Double](items[0])
      }
      return [Double](argument)
    },
    where: { (2...3).contains($0.count) && $0.allSatisfy { $0 > 0 && $0.isFinite } })
  static let shuffle = Parameter<Bool>(
    "shuffle", "whether rows are drawn at random; false cuts them in their order", default: true)
  static let stratify = Parameter<Bool>(
    "stratify", "whether each part has the classes in their shares", default: true)
  static let group = Parameter<String>.column(
    "by", "a column whose equal values stay in one part: a patient, a shop", shown: .nothing)
  static let time = Parameter<String>.column(
    "time", "a column of dates or numbers: the earliest rows train, the latest test",
    shown: .nothing)
  static let signature = Signature(
    "split", .step, "Draw the rows at random into train, validation and test.",
    example: "data generated(moons, 100) { split 80%, 20% }",
    [
      fractions.description, shuffle.description, stratify.description, group.description,
      time.description,
    ],
    details: """
      `split 80%, 20%` gives train and test, three fractions give validation between them. The rows \
      of each part follow from the seed and the data alone: the same data have the same parts under \
      any name, and the test rows do not depend on what else is split off.
      Where the target is a class, each part has the classes in their shares: a part's share of a \
      class is rounded down, and what is missing to the part's size, round(n × share), goes to the \
      classes with the largest remainders. A part may so lack a class with few rows; `train` tells.
      A text is cut in its order, which `shuffle=false` gives to rows as well, such as a time series.
      `split 70%, 15%, 15%, by="patient"` leaves all rows of a patient in one part, with sizes as near to the shares as whole \
      groups can be; rows in which nothing stands are one group. `time="date"` sorts the rows and leaves those of one date \
      together; rows without a date are left out. The column stays a feature unless `drop` leaves it out.
      """)

  private let fractions: [Double]
  let isShuffled: Bool
  /// Whether the user says so, where he does.
  let wantsRandom: Bool
  private let stratifies: Bool?
  let group: String
  let time: String

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    fractions = try arguments[Self.fractions]
    isShuffled = try arguments[Self.shuffle]
    wantsRandom = isShuffled && arguments.has(Self.shuffle)
    stratifies = try arguments.given(Self.stratify)
    group = try arguments[Self.group]
    time = try arguments[Self.time]
    if !time.isEmpty, !group.isEmpty {
      throw arguments.outOfRange(Self.group, "left out where time= orders the rows")
    }
    if !time.isEmpty, wantsRandom {
      throw arguments.outOfRange(Self.shuffle, "left out where time= orders the rows")
    }
    if stratifies == true, !time.isEmpty || !group.isEmpty {
      throw arguments.outOfRange(
        Self.stratify,
        "left out where \(time.isEmpty ? "by" : "time")= says which rows stay together")
    }
  }

  var runsFirst: Bool { true }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    let existing = Dataset.Part.allCases.filter { dataset.samples(of: $0) != nil }
    guard existing == [.train] else { throw DataError(.split(.alreadySplit(parts: existing))) }
    if let step = dataset.learntSteps.first { throw DataError(.split(.learntBefore(step: step))) }
    if dataset.isWholeText, wantsRandom { throw DataError(.split(.keepsOrder(data: dataset.name))) }
    if !group.isEmpty { return try parts(of: dataset, by: group, context) }
    if !time.isEmpty { return try parts(of: dataset, time: time, context) }
    let sizes = try sizes(of: dataset.train.count)
    var result = dataset
    let isRandom = isShuffled && !dataset.isWholeText && !(context.keepsTime && !wantsRandom)
    let classes = isRandom && stratifies != false ? dataset.train.strata : nil
    if stratifies == true, isRandom, classes == nil {
      throw DataError(.samples(.notClasses(found: dataset.y.type)))
    }
    var rest: [Int]? = isRandom ? order(of: dataset.train.count, context) : nil
    var start = 0
    // The test part first, so that it is the same whatever the rest is cut into.
    for (part, size) in sizes.reversed() {
      let end = dataset.train.count - start
      start += size
      if let rows = rest {
        let cut = Stratified.cut(rows, last: size, classes)
        rest = cut.first
        result.take(cut.last, of: dataset, as: part)
      } else {
        result.take(end - size..<end, of: .train, of: dataset, as: part)
      }
    }
    context.record.splits.append(
      SplitSummary(parts: sizes, isRandom: isRandom, keepsShares: classes != nil))
    return result
  }

  func order(of count: Int, _ context: DataContext) -> [Int] {
    context.fixedStream("split \(count) rows").permutation(count, epoch: 0)
  }

  /// Borders at round(n × the sum of the shares so far).
  func sizes(
    of count: Int
  ) throws(DataError) -> [(part: Dataset.Part, count: Int)] {
    let total = fractions.reduce(0, +)
    // Shares of one, or percents: 80%, 20% and 80, 20.
    guard abs(total - 1) < 1e-9 || abs(total - 100) < 1e-7 else {
      throw DataError(.split(.fractions(fractions)))
    }
    let parts: [Dataset.Part] =
      fractions.count == 2 ? [.train, .test] : [.train, .validation, .test]
    var sizes: [(part: Dataset.Part, count: Int)] = []
    var (sum, start) = (0.0, 0)
    for (part, fraction) in zip(parts, fractions) {
      sum += fraction
      let end =
        part == .test
        ? count
        : Int(Double(count) * sum / total, within: 0...count, rounded: .toNearestOrAwayFromZero)
      guard end > start else { throw DataError(.split(.emptyPart(part, of: count))) }
      sizes.append((part, end - start))
      start = end
    }
    return sizes
  }
}

/// What a split did.
package struct SplitSummary: Sendable {
  /// The parts that it made, with their numbers of samples.
  package let parts: [(part: Dataset.Part, count: Int)]
  /// Whether the samples of a part were drawn; otherwise they stand one after the other.
  package let isRandom: Bool
  /// Whether each part has the classes in their shares.
  package let keepsShares: Bool
  /// The column that says which rows stay together, or in which order they stand; `nil` where none does.
  package var column: Column?

  /// What a column decides.
  package enum Column: Sendable {
    /// Rows of equal values stay together; how many groups each part has.
    case groups(String, counts: [Int])
    /// Rows stand in the order of the column.
    case time(String)
  }
}

import Catalog

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
  static let signature = Signature(
    "split", .step, "Divide the samples, in their order, into train, validation and test.",
    example: "data generated(moons, 100) { shuffle; split 80%, 20% }", [fractions.description],
    details: "`split 80%, 20%` gives train and test, three fractions give validation between them.")

  private let fractions: [Double]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    fractions = try arguments[Self.fractions]
  }

  var choosesSamples: Bool { true }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    let existing = Dataset.Part.allCases.filter { dataset.samples(of: $0) != nil }
    guard existing == [.train] else { throw DataError(.alreadySplit(parts: existing)) }
    if let step = dataset.learntSteps.first { throw DataError(.learntBefore(step: step)) }
    let total = fractions.reduce(0, +)
    // Shares of one, or percents: 80%, 20% and 80, 20.
    guard abs(total - 1) < 1e-9 || abs(total - 100) < 1e-7 else {
      throw DataError(.fractions(fractions))
    }
    let parts: [Dataset.Part] =
      fractions.count == 2 ? [.train, .test] : [.train, .validation, .test]
    let count = dataset.train.count
    var result = dataset
    var sum = 0.0
    var start = 0
    for (part, fraction) in zip(parts, fractions) {
      sum += fraction
      let end =
        part == .test
        ? count
        : Int(Double(count) * sum / total, within: 0...count, rounded: .toNearestOrAwayFromZero)
      guard end > start else { throw DataError(.emptyPart(part, of: count)) }
      let samples = dataset.train.subset(start..<end)
      switch part {
      case .train: result.train = samples
      case .validation: result.validation = samples
      case .test: result.test = samples
      }
      start = end
    }
    return result
  }
}

import Catalog

/// The first samples of a part.
struct Take: DataStep {
  static let train = Parameter<Int>(
    "train", "how many samples of the training part to keep", rule: "at least 1", where: { $0 >= 1 }
  )
  static let test = partCount("test")
  static let validation = partCount("validation")
  static let signature = Signature(
    "take", .step, "Keep only the first samples.", example: "data digits { take 100, test=20 }",
    [train.description, test.description, validation.description],
    details: "Parts that are not named keep all their samples.")

  let counts: [Dataset.Part: Int]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    var counts: [Dataset.Part: Int] = [.train: try arguments[Self.train]]
    counts[.test] = try arguments.given(Self.test)
    counts[.validation] = try arguments.given(Self.validation)
    self.counts = counts
  }

  var runsFirst: Bool { true }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    for part in Dataset.Part.allCases where counts[part] != nil {
      guard dataset.samples(of: part) != nil else { throw DataError(.samples(.noPart(part))) }
    }
    var result = dataset
    for part in Dataset.Part.allCases {
      guard let count = counts[part], let samples = dataset.samples(of: part),
        count != samples.count
      else { continue }
      guard count < samples.count else {
        throw DataError(.samples(.tooFew(part: part, wanted: count, available: samples.count)))
      }
      result.take(0..<count, of: part, of: dataset, as: part)
    }
    return result
  }

  private static func partCount(_ name: String) -> Parameter<Int> {
    .optional(
      name, "how many samples of the \(name) part to keep", shown: .said("all"),
      rule: "at least 1", where: { $0 >= 1 })
  }
}

import Catalog
import Engine
import Support

/// Class numbers as rows with a single 1.
struct OneHotTargets: DataStep {
  static let classes = Parameter<Int>(
    "classes", "how many classes there are", expected: "a whole number", default: { 0 },
    shown: "those of the training part", rule: "between 1 and 65,536", read: { Int($0) },
    where: { $0 >= 1 && $0 <= 65_536 })
  static let signature = Signature(
    "one_hot", .step, "Turn class numbers into rows with a single 1.",
    example: "data digits { take 10; one_hot }", [classes.description],
    details: "Targets [n] of classes 0 to c − 1 become [n, c]; the classes are those of training.")

  private let classes: Int?

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    classes = arguments.has("classes") ? try arguments[Self.classes] : nil
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try dataset.checkNumbers()
    guard dataset.train.targets != nil else { throw DataError(.noTargets(data: dataset.name)) }
    guard let counts = dataset.train.classCounts else {
      throw DataError(.notClasses(found: dataset.y.type))
    }
    let depth = classes ?? counts.count
    return try dataset.mapParts { samples, part throws(DataError) in
      try MemoryLimit.require(
        data: ByteEstimate.product(samples.count, depth + 1, 8 + context.dtype.byteCount),
        for: "one_hot")
      guard samples.classCounts != nil else { throw DataError(.notClasses(found: samples.y.type)) }
      let labels = samples.y.doubles.map { Int(saturating: $0) }
      if let foreign = labels.first(where: { $0 >= depth }) {
        throw DataError(.unknownClass(foreign, part: part, classes: depth))
      }
      var rows = [Double](repeating: 0, count: labels.count * depth)
      for (index, label) in labels.enumerated() { rows[index * depth + label] = 1 }
      return samples.withTargets(Tensor(rows, [labels.count, depth], context.dtype))
    }
  }
}

import Catalog
import Engine
import Support

/// Class numbers as rows with a single 1: what `one_hot` does to data without columns of words.
struct OneHotTargets {
  static let classes = Parameter<Int>.optional(
    "classes", "how many classes there are", shown: .said("those of the training part"),
    rule: "between 1 and 65,536", where: { $0 >= 1 && $0 <= 65_536 })
  /// How many classes there are; `nil` for those of the training part.
  let classes: Int?

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try dataset.checkNumbers()
    guard dataset.train.targets != nil else {
      throw DataError(.samples(.noTargets(data: dataset.name)))
    }
    guard let counts = dataset.train.classCounts else {
      throw DataError(.samples(.notClasses(found: dataset.y.type)))
    }
    let depth = classes ?? counts.count
    return try dataset.mapParts { samples, part throws(DataError) in
      try MemoryBudget.current.require(
        data: ByteEstimate.product(
          samples.count, 8 + ByteEstimate.product(depth, context.dtype.byteCount)),
        for: "one_hot")
      guard samples.classCounts != nil else {
        throw DataError(.samples(.notClasses(found: samples.y.type)))
      }
      let labels = samples.y.doubles
      if let foreign = samples.y.first(where: { $0 >= Double(depth) }) {
        throw DataError(
          .samples(.unknownClass(Int(saturating: foreign), part: part, classes: depth)))
      }
      let type = TensorType([labels.count, depth], context.dtype)
      return samples.withTargets(
        Tensor(type) { labels[$0 / depth] == Double($0 % depth) ? 1 : 0 })
    }
  }
}

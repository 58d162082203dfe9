import Catalog
import Engine

/// Another order of the training part.
struct Shuffle: DataStep, WithoutParameters {
  static let signature = Signature(
    "shuffle", .step, "Put the training part into random order.",
    example: "data generated(moons, 100) { shuffle }",
    details: """
      The order follows from the seed and the number of rows: the same data have the same order \
      under any name. Validation and test keep theirs.
      """)

  var runsFirst: Bool { true }

  func memory(for dataset: Dataset) -> Int { dataset.byteCount }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    if dataset.isWholeText { throw DataError(.split(.keepsOrder(data: dataset.name))) }
    let count = dataset.train.count
    let order = context.fixedStream("shuffle \(count) rows").permutation(count, epoch: 0)
    var result = dataset
    result.take(order, of: dataset, as: .train)
    return result
  }
}

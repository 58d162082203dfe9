import Catalog
import Engine

/// Another shape for every input, of as many numbers.
struct ReshapeSamples: DataStep {
  static let shape = Parameter<[Int]>(
    "shape", "the extents of one sample; one of them may be -1", expected: "whole numbers",
    default: nil, shown: nil, isVariadic: true, isWhole: true,
    rule: "extents of at least 1, or one -1",
    read: { argument in extents(argument) },
    where: { extents in
      !extents.isEmpty && extents.allSatisfy { $0 >= 1 || $0 == -1 }
        && extents.filter { $0 == -1 }.count <= 1
    })
  static let signature = Signature(
    "reshape", .step, "Give every input another shape of as many numbers.",
    example: "data digits { take 10; reshape 784 }", [shape.description],
    details: "Row-major order. `reshape 28, 28, 1` and `reshape [28, 28, 1]` are the same.")

  private let extents: [Int]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    extents = try arguments[Self.shape]
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try dataset.checkNumbers()
    let sample = dataset.sampleShape
    var extents = extents
    let known = Shape(extents.filter { $0 != -1 }).count
    if let free = extents.firstIndex(of: -1), known > 0, sample.count % known == 0 {
      extents[free] = sample.count / known
    }
    guard !extents.contains(-1), Shape(extents).count == sample.count else {
      throw DataError(.samples(.doesNotFit(sample: sample, asked: extents)))
    }
    var result = try dataset.mapParts { samples, _ in
      samples.mappingInputs { $0.reshaped(Shape(extents)) }
    }
    result.recipe?.reshape(to: Shape(extents))
    result.pictureRecipe?.reshape(to: Shape(extents))
    return result
  }

  /// The numbers of one list, or of arguments in a row.
  private static func extents(_ argument: Argument) -> [Int]? {
    if case .list(let items) = argument, items.count == 1, case .list = items[0] {
      return [Int](items[0])
    }
    return [Int](argument)
  }
}

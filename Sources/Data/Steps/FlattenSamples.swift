import Catalog
import Engine

/// Every input as one row of numbers.
struct FlattenSamples: DataStep, WithoutParameters {
  static let signature = Signature(
    "flatten", .step, "Turn every input into one row of numbers.",
    example: "data digits { take 10; flatten }",
    details: "Row-major order: the last axis runs fastest.")

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try dataset.checkNumbers()
    var result = try dataset.mapParts { samples, _ in
      samples.mappingInputs { $0.reshaped([$0.shape.count]) }
    }
    if result.recipe?.shape != nil || result.recipe?.raw != nil {
      result.recipe?.reshape(to: [dataset.sampleShape.count])
    }
    result.pictureRecipe?.reshape(to: [dataset.sampleShape.count])
    return result
  }
}

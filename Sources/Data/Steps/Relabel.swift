import Catalog
import Engine

/// New targets by a function of the old ones.
struct Relabel: DataStep {
  static let function = Parameter<any LabelFunction>(
    "function", "makes new targets of the old ones", expected: "a function, such as `y -> y == 0`",
    default: nil, shown: nil,
    read: { argument in
      guard case .value(let value) = argument else { return nil }
      return value as? any LabelFunction
    })
  static let signature = Signature(
    "relabel", .step, "Make new targets of the old ones with a function.",
    example: "data digits { take 10; relabel y -> y == 0 }", [function.description],
    details: """
      The function gets the targets of a part at once. Statistics of all of them, such as `mean(y)`, are those of the
      training part for every part. Whole results ≥ 0 are classes.
      """)

  // Unsendable by nature, used only on the thread that made it.
  private nonisolated(unsafe) let function: any LabelFunction

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    function = try arguments[Self.function]
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    try dataset.checkNumbers()
    var others: ((Tensor) throws -> Tensor)?
    // The training part comes first.
    var result = try dataset.mapParts { samples, _ throws(DataError) in
      guard samples.targets != nil else {
        throw DataError(.samples(.noTargets(data: dataset.name)))
      }
      let labels: Tensor
      do {
        if let others {
          labels = try others(samples.y)
        } else {
          (labels, others) = try function.labels(learntFrom: samples.y)
        }
      } catch {
        throw DataError(.function(name: function.name, error))
      }
      guard labels.shape.rank > 0, labels.shape[0] == samples.count else {
        throw DataError(
          .samples(
            .labelsLost(function: function.name, expected: samples.count, found: labels.shape)))
      }
      return samples.withTargets(labels.asTargets(context.dtype))
    }
    result.classNames = []
    result.recipe?.target = nil
    result.pictureRecipe?.target = nil
    // Of two functions none alone makes the targets.
    let earlier = dataset.recipe?.relabelled
    result.recipe?.relabelled = Recipe.Relabelling(
      column: earlier?.column ?? dataset.recipe?.target?.column ?? dataset.target ?? "",
      function: earlier != nil || function.typedText.count > Recipe.Relabelling.longest
        ? "" : function.typedText)
    return result
  }
}

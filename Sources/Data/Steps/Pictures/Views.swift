import Catalog
import Engine

/// Two views of each sample, drawn apart: x is one, y the other, for models that learn without labels.
struct Views: DataStep {
  static let signature = Signature(
    "views", .step,
    "Make x and y two views of each sample, moved and stirred apart; labels are left out.",
    example: "data digits { take 10; rescale 1/255; views shift=2, noise=0.1 }", Augment.parameters,
    details: """
      For losses of pairs such as InfoNCE (van den Oord et al. 2018), where `step [f, g], loss=(x, y) -> …` brings the \
      views of one sample together and keeps those of others apart. It stands last: steps behind it change x alone. Each batch draws both views anew, as `augment` does; \
      validation and test samples keep one pair of views, so that what they measure can be compared.
      """)

  private let augment: Augment

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    augment = try Augment(arguments)
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    let pair = ViewPair(
      first: try augment.augmentation(of: dataset, view: ", one view", context),
      second: try augment.augmentation(of: dataset, view: ", other view", context))
    guard dataset.train.inputs.count == 1 else { throw DataError(.samples(.changedAlready)) }
    var result = try dataset.mapParts { samples, _ throws(DataError) in
      var views = samples
      views.targets = samples.inputs[0].rows
      views.change = pair
      return views
    }
    result.classNames = []
    result.target = nil
    result.recipe?.target = nil
    result.pictureRecipe?.target = nil
    return result
  }
}

/// One view as the input, the other as the target.
private struct ViewPair: BatchChange {
  let first: Augmentation
  let second: Augmentation

  var isForMeasuring: Bool { true }

  func writeInput(
    _ index: Int, _ source: UnsafeRawPointer, as type: TensorType,
    to target: UnsafeMutableRawPointer, row: Int, step: UInt64
  ) {
    first.writeInput(index, source, as: type, to: target, row: row, step: step)
  }

  func writeTarget(
    _ source: UnsafeRawPointer, as type: TensorType, to target: UnsafeMutableRawPointer,
    row: Int, step: UInt64
  ) {
    second.writeInput(0, source, as: type, to: target, row: row, step: step)
  }
}

import Data
import Engine
import Formats
import Learning

/// Rows that a model is asked about.
struct AskedRows {
  var samples: Samples
  /// Through which they came; `nil` for data that were tensors.
  let recipe: Recipe?
  /// The classes of a model that was made elsewhere, in the order of its outputs; `nil` where the recipe says them.
  var names: [String]?
  /// The raw rows; `nil` where there are none.
  var table: TypedTable?
  /// Which of the raw rows each sample is; `nil` where all are, or a sample is no row.
  var places: [Int]?
  /// Which row each window forecasts, which may come behind the last one; `nil` for samples that are rows.
  var forecasts: [Int]?
}

extension Samples {
  /// The same with the weights of other samples, where these have some; of those at these places.
  func weighted(as other: Samples, _ places: [Int]? = nil) -> Samples {
    let weights = places.flatMap { other.weights?.subset($0) } ?? other.weights
    guard let weights, weights.count == count else { return self }
    var result = self
    result.weights = weights
    return result
  }

  /// The same with the targets of other samples.
  func labelled(as other: Samples, _ places: [Int]?) -> Samples {
    let targets = places.flatMap { other.targets?.subset($0) } ?? other.targets
    guard let targets, targets.count == count else { return self }
    var result = self
    result.targets = targets
    return result
  }
}

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

  /// Which row of the file each sample is, or forecasts, from 0; `nil` where sample i is row i, and for samples that are no
  /// rows of a file.
  var origins: [Int]? {
    guard let table else { return nil }
    if let forecasts { return forecasts.map { table.origin(ofForecast: $0) } }
    if let places { return places.map { table.origin(of: $0) } }
    guard table.origins != nil, table.rowCount == samples.count else { return nil }
    return (0..<samples.count).map { table.origin(of: $0) }
  }
}

extension AskedRows {
  /// The rows of a file that goes in whole and as it stands, in their order; `nil` for other samples.
  var allRows: [Int]? {
    guard let table, places == nil, forecasts == nil, table.origins == nil,
      table.rowCount == samples.count
    else { return nil }
    return Array(0..<samples.count)
  }
}

extension TypedTable {
  /// The row of the file that a row is; those that come behind the last one go on counting.
  func origin(ofForecast row: Int) -> Int {
    row < rowCount ? origin(of: row) : origin(of: rowCount - 1) + row - rowCount + 1
  }
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

import Data
import Plots
import Support

/// How data sets print.
enum DatasetReport {
  /// `data d: mnist` and a row for each part; below them how often each class occurs in training,
  /// or what the numbers of a text stand for.
  static func make(_ dataset: Dataset, named variable: String) -> Report {
    Report("data", title: "data \(variable): \(dataset.name)", [.table(dataset.table)])
  }
}

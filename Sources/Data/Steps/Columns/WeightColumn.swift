import Catalog
import Formats

/// The column that says how much each row counts; it is no feature.
struct WeightColumn: DataStep {
  static let column = Parameter<String>.column(
    "column", "the column that says how much a row counts")
  static let signature = Signature(
    "weight", .step, "Choose the column that says how much each row counts.",
    example: "data csv(\"people.csv\") { weight \"income\" }", [column.description],
    details: """
      Numbers, 0 or more, finite, and not all of them 0; the column leaves the features. A row of \
      weight 2 counts like two such rows in every metric, as with scikit-learn's sample_weight. In \
      losses it multiplies the row's loss, and the sum is divided by the number of rows, not by the \
      sum of the weights: Keras's sum_over_batch_size. So weights whose mean is 1 leave the size of \
      steps as it is. Weights of classes multiply them further. `train m, d, sample_weight=…` says \
      the same for one training.
      """)

  private let name: String

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    name = try arguments[Self.column]
  }

  var runsFirst: Bool { true }
  var columnUse: ColumnUse { .mentioning([name]) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    var tabular = try dataset.columns(with: name)
    guard name != tabular.target else {
      throw DataError(.recipe(.weights(.isTarget, column: name)))
    }
    guard !context.keepsTime else {
      throw DataError(.recipe(.weights(.inTime, column: name)))
    }
    tabular.weight = name
    guard !tabular.features.isEmpty else {
      throw DataError(.table(.noFeatures(target: tabular.target ?? "", path: dataset.name)))
    }
    var result = dataset
    result.tabular = tabular
    return try result.settled(context.dtype)
  }
}

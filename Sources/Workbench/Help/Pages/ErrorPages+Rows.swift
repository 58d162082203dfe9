extension ErrorPages {
  /// Warnings about the rows that a training gets.
  static let rows = [
    page(
      "W0045", "a batch of one sample is normalized by itself",
      "Batch normalization subtracts the mean of the batch and divides by its deviation: of one sample nothing is left but 0.",
      "train model 1 { dense 2; batch_normalization; dense 1 }, table([1, 2, 3], [4, 5, 6]), batch_size=1",
      "train model 1 { dense 2; layer_normalization; dense 1 }, table([1, 2, 3], [4, 5, 6]), batch_size=1"
    ),
    page(
      "W0046", "the target is among the features",
      "A model that is told the answer learns to copy it, and is lost where nobody knows it yet.",
      "y = range(10); x = concat([reshape(y, [10, 1]), zeros([10, 1])], axis=1); train model 2 { dense 1 }, table(x, y)",
      "y = range(10); x = reshape(y, [10, 1]); train model 1 { dense 1 }, table(x, y * 2)"),
    page(
      "W0047", "rows stand class by class and are not shuffled",
      "Each batch then holds one class only, and what was learnt of it is forgotten over the next.",
      "train model 1 { dense 2, activation=softmax }, table(linspace(0, 1, 40), floor(linspace(0, 1.9, 40))), batch_size=4, shuffle=false",
      "train model 1 { dense 2, activation=softmax }, table(linspace(0, 1, 40), floor(linspace(0, 1.9, 40))), batch_size=4"
    ),
    page(
      "W0048", "rows of train are measured",
      "A row that was learnt is no question any more. Copies are found before the rows are split.",
      "x = normal([50, 3]); d = data table(concat([x, x], axis=0), concat([x, x], axis=0)) { split 50%, 50% }; train model d { dense 3 }, d",
      "x = normal([50, 3]); d = data table(x, x) { split 50%, 50% }; train model d { dense 3 }, d"),
    page(
      "W0049", "rows of one patient or user stand in both parts",
      "A model knows them again: what is measured is not what it will do with people it has never met.",
      "d = data csv(\"visits.csv\", target=\"ill\") { split 70%, 30% }; train model d { dense 1, activation=sigmoid }, d",
      "d = data csv(\"visits.csv\", target=\"ill\") { split 70%, 30%, by=\"patient\" }; train model d { dense 1, activation=sigmoid }, d"
    ),
  ]
}

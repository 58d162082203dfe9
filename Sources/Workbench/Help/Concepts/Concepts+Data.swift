extension Concepts {
  /// What is learnt from.
  static let data: [Concept] = [
    Concept(
      "data set", ["data sets"],
      "Samples with their inputs and mostly their targets, in parts for training, validation and test. Steps in braces say how it is "
        + "made ready.",
      try: "d = data generated(moons, 100) { split 80%, 20% }", see: ["data", "sample", "split"]),
    Concept(
      "sample", ["example", "instance", "row", "observation"],
      "One case: a row of a table, a picture, a text. Its inputs are known, and its target is to be told.",
      try: "head generated(moons)", see: ["feature", "target"]),
    Concept(
      "feature", ["features", "input variable", "independent variable", "column"],
      "One of the numbers or words by which a sample is described. A good one can replace many neurons.",
      try: "d = generated(moons); shape(d.x)", see: ["target", "standardization"]),
    Concept(
      "target", ["label", "labels", "ground truth", "dependent variable"],
      "What the model is to say of a sample: a class or a number. In training it is known.",
      try: "d = generated(moons); d.y", see: ["class", "regression"]),
    Concept(
      "class", ["classes", "category", "classification"],
      "One of a few answers of which one is right. Classes are numbered from 0, and have names where the data have.",
      try: "d = generated(moons); d", see: ["softmax vs sigmoid", "confusion matrix", "regression"]),
    Concept(
      "regression", [],
      "Telling a number and not a class: the last layer has no activation, and the loss is mean squared error.",
      try: "r = train (model 1 { dense 1 }), table([[1], [2], [3]], [[2], [4], [6]]), epochs=5",
      see: ["mean squared error", "R²", "class"]),
    Concept(
      "one-hot", ["dummy variable", "one-hot encoding"],
      "A word as a column of 0 and 1 for each word there is, with a single 1. A number for each word would claim an order.",
      try: "one_hot([0, 2, 1], 3)", see: ["one_hot", "embedding"]),
    Concept(
      "standardization", ["standardisation", "scaling", "z-score", "normalize"],
      "Each column minus its mean, divided by its deviation, both of the training part. Columns of very different sizes would make the "
        + "valley of the loss a narrow ravine.",
      try: "?standardize", see: ["standardize", "leakage", "normalization"]),
    Concept(
      "missing value", ["missing values", "gap", "null", "NA"],
      "Nothing stands in a field. Rows are left out, or something is put there that was learnt from the training part.",
      try: "?impute", see: ["impute", "drop_missing"]),
    Concept(
      "outlier", ["outliers"],
      "A value far from all others: a mistake, or the most interesting one. Squared errors let it pull hard.",
      try: "plot [1, 2, 2, 3, 2, 40], kind=box", see: ["mean absolute error", "residual"]),
    Concept(
      "shuffling", ["shuffle"],
      "The rows come in a new order in each epoch, so that batches are mixed. Rows in time are not shuffled before they are split.",
      try: "r = train (model 2 { dense 1 }), generated(moons), epochs=1, shuffle=false",
      see: ["seed", "time series"]),
    Concept(
      "supervised", ["supervised learning", "unsupervised", "unsupervised learning"],
      "Learning from samples whose targets are known. Without targets one looks for groups and directions: PCA, t-SNE, autoencoders.",
      try: "?pca", see: ["target", "autoencoder"]),
  ]
}

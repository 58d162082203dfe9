extension Concepts {
  /// How good a model is, and for whom.
  static let judging: [Concept] = [
    Concept(
      "generalization", ["generalisation", "generalize"],
      "How well a model does on rows that it has never seen. That is what it is for, and why rows are kept aside.",
      try: "d = data generated(moons, 200) { split 80%, 20% }", see: ["test set", "overfitting"]),
    Concept(
      "overfitting", ["overfit", "learning by heart", "memorizing"],
      "A net learns the training rows by heart, with their chance, and does worse on others: the validation loss rises while the training "
        + "loss falls. More data, fewer weights, dropout and early stopping help.",
      try:
        "r = train (model 2 { dense 64, activation=relu; dense 1, activation=sigmoid }), generated(moons, 60, noise=0.4), epochs=100, validation_split=0.5; plot r",
      see: ["regularization", "validation", "underfitting"]),
    Concept(
      "underfitting", ["underfit"],
      "A net does badly on the training rows, too: it is too small, or was trained too short. Then more data will not help.",
      try: "r = train (model 2 { dense 1, activation=sigmoid }), generated(spiral), epochs=20",
      see: ["overfitting", "hidden layer"]),
    Concept(
      "validation", ["validation set", "validation loss", "dev set", "holdout"],
      "Rows that are not trained on, measured after each epoch, by which one chooses: when to stop, which net. What is chosen by them "
        + "looks a little too good on them.",
      try:
        "r = train (model 2 { dense 1, activation=sigmoid }), generated(moons), epochs=5, validation_split=0.2",
      see: ["test set", "early stopping"]),
    Concept(
      "test set", ["test", "test data"],
      "Rows that are opened once, at the end, for the model that was chosen. Whoever looks earlier has one validation set more and no "
        + "test set.",
      try: "d = data generated(moons, 300) { split 60%, 20%, 20% }", see: ["validation", "leakage"]),
    Concept(
      "leakage", ["data leakage", "leak"],
      "Something of the answer, or of the test rows, gets into training: a column that is filled in afterwards, a mean over all rows, the "
        + "same person in both parts. The model looks better than it will be.",
      try: "?split", see: ["test set", "time series", "standardization"]),
    Concept(
      "cross-validation", ["k-fold", "folds"],
      "The rows are parted into k folds, and each is the test of a training on all others. k numbers instead of one tell how much is chance.",
      try: "?cross_validate", see: ["cross_validate", "validation"]),
    Concept(
      "baseline", ["majority class", "dummy"],
      "What one gets without a model: always the most frequent class, or the mean. An accuracy of 90 % is nothing where 90 % are one class.",
      try: "mean([1, 1, 1, 1, 0])", see: ["accuracy", "imbalance"]),
    Concept(
      "imbalance", ["class imbalance", "imbalanced", "unbalanced"],
      "One class is much rarer than the others, and a net that never names it has a high accuracy. Look at recall by class; "
        + "`class_weight=balanced` lets the rare one count more.",
      try: "?class_weight", see: ["recall", "baseline", "confusion matrix"]),
    Concept(
      "accuracy", ["hit rate"],
      "The share of answers that are right. It counts all mistakes alike and says nothing of how sure the model was.",
      try: "mean([1, 0, 2] == [1, 1, 2])", see: ["confusion matrix", "baseline", "cross-entropy"]),
    Concept(
      "confusion matrix", ["confusion"],
      "A row for each true class, a column for each answer: the diagonal is right, everything else tells what is taken for what.",
      try: "confusion([0, 1, 1], [0, 0, 1])", see: ["recall", "precision"]),
    Concept(
      "precision", ["positive predictive value"],
      "Of all that the model called so, how many are so. It is low where there are many false alarms.",
      try: "precision([1, 0, 1], [0.9, 0.8, 0.2])", see: ["recall", "f1_score", "threshold"]),
    Concept(
      "recall", ["sensitivity", "true positive rate", "hit"],
      "Of all that are so, how many the model found. It is low where many are missed.",
      try: "recall([1, 0, 1], [0.9, 0.8, 0.2])", see: ["precision", "f1_score", "threshold"]),
    Concept(
      "F1", ["F-score", "F1 score"],
      "The harmonic mean of precision and recall: high only where both are.",
      try: "f1_score([1, 0, 1], [0.9, 0.8, 0.2])", see: ["precision", "recall"]),
    Concept(
      "decision threshold", ["threshold", "cut-off"],
      "From which probability on yes is said; 0.5 unless something else is chosen. Lower finds more and alarms more.",
      try: "?threshold", see: ["precision", "recall", "ROC curve"]),
    Concept(
      "ROC curve", ["ROC", "AUC", "area under the curve"],
      "Found against falsely alarmed, for every threshold at once. The area below it, AUC, is the chance that a yes gets a higher number "
        + "than a no: 0.5 is guessing, 1 perfect.",
      try: "auc([1, 0, 0, 1], [0.9, 0.8, 0.2, 0.4])", see: ["auc", "decision threshold"]),
    Concept(
      "calibration", ["calibrated", "reliability diagram"],
      "Whether of all that the model gives 70 % about 70 % come true. A model may order well and still be too sure.",
      try: "?calibration", see: ["cross-entropy", "ROC curve"]),
    Concept(
      "R²", ["r2", "r squared", "coefficient of determination"],
      "Which part of the scatter of the targets the model explains: 1 is all, 0 no more than their mean, below 0 less than that.",
      try: "r2_score([1, 2, 3], [1, 2, 4])", see: ["mean squared error", "baseline"]),
    Concept(
      "residual", ["residuals"],
      "What is left of a target when the guess is taken away. Residuals without any pattern are chance; a bend in them is something that "
        + "the model has not learnt.",
      try: "[3, 5, 9] - [2, 5, 7]", see: ["R²", "outlier"]),
    Concept(
      "fairness", ["disparate impact", "four-fifths rule", "bias in data"],
      "Whether a model treats groups of people alike: who is chosen, who is missed, who is wrongly accused. `audit` counts it for each "
        + "group.",
      try: "?audit", see: ["audit", "stand-in"]),
    Concept(
      "stand-in", ["proxy", "proxy variable"],
      "A column from which another can be told, as the hours tell the sex. Leaving out the column itself is then not enough.",
      try: "?audit", see: ["fairness", "leakage"]),
  ]
}

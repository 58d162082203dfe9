/// Nine short spellings that are read as the full word and echoed, so that sessions hold one form.
package enum Aliases {
  /// The full word for each short one.
  package static let table: [String: String] = [
    "fit": "train",
    "lr": "learning_rate",
    "f1": "f1_score",
    "acc": "accuracy",
    "mse": "mean_squared_error",
    "bce": "binary_crossentropy",
    "maxpool2d": "max_pooling2d",
    "bn": "batch_normalization",
    "ln": "layer_normalization",
  ]
}

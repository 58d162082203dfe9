import Learning

// What the programs of all frameworks have word for word.
extension TrainingSource {
  /// The function that gives the batches of an epoch.
  static let batches = """
    def batches(data, epoch, count):
        \"""The positions of the samples of each batch of an epoch.\"""
        order = data["order"]
        rows = order[epoch] if epoch < len(order) else np.random.default_rng([SEED, epoch]).permutation(count)
        return [rows[start : start + BATCH_SIZE] for start in range(0, count, BATCH_SIZE)]
    """

  /// The end of an epoch where the training stops early: `kept` becomes the value of `keep`, an expression, in the best
  /// epoch; empty where it does not stop.
  func earlyStopping(keeping keep: String) -> String {
    options.earlyStopping.map {
      """

              if measured["loss"] < best - \(PythonText.number($0.minimumDelta)):
                  best, waited, kept = measured["loss"], 0, \(keep)
              else:
                  waited += 1
              if waited > 0 and waited >= \($0.patience):
                  break
      """
    } ?? ""
  }

  /// How the options of a program are read: `--steps`, and others in lines of their own.
  static func options(_ others: [String] = []) -> String {
    ([
      "parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)",
      "parser.add_argument(\"--steps\", type=int, help=\"end after so many steps, and print the loss of each\")",
    ] + others + ["options = parser.parse_args()"]).joined(separator: "\n    ")
  }

  /// The option that goes on from a checkpoint.
  static let resuming =
    "parser.add_argument(\"--resume\", action=\"store_true\", help=\"go on from the last checkpoint\")"
}

/// Words that stand in reports and are neither typed nor columns of data.
enum ReportWords {
  /// What a word of a report means, in two sentences; `nil` for other words.
  static func text(of word: String) -> String? {
    let wanted = word.lowercased()
    guard let found = words.first(where: { $0.names.contains(wanted) }) else { return nil }
    return "\(found.names[0])  (in reports of classes)\n  \(found.meaning)"
  }

  private static let words: [(names: [String], meaning: String)] = [
    (
      ["macro", "macro avg", "macro average"],
      "The mean over the classes, each counting the same however few samples it has. A small class that goes wrong\n"
        + "  is seen here."
    ),
    (
      ["micro", "micro avg", "micro average"],
      "One number of all answers together, each sample counting the same. Where every sample has one class it is the\n"
        + "  accuracy."
    ),
    (
      ["weighted", "weighted avg", "weighted average"],
      "The mean over the classes, each counting as much as it has samples. Large classes decide it."
    ),
    (
      ["support"],
      "How many samples of a class there are in what was evaluated. Numbers of a class with few of them tell little."
    ),
    (
      ["best epoch"],
      "The epoch with the smallest validation loss. With early stopping its weights are taken back."
    ),
  ]
}

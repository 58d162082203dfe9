/// The words that the language keeps for itself, built or not.
///
/// A word that stands here but not in the catalogue answers "not available in this version".
public enum ReservedWords {
  /// Cannot be rebound.
  public static let verbs = [
    "train", "resume", "stop", "copy", "step", "evaluate", "predict", "generate", "plot", "summary",
    "explain", "audit", "sweep", "compare", "cost", "quantize", "prune", "distill", "save", "load",
    "export", "import", "serve", "seed", "set", "check", "trace", "print",
  ]

  private static let verbSet = Set(verbs)

  public static func isVerb(_ word: String) -> Bool { verbSet.contains(word) }

  public static func isKeyword(_ word: String) -> Bool { Keyword(rawValue: word) != nil }
}

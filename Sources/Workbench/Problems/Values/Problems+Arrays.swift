import Language
import Support

// How it is worded that something is no array, or no model of a card.
extension Problems {
  static func worded(_ error: ArrayProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .nothing(let value):
      return .error(
        "E0683", "\(value) has no numbers to write as arrays", at: span,
        hint: "a record of tensors has: {x: d.x, y: d.y}; texts go into a file that ends in .csv")
    case .name(let name):
      return .error(
        "E0684", "no array of a file can be called \(quotedName(name))", at: span,
        hint:
          "names of files in an archive have no empty parts, no .. and nothing invisible: {x: …}")
    case .twice(let name):
      return .error(
        "E0684", "two arrays would be called \(quotedName(name))", at: span,
        hint:
          "give the fields names that differ when those of records inside are joined with a point")
    }
  }

  static func worded(_ error: CardProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .severalModels(let names):
      return .error(
        "E0685", "a card is of one model, and the run trains \(list(names.map(quotedName), "and"))",
        at: span, hint: "export each by itself: export \(names.first ?? "m"), \"card.md\"")
    }
  }
}

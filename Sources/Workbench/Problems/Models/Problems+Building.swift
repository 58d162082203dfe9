import Learning

/// How mistakes in the lines of a model are worded.
extension Problems {
  static func words(of error: BuildingError) -> PlacedWords {
    switch error {
    case .unknownLayer(let word, let known, let origin):
      return (
        "E0106", "there is no layer called `\(word)`",
        suggestion(word, among: known, otherwise: "`:help layers` lists them"), origin
      )
    case .lines(let word, let isMissing, let origin):
      return isMissing
        ? ("E0217", "\(word) needs lines in braces", "write `\(word) { dense 8 }`", origin)
        : ("E0112", "\(word) takes no lines in braces", "end the line after its arguments", origin)
    case .unknownSource(let name, let known, let origin):
      return (
        "E0115", "there is no input or layer `\(name)` before this line",
        suggestion(name, among: known, otherwise: "there is \(list(known, "and"))"), origin
      )
    case .otherDType(let label, let expected, let found, let origin):
      return (
        "E0314", "`\(label)` has \(found.name) weights in a \(expected.name) model",
        "define both models after the same `set dtype=\(expected.name)`", origin
      )
    case .noPath(let word, let structure, let lines, let origin):
      return (
        "E0695", "`\(structure)` joins paths, and `\(word)` is none",
        "put each way into a path: `\(lines)`", origin
      )
    case .emptyModel(let model):
      return ("E0315", "\(model) has no layers", "write `model 2 { dense 1 }`", nil)
    }
  }
}

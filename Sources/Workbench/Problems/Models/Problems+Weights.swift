import Learning

/// How mistakes about weights are worded.
extension Problems {
  static func words(of error: WeightError) -> Words {
    switch error {
    case .unknownParameter(let path, let known):
      return (
        "E0114", "there is no weight `\(path)`",
        suggestion(
          path, among: known, otherwise: "there is \(list(first: 6, of: known))")
      )
    case .unknownPart(let name, let known):
      return (
        "E0114", "there is no layer `\(name)` with weights",
        suggestion(
          name, among: known, otherwise: "there is \(list(first: 6, of: known))")
      )
    case .parameterShape(let path, let expected, let found):
      return (
        "E0308", "`\(path)` has shape \(expected), the new value \(found)",
        "a weight keeps its shape"
      )
    case .noParameters(let model):
      return ("E0602", "\(model) has no weights to train", "add a layer such as `dense 8`")
    case .allFrozen(let model):
      return (
        "E0602", "all weights of \(model) are frozen: nothing is left to train",
        "leave out `freeze=`, or name fewer layers in it"
      )
    case .missingTensor(let path): return otherVersion("there is no tensor `\(path)`")
    case .strayTensor(let path): return otherVersion("tensor `\(path)` belongs to no layer")
    }
  }

  private static func otherVersion(_ reason: String) -> Words {
    ("E0510", "the file holds no model of this version: \(reason)", "save it again with `save`")
  }
}

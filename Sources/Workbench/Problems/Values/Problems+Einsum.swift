import Engine
import Support

/// How it is worded that a pattern of `einsum` and its tensors do not go together.
extension Problems {
  static func words(of error: EinsumProblem) -> Words {
    switch error {
    case .character(let text):
      return (
        "E0812", "einsum: `\(Sanitizer.visible(text))` cannot stand there",
        "a pattern has letters, commas, `...` and one `->`: `einsum(\"ij,jk->ik\", a, b)`"
      )
    case .operandCount(let terms, let operands):
      return (
        "E0812",
        "einsum: the pattern is for \(count(terms, "tensor")), and \(operands) \(operands == 1 ? "is" : "are") given",
        "a comma stands between the letters of two tensors: `einsum(\"ij,jk->ik\", a, b)`"
      )
    case .axisCount(let term, let number, let shape):
      return (
        "E0812",
        "einsum: `\(term)` names \(count(number, "axis", "axes")) of a tensor \(shape), which has \(shape.rank)",
        "each axis has a letter; `...` stands for any that are left: `\"...ij,jk->...ik\"`"
      )
    case .extents(let letter, let first, let second):
      return (
        "E0812", "einsum: `\(letter)` stands for axes of \(first) and of \(second)",
        "axes with one letter are equally long; `shape(x)` shows how long they are"
      )
    case .batches(let shapes):
      return (
        "E0812",
        "einsum: the axes under `...` do not broadcast: \(list(shapes.map(\.description), "and"))",
        "they are compared from the last one; each pair must be equal or 1"
      )
    case .unknownLetter(let letter):
      return (
        "E0812", "einsum: no tensor has the axis `\(letter)` of the result",
        "the letters behind `->` are some of those in front of it"
      )
    case .repeatedLetter(let letter):
      return (
        "E0812", "einsum: the result has the axis `\(letter)` twice",
        "each letter stands once behind `->`; `diag` makes a matrix of a diagonal"
      )
    case .lostAxes:
      return (
        "E0812", "einsum: the result has no place for the axes under `...`",
        "write `...` behind `->`, too: `\"...ij->...ji\"`"
      )
    }
  }
}

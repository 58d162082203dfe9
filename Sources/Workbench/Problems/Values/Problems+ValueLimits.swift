import Support

/// How it is worded that values are larger or deeper than they may be.
extension Problems {
  static func words(of error: LimitProblem) -> Words {
    switch error {
    case .callTooDeep(let limit):
      return ("E0908", "calls are nested deeper than \(limit)", "functions cannot call themselves")
    case .loopTooLong(let found, let limit):
      return (
        "E0909",
        "\(NumberText.grouped(found)) rounds are more than the limit of \(NumberText.grouped(limit))",
        "tensors do many things at once, without a loop"
      )
    case .tooLarge(let elements, let limit):
      let shown = elements == Int.max ? "more than 9·10¹⁸" : NumberText.grouped(elements)
      return (
        "E0910", "\(shown) elements are more than the limit of \(NumberText.grouped(limit))",
        "use a smaller shape"
      )
    case .textTooLong(let bytes, let limit):
      return (
        "E0910", "a text of \(byteText(bytes)) is more than the limit of \(byteText(limit))",
        "keep its parts in a list: `parts = [\"a\", \"b\"]`"
      )
    case .tooManyValues(let count, let limit):
      return (
        "E0910",
        "a list of \(NumberText.grouped(count)) values is more than the limit of "
          + NumberText.grouped(limit),
        "a tensor holds more numbers than a list: `range(1000)`"
      )
    case .tooDeep(let limit):
      return (
        "E0911", "this would be nested more than \(limit) levels deep",
        "keep what is nested in a name of its own; `a + b` joins two lists into a flat one"
      )
    }
  }
}

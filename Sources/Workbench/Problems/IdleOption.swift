import Language

/// An option that was written and does nothing where it stands; data, worded here.
struct IdleOption: Error {
  let option: String
  let cause: Cause

  enum Cause {
    /// Only some methods read it, and `found` is none of them; `isOne` where there is one row only.
    case ofMethods([String], found: String, isOne: Bool)
    /// It changes what another option does, which is left out; `typed` is that one as it could be written.
    case without(String, typed: String)
    /// Another option decides already.
    case beside(String)
    /// The data have a part of their own for it.
    case besidePart(String)
    /// It is no matter of what was given: `a function`.
    case of(String)
  }
}

extension Problems {
  static func worded(_ error: IdleOption, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: error.cause, error.option), at: span)
  }

  private static func words(of cause: IdleOption.Cause, _ option: String) -> Words {
    let code = "E0600"
    switch cause {
    case .ofMethods(let methods, let found, let isOne):
      let other = methods[0] == "partial_dependence" ? "column=\"…\"" : "method=\(methods[0])"
      let isOfOne = methods[0] != "partial_dependence" && methods[0] != "permutation"
      return (
        code, "`\(option)` is an option of \(list(methods)), and does nothing for \(found)",
        "leave it out, or write `\(other)\(isOfOne && !isOne ? ", row=0" : "")` beside it"
      )
    case .without(let other, let typed):
      return (
        code, "`\(option)` does nothing without `\(other)`",
        "leave it out, or write `\(typed)` beside it"
      )
    case .beside(let other):
      return (
        code, "`\(option)` does nothing beside `\(other)`", "leave `\(option)` out, or `\(other)`"
      )
    case .besidePart(let part):
      return (
        code, "`\(option)` does nothing: the data have a part for \(part)",
        "leave `\(option)` out: that part measures"
      )
    case .of(let what):
      return (code, "`\(option)` does nothing for \(what)", "leave `\(option)` out")
    }
  }
}

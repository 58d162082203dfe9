import Language
import Support

extension Problems {
  static func worded(_ problem: CompareProblem, at span: SourceSpan?) -> Diagnostic {
    switch problem {
    case .missing(let option, let needed, let what, let example):
      return .error(
        (
          "E0860", "`\(option)=` rests on `\(needed)=`, \(what), which is not said",
          "add it: `\(needed)=\(example)`"
        ), at: span)
    case .otherKinds(let first, let other):
      return .error(
        (
          "E0861",
          "\(first) and \(other) are judged by different measures: they do not answer the same question",
          "`evaluate \(first), …` and `evaluate \(other), …` say what each is judged by"
        ), at: span)
    case .rivalIsDearer(let rival, let price):
      return Diagnostic(
        .warning, "W0090",
        "the rival asks \(money(rival)), which is no less than \(money(price)): nobody has to follow",
        at: span, hint: "`rival_price=` is what one request costs there, `/ 1k` for a thousand")
    }
  }

  private static func money(_ dollars: Double) -> String {
    Quantity(dollars, Quantity.money).text
  }
}

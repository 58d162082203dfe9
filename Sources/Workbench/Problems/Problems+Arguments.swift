import Catalog
import Language

extension Problems {
  /// Which argument the mistake is about.
  static func position(of error: ArgumentError) -> ArgumentPosition {
    switch error {
    case .unknownName(let name, _, _): .named(name)
    case .repeated(let name, _): .named(name)
    case .missing: .whole
    case .tooMany(_, _, let position): position
    case .wrongType(_, _, _, _, let position): position
    case .outOfRange(_, _, _, _, let position): position
    case .unknownWord(_, _, _, _, let position): position
    }
  }

  static func worded(_ error: ArgumentError, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .unknownName(let name, let word, let known):
      let takes =
        known.isEmpty
        ? "\(word) takes no arguments" : "\(word) takes \(known.joined(separator: ", "))"
      return Diagnostic.error(
        "E0104", "\(word) has no argument `\(name)`", at: span,
        hint: nearest(to: name, among: known)
          .map { "did you mean `\($0)`? \(takes)" } ?? takes)
    case .missing(let parameter, let word, let expected):
      return Diagnostic.error(
        "E0116", "\(word) needs `\(parameter)`: \(expected)", at: span,
        hint: drawing[word] ?? making(expected) ?? "type `?\(word)` to see its arguments")
    case .tooMany(let word, let takes, _):
      return Diagnostic.error(
        "E0117", "\(word) takes at most \(count(takes, "argument"))", at: span,
        hint: surplus[word] ?? pair(word) ?? "type `?\(word)` to see its arguments")
    case .repeated(let name, let word):
      return Diagnostic.error(
        "E0111", "\(word) gets `\(name)` twice", at: span, hint: "leave one of the two out")
    case .wrongType(let parameter, let word, let expected, let found, let position):
      return Diagnostic.error(
        "E0118", "`\(parameter)` of \(word) must be \(expected), not \(found)", at: span,
        hint: examples[word] ?? elsewhere(parameter, word, found, position)
          ?? twoValues(parameter, word) ?? pair(word, found) ?? ofRun(found, expected)
          ?? named(found, expected) ?? severalModels(word, parameter, found) ?? making(expected)
          ?? unquoted(
            found, expected, parameter, position) ?? typing(parameter, expected)
          ?? (found == "a report" && expected.contains("tensor") ? numbersOfReport : nil)
          ?? (found == "a range" ? rangeHint : "type `?\(word)` to see its arguments"))
    case .outOfRange(let parameter, let word, let rule, let found, _):
      return Diagnostic.error(
        "E0401", "`\(parameter)` of \(word) must be \(rule), not \(found)", at: span,
        hint: examples[word] ?? share(rule, found, parameter) ?? typing(parameter, rule)
          ?? "type `?\(word)` to see its arguments")
    case .unknownWord(let written, let parameter, let word, let known, _):
      return Diagnostic.error(
        "E0103", "unknown \(parameter) `\(written)` of \(word)", at: span,
        hint: suggestion(written, among: known, otherwise: "it can be \(list(known))"))
    }
  }

  /// Words whose use is shown best.
  private static let examples = [
    "grad": "`grad(f)(2)` is the slope of f at 2; `grad(f, 1)` is by the second argument of f",
    "head": "`head d` shows the first rows of d, `head d, 10` so many",
  ]

  /// Words that place numbers here and draw elsewhere.
  private static let drawing = [
    "scatter":
      "to draw points, write `plot x, y, kind=scatter`; `?scatter` shows how values are placed",
    "confusion":
      "of a model it is `e = evaluate m, d`: `plot e` draws the matrix, `e.confusion` is it",
  ]

  /// What more arguments would mean elsewhere.
  private static let surplus = [
    "zeros": "extents stand in a list: `zeros([2, 3])`",
    "ones": "extents stand in a list: `ones([2, 3])`",
    "round": "`round(x * 100) / 100` keeps two decimals",
    "reshape": "extents stand in a list: `reshape(x, [2, 3])`",
    "transpose": "axes stand in a list: `transpose(x, [1, 0])`",
    "linear": "`dense 3` is the layer of 3 units",
    "sum": "`sum([1, 2, 3])` adds the numbers of a tensor",
    "mean": "`mean([1, 2, 3])` is that of the numbers of a tensor",
  ]

  /// `auc([1])`: what compares true values with predictions was given one of them.
  private static func pair(_ word: String, _ found: String = "tensor") -> String? {
    let catalog = Vocabulary.standard.catalog
    let compares =
      catalog.signature(word, .metric) != nil || catalog.signature(word, .loss) != nil
    guard compares, ["tensor", "[", "\""].contains(where: found.hasPrefix) else { return nil }
    return "`\(word)(y, p)` compares true values with predictions"
  }

  /// `max(a, b)`: what compares two values has another name.
  private static func twoValues(_ parameter: String, _ word: String) -> String? {
    let names = ["max": "maximum", "min": "minimum"]
    guard parameter == "axis", let name = names[word] else { return nil }
    return "`\(name)(a, b)` compares two values"
  }

  /// A share that is written in hundredths.
  private static func share(_ rule: String, _ found: String, _ parameter: String) -> String? {
    if parameter == "fractions", let one = Double(found.filter { $0 != "[" && $0 != "]" }), one < 1
    {
      let first = NumberText.general((one * 100).rounded())
      return
        "write one for each part: `split \(first)%, \(NumberText.general(100 - (one * 100).rounded()))%`"
    }
    guard rule.contains("below 1") || rule.contains("to 1") || rule.contains("and 1"),
      let number = Double(found), number > 1, number <= 100
    else { return nil }
    return "a share: `\(NumberText.general(number))%` or `\(NumberText.general(number / 100))`"
  }

  /// Words and numbers stand without quotation marks: `activation=relu`.
  private static func unquoted(
    _ found: String, _ expected: String, _ parameter: String, _ position: ArgumentPosition
  ) -> String? {
    guard found.count > 2, found.first == "\"", found.last == "\"" else { return nil }
    var word = String(found.dropFirst().dropLast())
    let sides = word.split(separator: "x").compactMap { Int($0) }
    if expected.contains("width"), sides.count == 2 {
      return "write `\(parameter)=\(sides[0]) by \(sides[1])`"
    }
    if expected == "a kind of set", GeneratedHabits.isKind(word, in: Vocabulary.standard.catalog) {
      return "write `generated(\(word))`"
    }
    let catalog = Vocabulary.standard.catalog
    if catalog[Aliases.table[word] ?? word].isEmpty,
      let meant = DidYouMean.synonym(of: word, isKnown: { !catalog[String($0)].isEmpty })
    {
      word = meant
    }
    // A word that the language knows, or a number where one is expected: nothing else would be taken.
    let isKnown =
      !Vocabulary.standard.catalog[Aliases.table[word] ?? word].isEmpty
      || word.count > 1 && expected.contains(word)
    guard isKnown || Double(word) != nil && expected.contains("number") else { return nil }
    guard word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) else {
      return nil
    }
    if case .named = position { return "write `\(parameter)=\(word)`, without quotation marks" }
    return "write `\(word)`, without quotation marks"
  }

  /// A run where its model is wanted.
  private static func ofRun(_ found: String, _ expected: String) -> String? {
    expected == "a model" && found.contains("run") ? "a run has its model: `r.model`" : nil
  }

  /// The name of a file where a model is wanted, and that of a device where one is.
  private static func named(_ found: String, _ expected: String) -> String? {
    guard found.count > 2, found.first == "\"", found.last == "\"" else { return nil }
    let text = found.dropFirst().dropLast()
    if expected == "a model", text.contains(".") {
      return "a file is read first: `m = load \(found)`"
    }
    guard expected.hasPrefix("a device"), DeviceTable.names.contains(String(text)) else {
      return nil
    }
    return "write `device(\(text))`"
  }

  /// `compare big, small`: models stand in a list.
  private static func severalModels(
    _ word: String, _ parameter: String, _ found: String
  ) -> String? {
    guard word == CompareVerb.signature.name, parameter == "data", found == "a model" else {
      return nil
    }
    return "models stand in a list: `compare [big, small], d.test`"
  }

  /// What is asked for, as it is written.
  private static func typing(_ parameter: String, _ expected: String) -> String? {
    if expected == "true or false" { return "write `\(parameter)=true`" }
    if expected.hasPrefix("the name or the number of a class") {
      return "write `\(parameter)=\"…\"` with its name, or `\(parameter)=1`"
    }
    let costs = "{miss: 5, alarm: 1}"
    guard expected.contains(costs) else { return nil }
    return (expected.contains("f1") ? "write `\(parameter)=0.3`, `\(parameter)=f1` or " : "write ")
      + "`\(parameter)=\(costs)`"
  }

  /// How to come by a value of the wanted kind.
  private static func making(_ expected: String) -> String? {
    switch expected {
    case "a data set": "make one: `d = table(x, y)` or `d = data digits { rescale 1/255 }`"
    case "a model": "make one: `m = model 2 { dense 1 }`"
    default: nil
    }
  }
}

import Catalog
import Exchange
import Language
import Learning
import Support

/// Pieces of this language as text.
enum ProgramText {
  static func number(_ number: Double) -> String { NumberText.exact(number) }

  /// What numbers are multiplied by: `1/255` for its share of 1, where that is the same number.
  static func scale(_ number: Double) -> String {
    let inverse = 1 / number
    let tenths = (inverse * 10).rounded()
    guard number > 0, number < 1, tenths < 1e6, 1 / (tenths / 10) == number, tenths > 20 else {
      return self.number(number)
    }
    return "1/" + self.number(tenths / 10)
  }

  static func quoted(_ text: String) -> String { QuotedText.of(text) }

  /// How many elements extents have; as large as can be where it is beyond that.
  static func count(_ extents: [Int]) -> Int {
    extents.reduce(1) { product, extent in
      let (result, overflow) = product.multipliedReportingOverflow(by: max(extent, 0))
      return overflow ? Int.max : result
    }
  }

  /// `784`, `[28, 28]`
  static func extents(_ extents: [Int]) -> String {
    extents.count == 1 ? "\(extents[0])" : "[\(extents.map(String.init).joined(separator: ", "))]"
  }

  /// A line of a model: `h: dense 4, activation=relu`.
  static func line(_ description: LayerDescription, label: String?) -> String {
    var text = label.map { "\($0): " } ?? ""
    text += description.word
    var arguments = ProgramText.arguments(description.arguments)
    if description.word == "rescaling", let first = description.arguments.positional.first {
      let own = ProgramText.text(first)
      if let number = Double(own), arguments.hasPrefix(own) {
        arguments = scale(number) + arguments.dropFirst(own.count)
      }
    }
    if !arguments.isEmpty { text += " " + arguments }
    if let lines = description.lines {
      text += " { " + lines.map { line($0, label: $0.label) }.joined(separator: "; ") + " }"
    }
    return text
  }

  private static func arguments(_ arguments: Arguments) -> String {
    let written =
      arguments.positional.map(text)
      + arguments.named.map { "\($0.name)=\(text($0.value))" }
    return written.joined(separator: ", ")
  }

  private static func text(_ argument: Argument) -> String {
    if case .value(let formula as FormulaText) = argument { return "(\(formula.text))" }
    return argument.described
  }
}

/// Names of the result: each is given once, and none is a word of the language.
struct ProgramNames {
  private var taken: Set<String> = []
  /// How often a name was asked for.
  private var counts: [String: Int] = [:]

  /// The name, or one like it that is free.
  mutating func unique(_ wanted: String) -> String {
    let base = Self.valid(wanted)
    var name = base
    var count = counts[base] ?? 1
    while taken.contains(name) {
      count += 1
      name = "\(base)_\(count)"
    }
    counts[base] = count
    taken.insert(name)
    return name
  }

  /// Makes a name free again, which nothing uses yet.
  mutating func release(_ name: String) {
    taken.remove(name)
    counts[name] = nil
  }

  /// A name that the language takes for a value.
  static func valid(_ wanted: String) -> String {
    let name = label(wanted)
    return ReservedWords.functions.contains(name) || ReservedWords.sources.contains(name)
      ? name + "_1" : name
  }

  /// A name that the language takes for a line of a model.
  static func label(_ wanted: String) -> String {
    var name = String(wanted.prefix(80).map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    if name.first.map({ $0.isLetter || $0 == "_" }) != true { name = "_" + name }
    if name == "model" { return "m" }
    if name == "data" { return "d" }
    return ReservedWords.isKept(name) ? name + "_1" : name
  }
}

/// Forms of Python and its relatives that no rule of this language reads, as lines of this language.
///
/// Only text is looked at; whoever offers a line parses it first.
enum PythonForms {
  /// The line with one such form rewritten: `x++`, `a, b = 1, 2`, `y = 1 if x > 0 else 2`; `nil` where
  /// there is none.
  static func line(for text: String) -> String? {
    let text = PythonText.trimmed(text)
    if let line = step(text) ?? body(text) ?? hyphen(text) ?? layers(text) ?? word(text) ?? targets(
      text)
      ?? arrow(text)
    {
      return line
    }
    if let (head, value) = assigned(text) {
      return expression(value).map { $0.before + head + $0.value }
    }
    return expression(text).map { $0.before + $0.value }
  }

  /// An expression rewritten, and what has to stand in front of its statement.
  private static func expression(_ text: String) -> (before: String, value: String)? {
    if let value = withoutConversion(text) { return ("", value) }
    if let print = rest(of: text, after: "print ") {
      if let beside = FormattedForms.line(for: text) { return ("", beside) }
      return expression(print).map { ($0.before, "print " + $0.value) }
    }
    if text.hasPrefix("lambda ") { return lambda(text).map { ("", $0) } }
    // What a function does is rewritten, not the function: `x -> x if x > 0 else 0`.
    let function = PythonText.pieces(text, at: "->")
    if function.count > 1, !function[0].isEmpty, !text.hasPrefix("fn ") {
      guard let found = expression(function[function.count - 1]), found.before.isEmpty else {
        return nil
      }
      return ("", (function.dropLast() + [found.value]).joined(separator: " -> "))
    }
    let choice = PythonText.pieces(text, at: " if ")
    if choice.count == 2 {
      let rest = PythonText.pieces(choice[1], at: " else ")
      if rest.count == 2 {
        return ("", "where(\(inner(rest[0])), \(choice[0]), \(inner(rest[1])))")
      }
    }
    let ternary = PythonText.pieces(text, at: " ? ")
    if ternary.count == 2 {
      let sides = PythonText.pieces(ternary[1], at: " : ")
      if sides.count == 2 { return ("", "where(\(ternary[0]), \(sides[0]), \(sides[1]))") }
    }
    let ends = PythonText.pieces(text, at: ":")
    if ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), last < .max {
      return ("", "range(\(first), \(last + 1))")
    }
    let member = PythonText.pieces(text, at: " in ")
    if member.count == 2, !text.hasPrefix("for ") {
      let negated = rest(of: member[0], after: "not ") ?? PythonText.cut(member[0], " not")
      let found = "any(\(member[1]) == \(negated ?? member[0]))"
      return ("", negated == nil ? found : "not \(found)")
    }
    let same = PythonText.pieces(text, at: " is ")
    if same.count == 2 {
      let negated = rest(of: same[1], after: "not ")
      let value = LayerTranslation.value(negated ?? same[1])
      return ("", "\(same[0]) \(negated == nil ? "==" : "!=") \(value)")
    }
    return (SteppedSlice.line(for: text) ?? NumberForms.line(for: text)).map { ("", $0) }
  }

  /// `x.astype(float)` as `x`: numbers have one kind.
  private static func withoutConversion(_ text: String) -> String? {
    for word in [".astype(", ".to("] {
      guard let found = text.range(of: word) else { continue }
      let open = text.distance(from: text.startIndex, to: found.upperBound) - 1
      guard let (_, close) = PythonText.arguments(Array(text), from: open) else { continue }
      return String(text[..<found.lowerBound]) + String(text.dropFirst(close + 1))
    }
    return nil
  }

  /// `train m, d, learning-rate=0.1`: names of arguments have no hyphen.
  private static func hyphen(_ text: String) -> String? {
    let written = PythonText.pieces(text, at: ",")
    let parts = written.map { part -> String in
      let sides = PythonText.pieces(part, at: "=")
      guard sides.count == 2 else { return part }
      let words = sides[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard words.count > 1, words.allSatisfy(PythonText.isWord) else { return part }
      let name = words.joined(separator: "_")
      return name == "learning_rate" && text.hasPrefix("train ")
        ? "optimizer=adam(\(sides[1]))" : "\(name)=\(sides[1])"
    }
    return parts == written ? nil : parts.joined(separator: ", ")
  }

  /// A part of an expression, rewritten where that needs no statement before it.
  private static func inner(_ text: String) -> String {
    guard let found = expression(text), found.before.isEmpty else { return text }
    return found.value
  }

  private static func lambda(_ text: String) -> String? {
    let parts = PythonText.pieces(String(text.dropFirst(7)), at: ":")
    guard parts.count == 2 else { return nil }
    let isOne = PythonText.isWord(parts[0])
    return "\(isOne ? parts[0] : "(\(parts[0]))") -> \(inner(parts[1]))"
  }

  /// `x++`, `--x`, `x += 2`.
  private static func step(_ text: String) -> String? {
    for (mark, sign) in [("++", "+"), ("--", "-")] {
      if let name = PythonText.cut(text, mark) ?? rest(of: text, after: mark),
        PythonText.isWord(name)
      {
        return "\(name) = \(name) \(sign) 1"
      }
    }
    for sign in ["**", "+", "-", "*", "/"] {
      let parts = PythonText.pieces(text, at: sign + "=")
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { continue }
      let isBare = sign == "+" || PythonText.isAtom(parts[1])
      return "\(parts[0]) = \(parts[0]) \(sign == "**" ? "^" : sign) "
        + (isBare ? parts[1] : "(\(parts[1]))")
    }
    return nil
  }

  /// `x <- 3`.
  private static func arrow(_ text: String) -> String? {
    let parts = PythonText.pieces(text, at: "<-")
    return parts.count == 2 && PythonText.isWord(parts[0]) ? "\(parts[0]) = \(parts[1])" : nil
  }

  /// `a, b = 1, 2`, `a = b = 3`.
  private static func targets(_ text: String) -> String? {
    let parts = PythonText.pieces(text, at: "=")
    guard parts.count > 1, let value = parts.last, !value.isEmpty else { return nil }
    let names = parts.dropLast()
    if names.count > 1, names.allSatisfy(PythonText.isWord) {
      let first = names[names.count - 1]
      return (["\(first) = \(value)"] + names.dropLast().reversed().map { "\($0) = \(first)" })
        .joined(separator: "; ")
    }
    let left = PythonText.pieces(PythonText.unbracketed(names[0]), at: ",")
    let right = PythonText.pieces(PythonText.unbracketed(value), at: ",")
    guard names.count == 1, left.count > 1, left.allSatisfy(PythonText.isWord),
      left.count == right.count
    else { return nil }
    if left.count == 2, left.elementsEqual(right.reversed()) {
      return "old = \(left[0]); \(left[0]) = \(left[1]); \(left[1]) = old"
    }
    return zip(left, right).map { "\($0) = \($1)" }.joined(separator: "; ")
  }

  /// `for i in r: print i`, `def f(x): return x^2`.
  private static func body(_ text: String) -> String? {
    guard
      let word = ["for ", "if ", "def ", "fn ", "repeat "].first(where: { text.hasPrefix($0) })
    else { return nil }
    let parts = PythonText.pieces(text, at: ":")
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    let head = word == "def " ? "fn " + parts[0].dropFirst(4) : parts[0]
    return "\(head) { \(rest(of: parts[1], after: "return ") ?? parts[1]) }"
  }

  /// `dense 8, activation=relu, dense 1` and `{ Dense(8), Dense(1) }`: layers end with `;`.
  private static func layers(_ text: String) -> String? {
    guard let open = text.firstIndex(of: "{"), text.last == "}" else { return nil }
    let inside = String(text[text.index(after: open)...].dropLast())
    let calls = LayerTranslation.lines(of: inside)
    let parts = PythonText.pieces(inside, at: ",")
    var lines: [String] = []
    if calls.count == parts.count, parts.count > 1 {
      lines = calls
    } else {
      for part in parts {
        let isLayer = part.split(separator: " ").count == 2 && PythonText.named(part) == nil
        if isLayer || lines.isEmpty {
          lines.append(part)
        } else {
          lines[lines.count - 1] += ", " + part
        }
      }
    }
    guard lines.count > 1 else { return nil }
    return text[...open] + " " + lines.joined(separator: "; ") + " }"
  }

  /// `x: int = 3`; `} elif x > 0 {`; `seed = 5`, `model = …`.
  private static func word(_ text: String) -> String? {
    if let (head, value) = assigned(text) {
      if head == "seed = " { return "seed \(value)" }
      if head == "model = " {
        let isOwn = value.hasPrefix("model ")
        return
          "m = \(isOwn ? value : FunctionHabits.line(for: value.filter { $0 != "(" && $0 != ")" }, []).map { String($0.dropFirst(4)) } ?? value)"
      }
    }
    let parts = PythonText.pieces(text, at: "=")
    let named = PythonText.pieces(parts[0], at: ":")
    if parts.count == 2, named.count == 2, named.allSatisfy(PythonText.isWord) {
      return "\(named[0]) = \(parts[1])"
    }
    guard let found = text.range(of: "} elif ") else { return nil }
    return text[..<found.lowerBound] + "} else if " + text[found.upperBound...]
  }

  private static func assigned(_ text: String) -> (head: String, value: String)? {
    let parts = PythonText.pieces(text, at: "=")
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return ("\(parts[0]) = ", parts[1])
  }

  private static func rest(of text: String, after start: String) -> String? {
    text.hasPrefix(start) ? PythonText.trimmed(String(text.dropFirst(start.count))) : nil
  }
}

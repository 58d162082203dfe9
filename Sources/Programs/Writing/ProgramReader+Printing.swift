// What is printed: texts, and values that are known by then.
extension ProgramReader {
  func printLine(_ arguments: [PythonArgument]) throws(NotUnderstood) {
    var pieces: [String] = []
    var text = ""
    // Versions and paths are of the machine.
    var isNeeded = true
    func end() {
      // Blanks stand between the values of `print` anyway.
      let shown = text.trimmingBlanks
      if !shown.isEmpty { pieces.append(ProgramText.quoted(shown)) }
      text = ""
    }
    for argument in arguments where argument.name == nil {
      for part in try printed(argument.value) {
        switch part {
        case .text(let more): text += more
        case .nothing: isNeeded = false
        case .value(let value):
          end()
          pieces.append(value)
        }
      }
      text += " "
    }
    end()
    guard pieces.reduce(0, { $0 + $1.utf8.count }) < 20_000 else {
      throw NotUnderstood("its text is too long")
    }
    guard isNeeded else { return skip() }
    // An empty line sets nothing apart here.
    guard !pieces.isEmpty else { return }
    write(["print \(pieces.joined(separator: ", "))"])
  }

  private enum PrintedPart {
    case text(String)
    case value(String)
    case nothing
  }

  private func printed(_ expression: PythonExpression) throws(NotUnderstood) -> [PrintedPart] {
    switch expression {
    case .formatted(let parts):
      var found: [PrintedPart] = []
      for part in parts {
        switch part {
        case .text(let text): found.append(.text(text))
        case .value(let value, let format): found.append(try piece(of: try evaluate(value), format))
        }
      }
      return found
    case .binary("%", .text(let text), let values): return try filled(text, marks: "%", values)
    case .call(.attribute(.text(let text), "format"), let arguments):
      return try filled(text, marks: "{", .tuple(arguments.map(\.value)))
    case .binary("+", let left, let right):
      // Texts and `str(x)` that are put together.
      guard isText(left) || isText(right) else { break }
      return try printed(left) + printed(right)
    case .call(.name("str"), let arguments) where arguments.count == 1:
      return try printed(arguments[0].value)
    case .attribute(let base, "shape"):
      // How many samples a part has is known when it runs.
      if case .array(let array) = try evaluate(base), array.count == nil || array.extents == nil {
        return [.value("shape(\(text(lookingAt: array)))")]
      }
    default: break
    }
    if try show(expression) { return [] }
    return [try piece(of: try evaluate(expression), "")]
  }

  private func isText(_ expression: PythonExpression) -> Bool {
    switch expression {
    case .text, .formatted, .call(.name("str"), _): true
    case .binary("+", let left, let right): isText(left) || isText(right)
    default: false
    }
  }

  private func piece(of meaning: Meaning, _ format: String) throws(NotUnderstood) -> PrintedPart {
    switch meaning {
    case .text(let text): return .text(text)
    case .integer(let number): return .text("\(number)")
    case .truth(let truth): return .text(truth ? "True" : "False")
    // What shows something by itself gives nothing.
    case .none: return .text("")
    case .unneeded: return .nothing
    case .array(let array):
      if array.side == .targets { try checkNumbers(of: array.data) }
      return .value(text(lookingAt: array))
    case .history(let run): return .value(run)
    case .evaluation(let name, _): return .value(name)
    case .items(let items) where items.allSatisfy({ $0.number != nil }):
      return .text("(\(items.map { ProgramText.number($0.number ?? 0) }.joined(separator: ", ")))")
    case .table(let table): return .value(mark(lookingAt: table))
    case .rows(let data, 1): return .value("len(\(mark(lookingAt: data)).x)")
    case .classNames(let data): return .value("\(mark(of: data)).classes")
    case .classCount(let data): return .value("len(\(mark(of: data)).classes)")
    default:
      guard let value = valueText(meaning) else {
        throw NotUnderstood("what it prints is not known here")
      }
      return .value(
        Self.isDecimal(format)
          ? "format(\(ProgramText.quoted("{:\(format)}")), \(value.text))" : value.text)
    }
  }

  /// Whether it says how many decimals a number has: `.2f`, `,.1f`, `.1%`.
  private static func isDecimal(_ format: String) -> Bool {
    guard let end = format.last, "fe%".contains(end), format.contains(".") else { return false }
    return format.dropLast().allSatisfy { $0 == "." || $0 == "," || $0.isASCII && $0.isNumber }
  }

  /// `"acc: %.2f" % acc` and `"acc: {:.2f}".format(acc)`: a value for each mark.
  private func filled(
    _ text: String, marks: Character, _ values: PythonExpression
  ) throws(NotUnderstood) -> [PrintedPart] {
    var waiting: [PythonExpression]
    if case .tuple(let items) = values { waiting = items.reversed() } else { waiting = [values] }
    var found: [PrintedPart] = []
    var shown = ""
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == marks, index + 1 < characters.count, characters[index + 1] == marks {
        shown.append(marks)
        index += 2
      } else if character == marks {
        guard let value = waiting.popLast() else {
          throw NotUnderstood("its text asks for more values than there are")
        }
        found.append(.text(shown))
        shown = ""
        let start = index + 1
        index = start
        if marks == "{" {
          while index < characters.count, characters[index] != "}" { index += 1 }
        } else {
          while index < characters.count, !characters[index].isLetter { index += 1 }
          index += 1
        }
        var format = characters[start..<min(index, characters.count)]
        if marks == "{" {
          format = format.drop { $0 != ":" }.dropFirst()
          index += 1
        }
        found.append(try piece(of: try evaluate(value), String(format)))
      } else {
        shown.append(character)
        index += 1
      }
    }
    return found + [.text(shown)]
  }

  /// `"{}".format(x)` of constants.
  static func formatted(_ text: String, _ given: CallArguments) throws(NotUnderstood) -> String {
    var values = Array(given.positional.reversed())
    var result = ""
    var isInside = false
    for character in text {
      if character == "{" {
        isInside = true
        switch values.popLast() {
        case .text(let text)?: result += text
        case .integer(let number)?: result += "\(number)"
        case .number(let number)?: result += ProgramText.number(number)
        default: throw NotUnderstood("what it says is known only when it runs")
        }
      } else if character == "}" {
        isInside = false
      } else if !isInside {
        result.append(character)
      }
    }
    return result
  }
}

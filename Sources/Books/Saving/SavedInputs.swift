import Language
import Workbench

/// The inputs of a prompt as a program that stands by itself.
///
/// What was done to runs stands at its steps, as the records have it. Results that later inputs use
/// by their numbers get names: `out_3 = …`.
package struct SavedInputs {
  private struct Input {
    var number: Int
    var statements: [ProgramText]
    /// As it was typed, where that says the same.
    var source: String?
  }

  private var inputs: [Input] = []
  private var named: Set<Int> = []
  private var lastResult: Int?

  /// Nothing is saved yet.
  package init() {}

  /// The statements of the input with this number, as they ran.
  ///
  /// A source that says the same is kept as it was typed, with its comments.
  package mutating func add(_ number: Int, _ records: [String], source: ProgramText? = nil) {
    let statements = records.map { record in
      let text = naming(record)
      return source.flatMap { $0.source == text ? $0 : nil } ?? ProgramText(text)
    }
    let says =
      source.map { source in
        naming(source.source) == source.source
          && records.allSatisfy { source.source.contains($0) }
          && source.statements.count == records.count
      } ?? false
    inputs.append(
      Input(number: number, statements: statements, source: says ? source?.source : nil))
    if statements.contains(where: { SavedInputs.expressionStart(of: $0) != nil }) {
      lastResult = number
    }
  }

  /// What was done to the runs of the last input, without a statement of it.
  package mutating func add(afterwards records: [String]) {
    guard !records.isEmpty, !inputs.isEmpty else { return }
    let statements = records.map { naming($0) }
    inputs[inputs.count - 1].statements += statements.map(ProgramText.init)
    inputs[inputs.count - 1].source? += statements.map { "\n" + $0 }.joined()
  }

  /// The text of each input for a file of that name: names of files are found from its folder.
  package func cells(for path: String) -> [String] {
    guard let moved = MovedPaths(to: path) else { return cells }
    return cells.map(moved.text)
  }

  /// One statement on each line.
  package var program: String { cells.map { $0 + "\n" }.joined() }

  /// The text of each input.
  package var cells: [String] {
    inputs.map { input in
      guard named.contains(input.number) else {
        return input.source ?? input.statements.map(\.source).joined(separator: "\n")
      }
      return withName(input).joined(separator: "\n")
    }
  }

  /// The statements, the last that gives something with a name before it.
  private func withName(_ input: Input) -> [String] {
    var statements = input.statements.map(\.source)
    guard
      let index = input.statements.lastIndex(where: { SavedInputs.expressionStart(of: $0) != nil }),
      let start = SavedInputs.expressionStart(of: input.statements[index])
    else { return statements }
    let bytes = Array(statements[index].utf8)
    let name = ResultNames.saved(input.number)
    let statement = input.statements[index].statements.last
    statements[index] =
      String(decoding: bytes[..<start], as: UTF8.self) + name + " = "
      + String(decoding: bytes[start...], as: UTF8.self)
    // What was printed is printed under its name.
    if let statement, SavedInputs.prints(statement) { statements.insert(name, at: index + 1) }
    return statements
  }

  /// The text with `_`, `_3` and `out[3]` by their names.
  private mutating func naming(_ text: String) -> String {
    let tokens = Lexer.tokenize(text).tokens
    var result = ""
    var position = 0
    let bytes = Array(text.utf8)
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      guard token.kind == .name, let (number, count) = reference(tokens, index, in: text) else {
        index += 1
        continue
      }
      let end = tokens[index + count - 1].span.end
      result += String(decoding: bytes[position..<token.span.start], as: UTF8.self)
      result += ResultNames.saved(number)
      named.insert(number)
      position = end
      index += count
    }
    return result + String(decoding: bytes[position...], as: UTF8.self)
  }

  /// The input whose result is meant here, and how many tokens say so.
  private func reference(
    _ tokens: [Token], _ index: Int, in source: String
  ) -> (number: Int, count: Int)? {
    let word = tokens[index].text
    if word == "_" { return lastResult.map { ($0, 1) } }
    if word.hasPrefix("_"), let number = Int(word.dropFirst()) { return (number, 1) }
    guard word == "out", index + 3 < tokens.count, tokens[index + 1].kind == .symbol(.openBracket),
      tokens[index + 3].kind == .symbol(.closeBracket),
      let number = Int(tokens[index + 2].span.text(in: source))
    else { return nil }
    return (number, 4)
  }
}

// What of a program gives a result.
extension SavedInputs {
  /// Where a statement's result can get a name: before its expression, inside `at` before the last
  /// one of its body.
  fileprivate static func expressionStart(of text: ProgramText) -> Int? {
    let statements = text.statements
    return statements.count == 1 ? expressionStart(of: statements[0]) : nil
  }

  private static func expressionStart(of statement: Statement) -> Int? {
    switch statement.kind {
    case .expression(let expression):
      if case .command(let command) = expression.kind, !command.effects.contains(.givesValue) {
        return nil
      }
      return statement.span.start
    case .intervention(_, _, _, let body): return body.last.flatMap { expressionStart(of: $0) }
    default: return nil
    }
  }

  fileprivate static func prints(_ statement: Statement) -> Bool {
    if case .intervention(_, _, _, let body) = statement.kind {
      return body.last.map(prints) ?? false
    }
    guard case .expression(let expression) = statement.kind, !statement.isSilenced else {
      return false
    }
    guard case .command(let command) = expression.kind else { return true }
    return !command.effects.contains(.isSilent)
  }
}

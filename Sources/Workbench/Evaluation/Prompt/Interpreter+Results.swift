import Language

// What earlier inputs gave: `_` the last, `_3` and `out[3]` that of input 3.
extension Interpreter {
  /// As many of the newest results stay; tensors may be large.
  private static let resultLimit = 100

  func keepResult(_ value: Value) {
    // Only the inputs of a prompt have numbers; a file must not depend on them.
    guard inputNumber > 0 else { return }
    if case .none = value { return }
    results[inputNumber] = value
    if results.count > Self.resultLimit, let oldest = results.keys.min() { results[oldest] = nil }
  }

  /// The input of this number has no result any more.
  package func forgetResult(of number: Int) { results[number] = nil }

  var resultNames: Set<String> {
    results.isEmpty ? [] : Set(results.keys.map { "_\($0)" }).union(["_", "out"])
  }

  func result(named name: String) -> Value? {
    guard name.hasPrefix("_") else { return nil }
    // The last result may be one that did not come back.
    let number = name == "_" ? lostResults.union(results.keys).max() : Int(name.dropFirst())
    guard let value = number.flatMap({ results[$0] }) else { return nil }
    desk.look(at: value)
    return value
  }
}

/// Names that stand for the numbers of results, in programs that are saved: `out_3`.
package enum ResultNames {
  /// The name that a saved result gets.
  package static func saved(_ number: Int) -> String { "out_\(number)" }

  /// Whether a name is one that a saved result gets; draws do not go by it.
  static func isSaved(_ name: String) -> Bool {
    name.hasPrefix("out_") && name.utf8.count > 4 && name.dropFirst(4).allSatisfy(\.isNumber)
  }

  /// What outputs call a run: nothing where its name only stands for a number, so that a saved session
  /// gives the same outputs.
  static func spoken(_ name: String) -> String {
    name.hasPrefix("_") || isSaved(name) ? "" : name
  }
}

extension Evaluator {
  /// A result by its name; `nil` where there is none.
  func result(named name: String) -> Value? { session.result(named: name) }

  /// `out[3]`; negative numbers count from the input that runs.
  func output(_ indices: [Index], at span: SourceSpan) throws -> Value {
    guard indices.count == 1, case .at(let expression) = indices[0] else {
      throw Problems.diagnostic(for: ValueProblem.index(.notIndexable("out")), at: span)
    }
    let written = try wholeNumber(expression, of: "out")
    let number = written < 0 ? session.inputNumber + written : written
    guard let value = session.results[number] else {
      throw Problems.diagnostic(
        for: ValueProblem.noResult(written, known: session.results.keys.sorted()), at: span)
    }
    session.desk.look(at: value)
    return value
  }
}

import Testing

@testable import Programs

/// Lines, tokens and statements of Python.
@Suite("Python as it is written")
struct PythonReadingTests {
  /// The kinds of statements, in one word each.
  private func kinds(_ source: String) -> [String] {
    PythonProgram(source).statements.map { statement in
      let kind =
        switch statement.kind {
        case .comment(let text): "comment(\(text))"
        case .expression: "expression"
        case .assignment(let targets, _): "assignment(\(targets.count))"
        case .change(_, let sign, _): "change(\(sign))"
        case .imports(let modules): "import(\(modules.map(\.path).joined(separator: " ")))"
        case .importsFrom(let path, let words):
          "from(\(path) \(words.map(\.word).joined(separator: " ")))"
        case .function(let function):
          "def(\(function.name) \(function.parameters.count) \(function.body.count))"
        case .loop(_, _, let body): "for(\(body.count))"
        case .branch(_, let body, let otherwise): "if(\(body.count) \(otherwise.count))"
        case .scoped(_, let body): "with(\(body.count))"
        case .result: "return"
        case .pass: "pass"
        case .unknown(let reason): "unknown(\(reason))"
        }
      return "\(statement.line): \(kind)"
    }
  }

  @Test func `brackets, backslashes and long texts carry a line over`() {
    #expect(
      kinds("x = [1,\n  2,  # two\n]\ny = 1 + \\\n  2\nz = '''a\nb'''\nw = 3; v = 4\n")
        == [
          "1: assignment(1)", "4: assignment(1)", "6: assignment(1)", "8: assignment(1)",
          "8: assignment(1)",
        ])
  }

  @Test func `blocks follow the blanks before their lines`() {
    let source = """
      def f(a, b=2):
          # inside
          if a:
              return b
          elif b: pass
          else:
              x = 1
              y = 2
          return a

      for i in range(3):
      \tprint(i)
      if __name__ == "__main__": f(1)
      """
    #expect(
      kinds(source) == ["1: def(f 2 3)", "11: for(1)", "13: if(1 0)"])
  }

  @Test func `imports`() {
    #expect(
      kinds(
        "import numpy as np, os\nfrom keras.layers import (Dense,\n  Input as In,)\nfrom x import *\n"
      )
        == ["1: import(numpy os)", "2: from(keras.layers Dense Input)", "4: from(x *)"])
  }

  @Test func `what is not read is one statement with its body, and says why`() {
    #expect(
      kinds(
        "class A:\n  def f(self):\n    pass\n\nwhile x:\n  y\nz = lambda a: a\nq = ?\nt = 'open\nu = 1\n"
      )
        == [
          "1: unknown(classes are not read)", "5: unknown(a `while` runs as long as it likes)",
          "7: assignment(1)",
          "8: unknown(there is a sign in it that Python does not have)",
          "9: unknown(a text is never closed)", "10: assignment(1)",
        ])
  }

  @Test func `a bracket that is never closed takes its own line only`() {
    #expect(
      kinds("x = (1\ny = 2\n") == ["1: unknown(a bracket is never closed)", "2: assignment(1)"])
    #expect(kinds("x = '''a\ny = 2\n").last == "2: assignment(1)")
  }

  @Test func `numbers and texts`() throws {
    func tokens(_ text: String) -> [PythonToken] {
      PythonScanner.lines(of: text).first?.tokens ?? []
    }
    #expect(
      tokens("1_000 .5 1e-3 255. 0.5 2.E3")
        == [
          .integer(1000), .number(0.5), .number(0.001), .number(255), .number(0.5), .number(2000),
        ])
    #expect(
      tokens(#"'a\n' r"\n" f"{x:.2f}" "it's""#)
        == [.text("a\n"), .text("\\n"), .formatted("{x:.2f}"), .text("it's")])
  }

  @Test func `operators bind as in Python`() throws {
    func shown(_ expression: PythonExpression) -> String {
      switch expression {
      case .integer(let number): "\(number)"
      case .name(let name): name
      case .unary(let sign, let inner): "(\(sign) \(shown(inner)))"
      case .binary(let sign, let left, let right): "(\(shown(left)) \(sign) \(shown(right)))"
      default: "?"
      }
    }
    func parsed(_ text: String) throws -> String {
      var parser = PythonParser(PythonScanner.lines(of: text)[0].tokens)
      return shown(try parser.expressions())
    }
    #expect(try parsed("1 + 2 * 3 - 4") == "((1 + (2 * 3)) - 4)")
    #expect(try parsed("-a ** 2") == "(- (a ** 2))")
    #expect(try parsed("not a == 1 and b or c") == "(((not (a == 1)) and b) or c)")
    #expect(try parsed("a // 2 % 3") == "((a // 2) % 3)")
  }
}

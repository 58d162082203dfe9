/// A function of the program, where it stands.
final class FunctionObject {
  let name: String
  let cell: Int
  let statement: PythonStatement
  /// Whether a line that is read calls it.
  var isCalled = false

  init(_ name: String, _ statement: PythonStatement, cell: Int) {
    (self.name, self.statement, self.cell) = (name, statement, cell)
  }
}

extension ProgramReader {
  /// Remembers a function, whose lines are read where it is called.
  func note(function name: String, _ statement: PythonStatement) {
    guard functions.count < 2000,
      !functions.contains(where: { $0.cell == cell && $0.statement.line == statement.line })
    else { return }
    let function = FunctionObject(name, statement, cell: cell)
    functions.append(function)
    put(.function(function))
  }

  /// Functions that nothing calls: those of which a line speaks that is left are comments, others are not needed.
  func tellUncalled() {
    var waiting = functions.filter { !$0.isCalled }
    while let place = waiting.firstIndex(where: { leftWords.contains($0.name) }) {
      let function = waiting.remove(at: place)
      // What it calls is needed, too.
      speak(of: function.statement.source)
      remark(
        function.statement.line, .left,
        "`\(function.name)` is a program of its own: `fn \(ProgramNames.label(function.name))(\(Self.parameters(of: function))) = …`",
        in: function.cell)
    }
    for function in waiting {
      function.isCalled = true
      unneeded.append((function.cell, function.statement.line))
    }
  }

  /// The names of what a function is given: `y_true, y_pred`.
  private static func parameters(of function: FunctionObject) -> String {
    guard case .function(let own) = function.statement.kind, (1...6).contains(own.parameters.count)
    else { return "x" }
    return own.parameters.map { ProgramNames.label($0.name) }.joined(separator: ", ")
  }

  /// The lines of a function as a comment; none where it was read.
  func lines(of function: FunctionObject) -> [String] {
    function.isCalled ? [] : Self.comment(of: function.statement)
  }
}

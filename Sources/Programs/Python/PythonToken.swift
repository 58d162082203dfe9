/// One word, number, text or sign of a line of Python.
enum PythonToken: Equatable {
  case name(String)
  /// A whole number that fits.
  case integer(Int)
  case number(Double)
  /// A text with its escapes resolved.
  case text(String)
  /// What stands between the quotation marks of an f-string, as written.
  case formatted(String)
  case symbol(String)

  func isSymbol(_ text: String) -> Bool { self == .symbol(text) }
  func isName(_ text: String) -> Bool { self == .name(text) }
}

/// One line of a program as Python counts lines: with what brackets and backslashes carry over to it.
struct PythonLine {
  /// Counted from 1.
  var number: Int
  /// Where it ends; the same unless brackets, backslashes or long texts carry it over.
  var lastNumber: Int
  /// Columns of blanks before it; a tab goes to the next multiple of eight.
  var indent: Int
  /// As written, without the blanks before it.
  var source: String
  var tokens: [PythonToken] = []
  /// What stands behind `#` where the line is nothing else.
  var comment: String?
  /// Why it cannot be read.
  var fault: String?
}

/// Why a line of a program is no line that is read here.
struct PythonFault: Error, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

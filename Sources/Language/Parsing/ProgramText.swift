/// A program's text that is read once: whoever has it shares what the parser made of it.
package final class ProgramText {
  /// As it was written.
  package let source: String
  /// What could be read, and why the rest could not; found out when it is first asked for.
  package private(set) lazy var parsed = Parser.parse(source)

  /// A text that has not been read yet.
  package init(_ source: String) { self.source = source }

  /// The statements that could be read.
  package var statements: [Statement] { parsed.program.statements }
}

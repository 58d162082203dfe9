import Support

extension FormatError {
  /// Refuses what unpacks to more than `limit` bytes, or to more than the memory that is left.
  static func requireMemory(
    _ bytes: Int, limit: Int = .max, for format: String
  ) throws(FormatError) {
    let cap = min(limit, MemoryBudget.current.available)
    guard bytes > cap else { return }
    throw FormatError(
      format: format, .wholeFile, expected: "at most \(NumberText.grouped(cap)) bytes unpacked",
      found: bytes == .max ? "more" : NumberText.grouped(bytes))
  }

  /// Leaves reading when the user asks for it; whoever feeds the interrupt ends the statement.
  static func checkInterrupt(_ format: String) throws(FormatError) {
    guard Interrupt.isRaised else { return }
    throw FormatError(
      format: format, .wholeFile, expected: "not to be interrupted", found: "an interrupt")
  }

  /// Words of a library about a damaged file, made one line without control characters.
  static func words(_ text: UnsafePointer<CChar>?, else other: String) -> String {
    let line = text.map { String(cString: $0) } ?? ""
    let words = line.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    return words.isEmpty ? other : String(words.prefix(200))
  }
}

extension SessionDocument {
  /// The document with some cells compared in another way from now on: `verify=shape` in their braces.
  ///
  /// Cells whose author says already how they are compared, and those whose braces cannot be read,
  /// stay as they are. Nothing but the opening lines of the others changes.
  package func comparing(
    _ numbers: Set<Int>, as mode: VerificationMode
  ) throws(SessionError) -> SessionDocument {
    if isReadOnly {
      throw SessionError(name: name, line: nil, problem: .readOnly(readOnlyReasons))
    }
    var edits: [Edit] = []
    for cell in cells where numbers.contains(cell.number) && cell.options.mode == nil {
      let start = cell.block.range.lowerBound
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var line = Array(bytes[start..<end])
      var tail: [UInt8] = []
      while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 {
        tail.insert(line.removeLast(), at: 0)
      }
      let word = Array("verify=\(mode.rawValue)".utf8)
      if line.last == UInt8(ascii: "}") {
        let isEmpty = line.dropLast().last == UInt8(ascii: "{")
        line.insert(contentsOf: (isEmpty ? [] : [0x20]) + word, at: line.count - 1)
      } else {
        line += [0x20, UInt8(ascii: "{")] + word + [UInt8(ascii: "}")]
      }
      edits.append(Edit(range: start..<end, text: line + tail))
    }
    return try applying(edits)
  }
}

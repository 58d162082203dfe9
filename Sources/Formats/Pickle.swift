/// Python's pickles, which are never read: what they say is run.
package enum Pickle {
  /// Ends of the names of files that hold them.
  package static let suffixes = [".pt", ".pth", ".pkl", ".pickle", ".joblib"]

  /// Whether a file is one: PyTorch's archive with `data.pkl`, or opcodes from the first byte on.
  ///
  /// Protocol 2 and later begin with 0x80 and their number; older ones are texts that end with a point, and are known
  /// by the file's name alone.
  package static func isOne(_ bytes: [UInt8], named name: String) -> Bool {
    let head = bytes.prefix(4096)
    let isNamed = suffixes.contains { name.hasEnd($0) }
    if head.starts(with: Array("PK".utf8)) { return isNamed || contains(head, "data.pkl") }
    if head.count > 2, head[0] == 0x80, (2...5).contains(head[1]), isOpcode(head[2]) { return true }
    return isNamed && !Safetensors.isBeginning(head)
  }

  /// Frames, empty collections, numbers, texts and names: with what a pickle goes on.
  private static func isOpcode(_ byte: UInt8) -> Bool {
    byte == 0x95 || byte == 0x8A || Array("}](cKXMJGN)q".utf8).contains(byte)
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    let word = Array(text.utf8)
    guard bytes.count >= word.count else { return false }
    return (bytes.startIndex...bytes.endIndex - word.count).contains { place in
      bytes[place..<place + word.count].elementsEqual(word)
    }
  }
}

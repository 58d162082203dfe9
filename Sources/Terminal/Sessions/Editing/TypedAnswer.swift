import Support

/// One line that somebody types at a terminal, without an editor: the terminal itself edits it.
enum TypedAnswer {
  /// `nil` for Ctrl-C, Ctrl-D, and a terminal that is gone.
  static func read(_ question: String, on gate: OutputGate) -> String? {
    gate.rendered(Sanitizer.visible(question))
    var line: [UInt8] = []
    while !ControlC.isRequested, gate.exitStatus == nil {
      guard Keyboard.isReady(within: 100) else { continue }
      guard let bytes = Keyboard.read() else { break }
      line += bytes
      if line.contains(0x0A) {
        return String(decoding: line.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
      }
    }
    gate.rendered("\n")
    return nil
  }
}

/// What one input shows, and what of it is kept for `:page`.
struct OutputFold {
  /// Whether an input runs.
  var isOpen = false
  /// All that was shown or kept.
  private(set) var text = ""
  /// Lines that were kept and not shown.
  private(set) var hidden = 0
  /// Bytes of lines that were begun and not shown to their ends.
  private(set) var cut = 0
  private var shown = 0
  private var shownBytes = 0

  /// A line of millions of characters floods a screen like as many lines: so many bytes a line.
  static let bytesPerLine = 400

  init(isOpen: Bool = false) { self.isOpen = isOpen }

  /// Whether something was kept back.
  var isFolded: Bool { hidden > 0 || cut > 0 }

  /// Takes in an output; answers what of it is to be shown.
  mutating func take(_ output: String, lines limit: Int, bytes: Int) -> String? {
    if text.utf8.count < bytes { text += (text.isEmpty ? "" : "\n") + output }
    let count = 1 + output.utf8.count { $0 == 0x0A }
    let room = limit - shown
    guard count > room else {
      shown += count
      return begun(output[...], limit * Self.bytesPerLine)
    }
    shown = limit
    hidden += count - room
    guard room > 0 else { return nil }
    var end = output.utf8.startIndex
    for _ in 0..<room {
      if end > output.utf8.startIndex { end = output.utf8.index(after: end) }
      end = output.utf8[end...].firstIndex(of: 0x0A) ?? output.utf8.endIndex
    }
    return begun(output[..<end], limit * Self.bytesPerLine)
  }

  /// As much of lines as the screen has room for.
  private mutating func begun(_ lines: Substring, _ limit: Int) -> String? {
    let (size, room) = (lines.utf8.count, max(0, limit - shownBytes))
    guard size > room else {
      shownBytes += size
      return String(lines)
    }
    var end = lines.utf8.index(lines.startIndex, offsetBy: room)
    while end > lines.startIndex, lines.utf8[end] & 0xC0 == 0x80 {
      end = lines.utf8.index(before: end)
    }
    let part = String(lines[..<end])
    shownBytes = limit
    cut += size - part.utf8.count
    return part.isEmpty ? nil : part
  }
}

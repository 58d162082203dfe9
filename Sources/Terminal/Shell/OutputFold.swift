/// What one input shows, and what of it is kept for `:page`.
struct OutputFold {
  /// Whether an input runs.
  var isOpen = false
  /// All that was shown or kept.
  private(set) var text = ""
  /// Lines that were kept and not shown.
  private(set) var hidden = 0
  private var shown = 0

  init(isOpen: Bool = false) { self.isOpen = isOpen }

  /// Takes in an output; answers what of it is to be shown.
  mutating func take(_ output: String, lines limit: Int, bytes: Int) -> String? {
    if text.utf8.count < bytes { text += (text.isEmpty ? "" : "\n") + output }
    let count = 1 + output.utf8.count { $0 == 0x0A }
    let room = limit - shown
    guard count > room else {
      shown += count
      return output
    }
    shown = limit
    hidden += count - room
    guard room > 0 else { return nil }
    return output.split(separator: "\n", maxSplits: room, omittingEmptySubsequences: false)
      .prefix(room).joined(separator: "\n")
  }
}

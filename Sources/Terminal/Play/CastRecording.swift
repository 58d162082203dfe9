import Support

/// What is written to a terminal with its times, as asciinema keeps it: asciicast, version 2.
///
/// The first line is the head, every other one `[seconds, "o", text]`. Line ends are those of a terminal,
/// CR LF. Source: asciinema, "asciicast v2", docs.asciinema.org.
final class CastRecording {
  private let title: String
  private let size: WindowSize
  private let clock: PlayClock
  private var events: [(microseconds: Int, text: String)] = []

  init(title: String, size: WindowSize, clock: PlayClock) {
    (self.title, self.size, self.clock) = (title, size, clock)
  }

  /// Whether a recording may be written there: nothing is there yet, or nothing in it, or a recording.
  static func mayReplace(_ path: String) -> Bool {
    guard InputFile.exists(path), let head = InputFile.head(of: path, 256), !head.isEmpty else {
      return true
    }
    let text = String(decoding: head, as: UTF8.self)
    return text.hasPrefix("{") && text.contains("\"version\"") && text.contains("\"width\"")
  }

  /// Notes what is written now; what comes at one moment is one event.
  func note(_ text: String) {
    if text.isEmpty || clock.stands { return }
    let now = Int(saturating: (clock.seconds * 1e6).rounded())
    let shown = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    if let last = events.last, last.microseconds >= now {
      events[events.count - 1].text += shown
    } else {
      events.append((now, shown))
    }
  }

  /// The file.
  var text: String {
    var head: [JSON.Member] = [
      JSON.Member("version", 2), JSON.Member("width", .whole(size.columns)),
      JSON.Member("height", .whole(size.rows)),
    ]
    if !title.isEmpty { head.append(JSON.Member("title", .text(title))) }
    head.append(JSON.Member("env", ["TERM": .text("xterm-256color")]))
    let lines = events.map { event in
      JSON.list([.number(Double(event.microseconds) / 1e6), "o", .text(event.text)])
    }
    return ([JSON.object(head)] + lines).map { $0.description + "\n" }.joined()
  }
}

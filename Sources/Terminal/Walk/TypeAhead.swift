import Glibc

/// Keys that are pressed while something is shown: they are not seen, and kept for whoever reads next.
enum TypeAhead {
  /// Runs the closure; answers what was typed meanwhile.
  static func during(_ body: () -> Void) -> [UInt8] {
    var modes = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else {
      body()
      return []
    }
    var unseen = modes
    unseen.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &unseen)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &modes) }
    body()
    var typed: [UInt8] = []
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) > 0, typed.count < PlainReader.limit {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { break }
      typed += bytes[..<count]
    }
    return typed
  }
}

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
    while Keyboard.isReady(), typed.count < PlainReader.limit, let bytes = Keyboard.read() {
      typed += bytes
    }
    return typed
  }
}

import CTerminal
import Glibc

/// A program on a terminal of its own, with what its screen shows.
///
/// No fork: `posix_spawn` makes a session, and opening the terminal as descriptor 0 after that makes
/// it the controlling one. Waiting is for conditions, with a time limit, never for a while.
package final class PseudoTerminal {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package private(set) var screen: TerminalScreen
  /// Everything that the program has written.
  package private(set) var output: [UInt8] = []
  /// The modes that the program found.
  package private(set) var firstModes: [UInt32] = []
  private let master: Int32
  private let process: pid_t
  private var status: Int32?

  /// Starts a program; the surroundings are these variables and a few of their own.
  package init(
    _ arguments: [String], environment: [String: String] = [:], rows: Int = 24, columns: Int = 80,
    joins: Bool = false, answers: Bool = true, attributes: String = "62;22", hasKitty: Bool = false
  ) throws {
    var name = [CChar](repeating: 0, count: 128)
    master = nabla_open_terminal(&name, name.count)
    guard master >= 0 else { throw Failure(description: "no pseudo-terminal: \(errno)") }
    _ = nabla_set_window_size(master, Int32(rows), Int32(columns))
    screen = TerminalScreen(rows: rows, columns: columns)
    (screen.joins, screen.answers) = (joins, answers)
    (screen.attributes, screen.hasKitty) = (attributes, hasKitty)
    var variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin",
      // Swift's own crash reporter would wait for a key on a terminal.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    for name in ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    variables.merge(environment) { $1 }
    let found = PseudoTerminal.modes(of: master)
    guard let started = spawn(arguments, variables, terminal: name) else {
      close(master)
      throw Failure(description: "cannot start \(arguments.first ?? "nothing")")
    }
    process = started
    firstModes = found
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      var ignored: Int32 = 0
      waitpid(process, &ignored, 0)
    }
    close(master)
  }

  /// Types a text; `\r` is Enter, `\u{3}` Ctrl-C.
  package func type(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1024)) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
      // The program's answers must be read, or it stops reading ours.
      pump(0)
    }
  }

  package func resize(rows: Int, columns: Int) {
    screen.resize(rows: rows, columns: columns)
    _ = nabla_set_window_size(master, Int32(rows), Int32(columns))
  }

  package func signal(_ number: Int32) { kill(process, number) }

  /// Until the screen satisfies the condition; throws with the screen when time is up.
  package func wait(
    for what: String, seconds: Double = 20, until condition: (TerminalScreen) -> Bool
  ) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition(screen) {
      guard ContinuousClock.now < end else {
        throw Failure(description: "no \(what) in time; the screen:\n\(screen.text)")
      }
      if !pump(20), !condition(screen) {
        throw Failure(description: "ended before \(what); the screen:\n\(screen.text)")
      }
    }
  }

  /// Until the text stands on the screen.
  package func wait(forText text: String, seconds: Double = 20) throws {
    try wait(for: "`\(text)`", seconds: seconds) { $0.text.contains(text) }
  }

  /// Until the row of the cursor is this text.
  package func wait(forLine line: String, seconds: Double = 20) throws {
    try wait(for: "line `\(line)`", seconds: seconds) { $0.cursorLine == line }
  }

  /// Until the terminal is in these modes: a program sets them after its last output.
  package func wait(forModes modes: [UInt32], seconds: Double = 20) throws {
    try wait(for: "modes \(modes)", seconds: seconds) { _ in self.modes == modes }
  }

  /// The exit status, 128 + n after signal n; `nil` when it runs on.
  package func exitStatus(seconds: Double = 20) -> Int32? {
    let end = ContinuousClock.now + .seconds(seconds)
    var raw: Int32 = 0
    while status == nil, ContinuousClock.now < end {
      pump(10)
      if waitpid(process, &raw, WNOHANG) == process {
        status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
        while pump(0, onlyIfReady: true) {}
      }
    }
    return status
  }

  /// Whether the program has been stopped, as Ctrl-Z does.
  package func isStopped(seconds: Double = 20) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    var raw: Int32 = 0
    while ContinuousClock.now < end {
      pump(10)
      if waitpid(process, &raw, WUNTRACED | WNOHANG) == process { return raw & 0xFF == 0x7F }
    }
    return false
  }

  /// The modes that `stty -a` would show.
  package var modes: [UInt32] { PseudoTerminal.modes(of: master) }

  private static func modes(of terminal: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// Reads what there is; false when the program has closed the terminal.
  @discardableResult
  private func pump(_ milliseconds: Int32, onlyIfReady: Bool = false) -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return !onlyIfReady }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += bytes[..<count]
    screen.feed(bytes[..<count])
    if !screen.replies.isEmpty {
      _ = screen.replies.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      screen.replies = []
    }
    return true
  }
}

private func spawn(
  _ arguments: [String], _ variables: [String: String], terminal: [CChar]
) -> pid_t? {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
  posix_spawn_file_actions_adddup2(&actions, 0, 1)
  posix_spawn_file_actions_adddup2(&actions, 0, 2)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // Test runners may block or ignore signals; the program must not inherit that.
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setflags(
    &attributes,
    Int16(nabla_spawn_set_session()) | Int16(POSIX_SPAWN_SETSIGMASK)
      | Int16(POSIX_SPAWN_SETSIGDEF))
  var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
  var settings: [UnsafeMutablePointer<CChar>?] =
    variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for text in words + settings { free(text) } }
  var process = pid_t()
  guard let path = words[0],
    posix_spawn(&process, path, &actions, &attributes, &words, &settings) == 0
  else { return nil }
  return process
}

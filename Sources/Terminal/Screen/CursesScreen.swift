import CNcurses
import CTerminal
import Glibc

/// One ncurses screen on its own copies of the terminal's descriptors.
///
/// `initscr` would end the program on an error and write through the buffer of standard output. The
/// library is not safe for threads: only the thread that owns the terminal may use this.
final class CursesScreen {
  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  let hasColor: Bool

  /// `nil` where the terminal cannot place its cursor or ncurses does not know it.
  init?(terminal: String) {
    guard nabla_terminal_kind(terminal) == 2 else { return nil }
    let ends = [dup(STDOUT_FILENO), dup(STDIN_FILENO)]
    guard let output = fdopen(ends[0], "w"), let input = fdopen(ends[1], "r") else {
      for end in ends where end >= 0 { close(end) }
      return nil
    }
    guard let screen = newterm(terminal, output, input) else {
      fclose(output)
      fclose(input)
      return nil
    }
    self.screen = screen
    self.output = output
    self.input = input
    set_term(screen)
    hasColor = has_colors()
    if hasColor {
      start_color()
      use_default_colors()
    }
    setModes()
  }

  deinit {
    set_term(screen)
    delscreen(screen)
    fclose(output)
    fclose(input)
  }

  /// Back on the screen after `leave`, at the window's present size.
  func enter() {
    set_term(screen)
    fitWindow()
    setModes()
    clearok(nabla_screen_window(), true)
    refresh()
  }

  /// The text screen as it was.
  func leave() {
    curs_set(1)
    endwin()
  }

  func fitWindow() {
    let window = WindowSize.current()
    resizeterm(Int32(window.rows), Int32(window.columns))
  }

  var size: WindowSize {
    WindowSize(rows: Int(nabla_screen_rows()), columns: Int(nabla_screen_columns()))
  }

  /// The next key that has been pressed; `nil` when there is none.
  func nextKey() -> ScreenKey? {
    var code: wint_t = 0
    switch wget_wch(nabla_screen_window(), &code) {
    case KEY_CODE_YES: return Self.named(Int32(bitPattern: code))
    case OK:
      if code == 27 { return .escape }
      if code == 3 { return .interrupt }
      return Unicode.Scalar(code).map { .character(Character($0)) } ?? .other
    default: return nil
    }
  }

  private static func named(_ code: Int32) -> ScreenKey {
    switch code {
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_SLEFT: .shiftLeft
    case KEY_SRIGHT: .shiftRight
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_HOME: .home
    case KEY_END: .end
    default: .other
    }
  }

  private func setModes() {
    let window = nabla_screen_window()
    cbreak()
    noecho()
    nonl()
    intrflush(window, false)
    keypad(window, true)
    // In keypad mode terminals send ESC O A; some send ESC [ A all the same.
    for (sequence, key) in [
      ("\u{1B}[A", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT),
      ("\u{1B}[D", KEY_LEFT), ("\u{1B}[H", KEY_HOME), ("\u{1B}[F", KEY_END),
    ] { define_key(sequence, key) }
    set_escdelay(25)
    nodelay(window, true)
    leaveok(window, true)
    curs_set(0)
    // Ctrl-S must not freeze the screen, nor Ctrl-\ end the program.
    var modes = termios()
    if tcgetattr(STDIN_FILENO, &modes) == 0 {
      modes.c_iflag &= ~tcflag_t(IXON)
      withUnsafeMutableBytes(of: &modes.c_cc) { $0[Int(VQUIT)] = 0 }
      tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
  }
}

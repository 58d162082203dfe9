import Books
import CNcurses
import CTerminal
import Glibc
import Support

/// One ncurses screen on its own copies of the terminal's descriptors.
///
/// `initscr` would end the program on an error and write through the buffer of standard output. The
/// library is not safe for threads: only the thread that owns the terminal may use this.
final class CursesScreen {
  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  let hasColor: Bool
  /// Keys that have been read and not handed out.
  private var waiting: [ScreenKey] = []
  private var isPasting = false
  /// What the terminal is saying of itself, as far as it has come: that is no keys.
  private var reply: TerminalReply?

  /// `nil` where the terminal cannot place its cursor or ncurses does not know it.
  init?(terminal: String) {
    guard nabla_terminal_kind(terminal) == 2 else { return nil }
    let found = JoiningProbe.askOnce()
    let ends = [dup(STDOUT_FILENO), dup(STDIN_FILENO)]
    guard let output = fdopen(ends[0], "w"), let input = fdopen(ends[1], "r") else {
      for end in ends where end >= 0 { close(end) }
      return nil
    }
    // The library would take what the terminal says, 65,535 × 65,535 cells if need be.
    use_env(WindowSize.isUsual)
    guard let screen = newterm(terminal, output, input) else {
      fclose(output)
      fclose(input)
      return nil
    }
    self.screen = screen
    self.output = output
    self.input = input
    if let found {
      waiting = found.reversed().map { Self.typed(Unicode.Scalar($0)) }
    }
    set_term(screen)
    hasColor = has_colors()
    if hasColor {
      start_color()
      use_default_colors()
    }
    if !WindowSize.isUsual { fitWindow() }
    setModes()
  }

  deinit {
    set_term(screen)
    delscreen(screen)
    fclose(output)
    fclose(input)
  }

  /// Whether text is typed here: then the cursor shows, pastes come whole, and the mouse counts.
  var takesText = false {
    didSet {
      leaveok(nabla_screen_window(), !takesText)
      curs_set(takesText ? 1 : 0)
      Self.writeRaw(takesText ? "\u{1B}[?2004h" : "\u{1B}[?2004l")
      mousemask(takesText ? nabla_mouse_mask() : 0, nil)
    }
  }

  /// Whether clicks and the wheel count while no text is typed here; the terminal's own selection needs Shift then.
  var takesMouse = false {
    didSet { if !takesText { mousemask(takesMouse ? nabla_mouse_mask() : 0, nil) } }
  }

  /// Asks the terminal to put a text into its clipboard (OSC 52); those that do not know it do nothing.
  ///
  /// Of long texts the beginning: terminals take about 74 kB.
  func copy(_ text: String) {
    Self.writeRaw("\u{1B}]52;c;\(Base64.text(of: Array(text.utf8.prefix(54_000))))\u{07}")
  }

  private static func writeRaw(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// Draws characters over the picture; the cursor stays.
  func draw(over characters: [(row: Int, column: Int, text: Character)]) {
    guard !characters.isEmpty else { return }
    let texts = characters.map { "\u{1B}[\($0.row + 1);\($0.column + 1)H\u{1B}[0m\($0.text)" }
    Self.writeRaw("\u{1B}7" + texts.joined() + "\u{1B}8")
  }

  /// Where the cursor stands after the next picture.
  func placeCursor(row: Int, column: Int) {
    wmove(nabla_screen_window(), Int32(row), Int32(column))
  }

  /// Back on the screen after `leave`, at the window's present size.
  func enter() {
    set_term(screen)
    fitWindow()
    setModes()
    if takesText { Self.writeRaw("\u{1B}[?2004h") }
    clearok(nabla_screen_window(), true)
    refresh()
  }

  /// The text screen as it was.
  func leave() {
    if takesText { Self.writeRaw("\u{1B}[?2004l") }
    curs_set(1)
    endwin()
  }

  func fitWindow() {
    let window = WindowSize.current()
    resizeterm(Int32(window.rows), Int32(window.columns))
    // What the terminal has kept of the picture is its own affair.
    clearok(nabla_screen_window(), true)
  }

  var size: WindowSize {
    WindowSize(rows: Int(nabla_screen_rows()), columns: Int(nabla_screen_columns()))
  }

  /// The next key that has been pressed; `nil` when there is none. What the terminal says of itself is `other`.
  func nextKey() -> ScreenKey? {
    if let key = waiting.popLast() { return key }
    guard let key = readKey() else { return nil }
    if reply != nil, let other = rest(of: key) { return other }
    switch key {
    case .escape:
      // Meta arrives as Escape with the key right behind it.
      guard let next = readKey() else { return .escape }
      switch next {
      case .character(let character):
        guard let begun = TerminalReply(character) else { return .meta(character) }
        reply = begun
        guard let following = readKey() else {
          // An answer that is cut in two, or Alt-[, which does nothing.
          return character == "[" ? .other : .meta(character)
        }
        if let other = rest(of: following) { return other }
        waiting.append(following)
        return .meta(character)
      case .enter: return .metaEnter
      default:
        waiting.append(next)
        return .escape
      }
    case .other where isPasting: return readPaste()
    default: return key
    }
  }

  /// The reply that a key is a part of, to its end or as far as it has come; `nil` for a key of a person.
  private func rest(of first: ScreenKey) -> ScreenKey? {
    var (next, isFirst): (ScreenKey?, Bool) = (first, true)
    while let key = next {
      switch reply?.take(key) {
      case .inside?: (next, isFirst) = (readKey(), false)
      case .end?:
        reply = nil
        return .other
      case .key?, nil:
        reply = nil
        if isFirst { return nil }
        waiting.append(key)
        return .other
      }
    }
    return .other
  }

  private func readKey() -> ScreenKey? {
    var code: wint_t = 0
    switch wget_wch(nabla_screen_window(), &code) {
    case KEY_CODE_YES:
      let number = Int32(bitPattern: code)
      isPasting = number == Self.pasteStart
      return number == KEY_MOUSE ? mouse() : Self.named(number)
    case OK:
      isPasting = false
      return Unicode.Scalar(code).map(Self.typed) ?? .other
    default: return nil
    }
  }

  private static func typed(_ scalar: Unicode.Scalar) -> ScreenKey {
    switch scalar.value {
    case 27: .escape
    case 3: .interrupt
    case 10, 13: .enter
    case 9: .tab
    case 8, 127: .backspace
    case 1...26: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 96)))
    case 0, 28...31: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 64)))
    default: .character(Character(scalar))
    }
  }

  /// Everything up to the end of the paste; what never ends is taken as far as it has come.
  private func readPaste() -> ScreenKey {
    var text = String.UnicodeScalarView()
    var misses = 0
    while misses < 50, text.count < 1 << 20 {
      var code: wint_t = 0
      switch wget_wch(nabla_screen_window(), &code) {
      case KEY_CODE_YES:
        if Int32(bitPattern: code) == Self.pasteEnd { misses = .max }
      case OK:
        misses = 0
        if let scalar = Unicode.Scalar(code) { text.append(scalar == "\r" ? "\n" : scalar) }
      default:
        misses += 1
        usleep(2000)
      }
      if misses == .max { break }
    }
    return .paste(String(text))
  }

  private func mouse() -> ScreenKey {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return .other }
    // Buttons 4 and 5 are the wheel.
    if event.bstate & nabla_mouse_button(4) != 0 { return .wheel(-3) }
    if event.bstate & nabla_mouse_button(5) != 0 { return .wheel(3) }
    return .click(row: Int(event.y), column: Int(event.x))
  }

  // Beyond the codes that ncurses uses itself.
  private static let pasteStart: Int32 = 2001
  private static let pasteEnd: Int32 = 2002
  private static let shiftEnter: Int32 = 2003
  private static let controlEnter: Int32 = 2004

  private static func named(_ code: Int32) -> ScreenKey {
    switch code {
    case shiftEnter: .shiftEnter
    case controlEnter: .controlEnter
    case KEY_ENTER: .enter
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_BTAB: .backTab
    case nabla_function_key(1): .function(1)
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
    for (sequence, key) in [
      ("\u{1B}[200~", Self.pasteStart), ("\u{1B}[201~", Self.pasteEnd),
      // Terminals that tell Shift-Enter and Ctrl-Enter from Enter do it in one of two ways.
      ("\u{1B}[13;2u", Self.shiftEnter), ("\u{1B}[27;2;13~", Self.shiftEnter),
      ("\u{1B}[13;5u", Self.controlEnter), ("\u{1B}[27;5;13~", Self.controlEnter),
    ] { define_key(sequence, key) }
    // A picture is finished also where keys are waiting: nobody may ask for it again.
    typeahead(-1)
    set_escdelay(25)
    nodelay(window, true)
    leaveok(window, !takesText)
    curs_set(takesText ? 1 : 0)
    // Ctrl-S must not freeze the screen, nor Ctrl-\ end the program.
    var modes = termios()
    if tcgetattr(STDIN_FILENO, &modes) == 0 {
      modes.c_iflag &= ~tcflag_t(IXON)
      // Ctrl-C throws away neither what was typed before it nor half a picture.
      modes.c_lflag |= tcflag_t(NOFLSH)
      withUnsafeMutableBytes(of: &modes.c_cc) { $0[Int(VQUIT)] = 0 }
      tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
  }
}

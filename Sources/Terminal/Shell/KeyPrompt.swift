import Glibc
import Support

/// Asks for one key below what stands on the screen. Where text is only added to, for a line.
final class KeyPrompt {
  /// What came of asking.
  enum Press: Equatable {
    case key(Character)
    case enter
    /// Escape, Ctrl-C, Ctrl-D.
    case leave
    /// The program is told to end.
    case ended
  }

  private let shell: Shell
  /// Read, and not yet asked for.
  private var bytes: [UInt8] = []

  init(_ shell: Shell) { self.shell = shell }

  /// `question` is one row; it is gone when a key has been pressed.
  func ask(_ question: String) -> Press {
    guard !shell.capabilities.isPlain else { return askForLine(question) }
    shell.editor?.takeTerminal()
    draw(question)
    defer { shell.gate.rendered("\r\u{1B}[K") }
    while true {
      if let press = next() { return press }
      let (hasKeys, mail) = shell.mailbox.wait(milliseconds: nil)
      if let signal = mail.ending {
        shell.pendingEnd = signal
        return .ended
      }
      if mail.signals.contains(SIGINT) { return .leave }
      if mail.signals.contains(SIGTSTP) { suspend() }
      if !mail.signals.isDisjoint(with: [SIGWINCH, SIGTSTP]) { draw(question) }
      if hasKeys {
        guard let read = Keyboard.read() else { return .leave }
        bytes += read
      }
    }
  }

  private func draw(_ question: String) {
    let columns = max(1, WindowSize.current().columns - 1)
    let line = WordWrap.trimmed(TextWidth.truncate(question, to: columns))
    shell.gate.rendered("\r\u{1B}[K" + line + (line == question ? "" : " "))
  }

  private func suspend() {
    shell.editor?.releaseTerminal()
    shell.mailbox.suspend()
    shell.editor?.takeTerminal()
  }

  /// The first key of what was read; keys that send sequences ask for nothing.
  private func next() -> Press? {
    while let first = bytes.first {
      if first == 0x1B {
        let isAlone = bytes.count == 1
        bytes = []
        if isAlone { return .leave }
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let character = text.first else { return nil }
      bytes.removeFirst(min(bytes.count, character.utf8.count))
      switch first {
      case 0x0D, 0x0A: return .enter
      case 0x03, 0x04: return .leave
      case 0..<0x20, 0x7F: continue
      default: return .key(character == " " ? " " : Character(character.lowercased()))
      }
    }
    return nil
  }

  private func askForLine(_ question: String) -> Press {
    guard let answer = shell.answer(to: question) else {
      return shell.pendingEnd == nil ? .leave : .ended
    }
    let word = answer.drop { $0 == " " }
    return word.first.map { .key(Character($0.lowercased())) } ?? .enter
  }
}

import CEditline
import CTerminal
import Glibc
import Support

// The reader that libedit calls for each character: it waits for keys, messages and signals.
extension LineEditor {
  /// At most four times a second, in milliseconds.
  private static var statusTime: Int32 { 250 }

  /// How long the rest of a key's sequence may take, in milliseconds.
  private static var sequenceTime: Int32 { 30 }

  /// 1 with a character, 0 at the end of input, -1 when the line has been given up.
  func readCharacter(into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    if let preset {
      self.preset = nil
      insert(preset)
      character.pointee = wchar_t(EditorKey.refresh.rawValue)
      return 1
    }
    undo.note(.init(text: text, cursor: cursor))
    while true {
      switch decoder.next(isFinal: false, isVi: isVi) {
      case nil:
        guard waitForKeys() else { return giveUp(character) }
      case .unfinished:
        if decoder.isPasting {
          guard waitForKeys() else { return giveUp(character) }
        } else if !Keyboard.isReady(within: Self.sequenceTime) || !readKeys() {
          guard let event = decoder.next(isFinal: true, isVi: isVi) else { continue }
          return deliver(event, to: character)
        }
      case let event?:
        return deliver(event, to: character)
      }
    }
  }

  private func giveUp(_ character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    decoder.cancelPaste()
    character.pointee = 0
    if outcome == nil { outcome = .endOfInput }
    errno = EINTR
    return -1
  }

  private func deliver(
    _ event: KeyDecoder.Event, to character: UnsafeMutablePointer<wchar_t>
  ) -> Int32 {
    var key = EditorKey.ignored
    switch event {
    case .character(let scalar):
      if compose(scalar) {
        key = .refresh
        break
      }
      character.pointee = wchar_t(bitPattern: scalar.value)
      return 1
    case .key(let pressed): key = pressed
    case .paste(let pasted):
      take(pasted)
      key = .refresh
    case .refusedPaste(let bytes):
      showAbove([
        "a paste of \(bytes) bytes is over the limit of \(KeyDecoder.pasteLimit) bytes "
          + "and was not taken; put the text into a file and load that"
      ])
    case .unfinished: break
    }
    character.pointee = wchar_t(key.rawValue)
    return 1
  }

  /// A mark that makes one letter with the one before the cursor replaces that.
  private func compose(_ mark: Unicode.Scalar) -> Bool {
    guard mark.value >= 0x300, cursor > 0 else { return false }
    guard let letter = ComposedText.pair(text[cursor - 1], mark) else { return false }
    el_deletestr(edit, 1)
    insert(String(letter))
    return true
  }

  private func take(_ pasted: String) {
    let clean = PastedText.cleaned(pasted)
    insert(PastedText.withoutPrompts(clean, isComplete: rules.isComplete))
  }

  /// False when the line has ended: a signal, or the terminal is gone.
  private func waitForKeys() -> Bool {
    if !Keyboard.isReady() { paint() }
    while true {
      let (hasKeys, mail) = mailbox.wait(
        milliseconds: livePrompt?().isChanging == true ? Self.statusTime : nil)
      if !hasKeys, !mail.wasWoken { showStatus() }
      if mail.wasWoken || mail.ending != nil, !handle(mail) { return false }
      if hasKeys {
        lastKey = monotonicSeconds()
        return readKeys()
      }
    }
  }

  private func readKeys() -> Bool {
    guard let bytes = Keyboard.read() else { return false }
    decoder.append(bytes)
    return true
  }

  /// False when a signal ends the line.
  private func handle(_ mail: Mailbox.Mail) -> Bool {
    if mail.signals.contains(SIGWINCH) { resize() }
    if mail.signals.contains(SIGTSTP) { suspend() }
    if mail.signals.contains(SIGCONT) {
      // Somebody stopped us without asking: the modes are the shell's now.
      if !hasJustResumed { resume() }
      hasJustResumed = false
    }
    let messages = mail.messages + news()
    if !messages.isEmpty { showAbove(messages) }
    if let signal = mail.ending {
      leaveLine("")
      outcome = .ended(signal: signal)
      return false
    }
    if mail.signals.contains(SIGINT) {
      let given = text
      history.remember(string(given))
      leaveLine("^C")
      outcome = .interrupted(hadText: !given.isEmpty)
      return false
    }
    return true
  }

  private func leaveLine(_ mark: String) {
    finish(text)
    write(mark + "\n")
  }

  /// Tells libedit the size of the window; of one that it could not keep it hears nothing.
  func takeSize() {
    if WindowSize.isEditable { el_resize(edit) }
  }

  private func resize() {
    // Terminals differ in what they do with wrapped rows: climb no more than is surely ours.
    let before = frame?.cursor.row ?? 0
    takeSize()
    let now = layout.position(of: cursor).row - (frame?.top ?? 0)
    let row = max(0, min(before, now, WindowSize.current().rows - 1))
    if !isPlain { write("\r" + (row > 0 ? "\u{1B}[\(row)A" : "") + "\u{1B}[J") }
    redraw()
  }

  private func suspend() {
    finish(text)
    write((isPlain ? "" : "\u{1B}[?2004l") + "\n")
    releaseTerminal()
    mailbox.suspend()
    resume()
    hasJustResumed = true
  }

  private func resume() {
    // Without the pair libedit believes that the terminal is still raw.
    releaseTerminal()
    takeTerminal()
    write(isPlain ? "" : "\u{1B}[?2004h")
    takeSize()
    redraw()
  }
}

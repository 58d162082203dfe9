import CEditline
import CTerminal
import Glibc
import Support

/// How reading one input ended.
enum LineResult: Equatable {
  case text(String)
  /// Ctrl-D on an empty line, or the terminal is gone.
  case endOfInput
  /// Ctrl-C; `hadText` says whether there was something to clear.
  case interrupted(hadText: Bool)
  /// SIGTERM, SIGHUP or SIGQUIT: leave in good order.
  case ended(signal: Int32)
}

/// The prompt of the shell: libedit's editing, with our own reader, drawing and commands.
///
/// One thread owns it. C hands the object around by address, hence a class. libedit's own signal
/// handling stays off, because it signals the whole process group.
final class LineEditor {
  let mailbox: Mailbox
  var rules: EditingRules
  var history: History
  var showsHints = true
  /// libedit draws, without colours: `--plain`, and terminals that cannot place the cursor.
  let isPlain: Bool
  /// SGR parameters of the prompt; empty without colour.
  var promptStyle = ""
  /// The prompt as it should be now, and whether it will change by itself; `nil` where it never does.
  var livePrompt: (() -> (text: String, isChanging: Bool))?
  /// Asked whenever something woke the editor: lines to show above the one being edited.
  var news: () -> [String] = { [] }
  /// Text that the next line begins with.
  var preset: String?

  let edit: OpaquePointer
  let promptText: UnsafeMutablePointer<CChar>
  let systemHistory: OpaquePointer
  var prompt = ""
  var decoder = KeyDecoder()
  /// What shows of the line, where the cursor is in it; `nil` where nothing is drawn.
  var frame: LineFrame?
  /// Whether the terminal has been asked what it draws as one sign.
  var isAsked = false
  var undo = UndoStack()
  var outcome: LineResult?
  /// The line as it was when the list of candidates was refused or shown.
  var listedText: [Unicode.Scalar]?
  var recall: Recall?
  var lastArgument: (depth: Int, text: [Unicode.Scalar])?
  /// Continued by our own suspension: the signal that says so needs no second redraw.
  var hasJustResumed = false
  var isDrawn = false
  var lastKey = monotonicSeconds()
  private var knownEntries = 0

  static let promptCapacity = 4096

  /// `nil` where libedit cannot start, or would need gigabytes for a window. `isPlain` also turns bracketed paste off.
  init?(mailbox: Mailbox, history: History, rules: EditingRules, isPlain: Bool) {
    guard WindowSize.isEditable, let edit = nabla_edit_create("nabla", isPlain ? 1 : 0) else {
      return nil
    }
    guard let list = history_init() else {
      el_end(edit)
      return nil
    }
    self.edit = edit
    systemHistory = list
    self.mailbox = mailbox
    self.history = history
    self.rules = rules
    self.isPlain = isPlain
    promptText = .allocate(capacity: Self.promptCapacity)
    promptText[0] = 0
    _ = nabla_edit_set_client(edit, Unmanaged.passUnretained(self).toOpaque())
    _ = nabla_edit_set_number(edit, EL_SIGNAL, 0)
    _ = nabla_edit_set_text(edit, EL_EDITOR, "emacs")
    // Ctrl-S must reach the search instead of freezing the terminal.
    _ = nabla_edit_set_mode(edit, "-ixon")
    // A pasted `\r\n` is one end of line, which cannot be seen when the kernel changes either.
    _ = nabla_edit_set_mode(edit, "-icrnl")
    _ = nabla_edit_set_mode(edit, "-inlcr")
    _ = nabla_edit_set_prompt(edit, promptOfEditor)
    _ = nabla_history_set_size(list, Int32(History.capacity))
    _ = nabla_edit_use_history(edit, list)
    addCommands()
    // The user's file may choose vi, which replaces the maps: our keys are bound after it.
    _ = el_source(edit, nil)
    bindKeys()
    _ = nabla_edit_set_reader(edit, readForEditor)
  }

  deinit {
    history_end(systemHistory)
    el_end(edit)
    promptText.deallocate()
  }

  /// Reads one input, which may have several lines. The terminal stays raw afterwards, so that
  /// keys typed while a cell runs wait unseen for the next prompt; see `releaseTerminal`.
  func readLine(prompt: String) -> LineResult {
    if let signal = takeMail() { return .ended(signal: signal) }
    begin(prompt)
    // Raw before the prompt is drawn: keys that are already there must not be echoed.
    takeTerminal()
    write(isPlain ? "" : "\u{1B}[?2004h")
    isDrawn = true
    var count: Int32 = 0
    let line = el_wgets(edit, &count)
    isDrawn = false
    let scalars = line.map { line in (0..<Int(max(0, count))).map { scalar(line[$0]) } } ?? []
    if outcome == nil, !scalars.isEmpty {
      finish(scalars.last == "\n" ? scalars.dropLast() : scalars)
      write(isPlain ? "" : "\n")
    }
    write(isPlain ? "" : "\u{1B}[?2004l")
    takeTerminal()
    if let outcome { return outcome }
    guard !scalars.isEmpty else {
      write("\n")
      return .endOfInput
    }
    var text = string(scalars)
    if text.hasSuffix("\n") { text.removeLast() }
    return .text(text)
  }

  /// Keys that somebody else read while the prompt was away.
  func keep(typeAhead bytes: [UInt8]) { decoder.append(bytes) }

  /// Raw mode: no echo, keys at once; Ctrl-C stays a signal and `\n` a new line.
  func takeTerminal() { _ = nabla_edit_set_number(edit, EL_PREP_TERM, 1) }

  /// The modes the user's shell left: before child processes, full screen, suspension and exit.
  func releaseTerminal() { _ = nabla_edit_set_number(edit, EL_PREP_TERM, 0) }

  /// `vi` or `emacs`.
  func setEditor(_ name: String) {
    _ = nabla_edit_set_text(edit, EL_EDITOR, name)
    bindKeys()
  }

  var isVi: Bool { nabla_edit_is_vi(edit) == 1 }

  /// What came while there was no prompt; a signal that asks to end is returned.
  private func takeMail() -> Int32? {
    let mail = mailbox.drain()
    // Ctrl-C was meant for the work that has ended, not for the line that begins.
    for message in mail.messages + news() { write(Sanitizer.visible(message) + "\n") }
    if mail.signals.contains(SIGTSTP) {
      releaseTerminal()
      mailbox.suspend()
    }
    return mail.ending
  }

  /// What libedit draws before the line.
  func give(prompt text: String) {
    prompt = text
    let body = text.hasSuffix(" ") ? String(text.dropLast()) : text
    // libedit drops a colour that ends the prompt: the blank behind it must be visible text.
    let shown =
      promptStyle.isEmpty ? text : "\u{1}\u{1B}[\(promptStyle)m\u{1}\(body)\u{1}\u{1B}[m\u{1} "
    let bytes = Array(shown.utf8.prefix(Self.promptCapacity - 1))
    for (index, byte) in bytes.enumerated() { promptText[index] = CChar(bitPattern: byte) }
    promptText[bytes.count] = 0
  }

  private func begin(_ text: String) {
    frame = nil
    undo = UndoStack()
    outcome = nil
    listedText = nil
    recall = nil
    lastArgument = nil
    // The window may have changed while something else had the terminal.
    takeSize()
    give(prompt: text)
    for entry in history.entries(after: knownEntries) {
      _ = nabla_history_enter(systemHistory, entry)
    }
    knownEntries = history.recordedCount
  }
}

/// The editor behind libedit's handle, for C callbacks.
func lineEditor(_ edit: OpaquePointer) -> LineEditor? {
  guard let client = nabla_edit_client(edit) else { return nil }
  return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
}

private func promptOfEditor(_ edit: OpaquePointer) -> UnsafeMutablePointer<CChar> {
  guard let editor = lineEditor(edit) else {
    preconditionFailure("libedit asks for a prompt before it knows the editor")
  }
  return editor.promptText
}

private func readForEditor(
  _ edit: OpaquePointer?, _ character: UnsafeMutablePointer<wchar_t>?
) -> Int32 {
  guard let edit, let character, let editor = lineEditor(edit) else { return -1 }
  return editor.readCharacter(into: character)
}

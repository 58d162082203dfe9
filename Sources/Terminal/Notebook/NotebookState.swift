import Books
import Plots
import Sessions

/// Everything that a notebook shows and keys change; a value without a terminal or an interpreter.
struct NotebookState {
  enum Mode: Equatable {
    /// Letters are commands.
    case command
    /// The focused part is edited.
    case edit
    /// `:` and what follows.
    case line(String)
    /// `/` and what follows.
    case search(String)
    /// An answer to the focused question, as far as it is typed.
    case reply(String)
    /// A page of text, from a line on.
    case page([String], from: Int)
    /// A question that one key answers.
    case question(Question)
    /// A training waits for an answer; its line is `pause`.
    case pause
  }

  enum Question: Equatable {
    case leave, restart, changedOnDisk, recover(time: String)
    /// The file is to be read again, or another one opened, and edits are not saved.
    case reload, open(String)
    case train(ids: [Int], text: String)
  }

  var session: EditableSession
  /// Its exercises and questions.
  var lesson: NotebookLesson
  var mode = Mode.command
  var size: WindowSize
  /// Set by keys that scroll: then the screen stays where they have brought it.
  var hasScrolled = false
  /// The part that keys are about.
  var focus = 0
  /// The first row on the screen: a part, and how many of its rows are above.
  var top = (index: 0, row: 0)
  var editor: CellEditor?
  /// Where the caret was when editing ended: S splits there.
  var left: (part: Int, editor: CellEditor)?
  /// What is known of each cell, by the number of its part.
  var cells: [Int: CellStatus] = [:]
  /// Parts whose outputs are folded away, and headings whose sections are.
  var folded: Set<Int> = []
  var closed: Set<Int> = []
  var clipboard: SessionPart?
  var removed: [(index: Int, part: SessionPart)] = []
  /// What `:undo` goes back to.
  var history: NotebookHistory
  /// The first key of two: `dd`, `ii`, `00`, `ea`.
  var pendingKey: Character?
  /// Told in the last row until the next key.
  var notice = ""
  /// What `n` and `N` look for.
  var wanted = ""
  var showsLineNumbers = false
  /// Where the session is saved.
  var path: String
  var isModified = false
  /// Grows with every change of the session's text or order.
  var version = 0
  /// Candidates for the word before the caret.
  var candidates: [CompletionAnswer.Candidate] = []
  /// What the pause menu asks.
  var pause = ""
  /// Where trainings stand, for the status row.
  var running = ""
  let look: NotebookLook

  init(_ session: EditableSession, path: String, size: WindowSize, look: NotebookLook) {
    self.session = session
    lesson = NotebookLesson(session)
    history = NotebookHistory(session)
    self.path = path
    self.size = size
    self.look = look
    if let reason = session.readOnlyReasons.first {
      notice = "read only: " + Self.words(of: reason)
    }
    if hasConflicts { mode = .page(conflicts, from: 0) }
  }

  private var hasConflicts: Bool {
    session.readOnlyReasons.contains { if case .conflictMarkers = $0 { true } else { false } }
  }

  /// Both sides of an open merge.
  var conflicts: [String] {
    NotebookConflicts.page(String(decoding: session.bytes, as: UTF8.self), columns: size.columns)
  }

  /// Told when somebody tries to change a session that must not be saved.
  static func words(of reason: ReadOnlyReason) -> String {
    switch reason {
    case .invalidText(_, let line): "line \(line) is no UTF-8 text"
    case .unclosedBlock(let line, _): "the block of line \(line) is not closed"
    case .conflictMarkers(let line): "an open merge, from line \(line) on"
    case .newerVersion(let found, let known): "format \(found); this program knows \(known)"
    }
  }

  var part: SessionPart? {
    session.parts.indices.contains(focus) ? session.parts[focus] : nil
  }

  func status(of part: SessionPart) -> CellStatus { cells[part.id] ?? CellStatus() }
}

/// What the view knows of one cell beside its text.
struct CellStatus: Equatable {
  enum Phase: Equatable {
    /// It has not run since the session was opened; what is shown stood in the file.
    case stored
    case done, failed, queued, running
  }

  var phase = Phase.stored
  /// Counts the cells, on the screen only.
  var number = 0
  /// Why it is stale.
  var staleness: String?
  var isShadowed = false
  /// What its last run said; `nil` shows what is stored.
  var outputs: [CellOutput]?
  /// The training that is on in it.
  var live: CellOutput?
}

/// One output in the form that the view draws.
enum CellOutput: Equatable {
  case text(String)
  /// As wide as there is room.
  case report(Report)
  case error(String)
  /// Times and notes, for people.
  case aside(String)
  case plot(Plot)
  /// The picture of a chart that grows, and the line below it.
  case live(CellGrid, String)
}

/// What happens to a notebook.
enum NotebookMessage {
  case key(ScreenKey)
  case resized(WindowSize)
  /// What became of the cells, and where trainings stand.
  case cells([Int: CellStatus], running: String)
  /// A cell begins to run, as one of those that one key ran.
  case starts(Int, together: Int)
  /// It has run: the number by which that is taken back; `nil` where it changed nothing.
  case kept(Int, action: Int?)
  /// A training of a cell was discarded; that can be taken back.
  case discarded(Int, action: Int)
  /// A cell has run: what is to be stored for it.
  case ran(Int, [StoredOutput])
  /// What was done to a run is a cell of its own, or the text of the cell that did it.
  case recorded(after: Int, String)
  case rewritten(Int, String)
  /// What was said to an exercise that has run.
  case judged(Int, LessonVerdict)
  case paused(String)
  case proceeded
  case candidates(CompletionAnswer)
  case page([String])
  case saved(String)
  case changedOnDisk
  case reloaded(EditableSession)
  case notice(String)
  case mayRecover(time: String)
  /// Cells that are to run train: `text` says how long that took.
  case asksToTrain([Int], String)
}

/// What a notebook wants done.
enum NotebookEffect: Equatable {
  case run([Int])
  /// Runs what is stale from a part on; what trains is asked about first.
  case refresh([Int])
  case interrupt, restart, undo
  case pauseKey(Character)
  case save(path: String, overwrites: Bool)
  case reload
  /// Another file takes the place of this one.
  case open(String)
  case recover(Bool)
  case leave
  case complete(String)
  case help(String)
  case editOutside(Int, String)
  case explain(Int)
  /// A chart on the whole screen.
  case chart(Plot)
  case bell
}

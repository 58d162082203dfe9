import Books
import Glibc
import Sessions
import Support
import Workbench

/// Where a notebook is on the disk: its file, and a copy of what is not saved yet.
///
/// The copy is in the user's state folder, so that neither a crash nor a full disk costs the file.
final class NotebookStore {
  let path: String
  /// What the file held when it was read or written last; `nil` for one that is not there.
  private var known: [UInt8]?
  private var seen = stat()
  var isChangeTold = false
  /// Whether what is shown comes from a copy of another state of the file than the one on the disk.
  private var isOfOtherFile = false
  private let place: NotebookCopy
  private var copy: String { place.path }
  private var kept: (version: Int, text: String, isSynced: Bool)?
  private var lastKept = monotonicSeconds()
  /// Writes the copy, so that nobody waits for a slow disk.
  private let keeper = CopyKeeper()
  private var toldProblem: FileError?
  private var untoldProblem: FileError?

  /// `folder` holds the copies, by default in the user's state folder.
  init(path: String, bytes: [UInt8]?, folder: String = Directories.state + "/notebooks") {
    self.path = path
    place = NotebookCopy(of: path, in: folder)
    known = bytes
    if stat(path, &seen) != 0 { seen = stat() }
  }

  func opened(_ bytes: [UInt8]) {
    known = bytes
    isOfOtherFile = false
    isChangeTold = false
    if stat(path, &seen) != 0 { seen = stat() }
  }

  /// Whether somebody else has written the file since.
  var hasChangedOnDisk: Bool {
    if isOfOtherFile { return true }
    var now = stat()
    guard stat(path, &now) == 0 else { return known != nil && errno == ENOENT }
    let isSame =
      now.st_size == seen.st_size && now.st_ino == seen.st_ino
      && now.st_mtim.tv_sec == seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == seen.st_mtim.tv_nsec
    if isSame { return false }
    guard let bytes = try? InputFile.read(path, limit: SessionLimits.fileBytes) else { return true }
    if bytes == known { seen = now }
    return bytes != known
  }

  func save(_ bytes: [UInt8], to path: String) throws(FileError) {
    try AtomicFile.write(bytes, to: path)
    guard path == self.path else { return }
    opened(bytes)
    keeper.finish()
    unlink(copy)
    unlink(base)
    kept = nil
  }
}

// What is not saved.
extension NotebookStore {
  /// Keeps a copy of what is being edited: at once and on the disk where that is urgent, otherwise
  /// when a second has gone by. Written beside the drawing; what cannot be is tried again.
  func keep(_ state: NotebookState, isUrgent: Bool, isDue: Bool = false) {
    takeAnswer()
    let text = state.editor?.text ?? ""
    let isAsked = keeper.asked?.isSame(state.version, text, isUrgent) ?? false
    guard state.isModified || state.editor != nil, !state.session.isReadOnly, !isAsked,
      kept?.version != state.version || kept?.text != text || isUrgent && kept?.isSynced == false,
      isDue || isUrgent && toldProblem == nil || monotonicSeconds() - lastKept > 1
    else { return }
    lastKept = monotonicSeconds()
    var session = state.session
    if let editor = state.editor, let part = state.part, state.lesson.exercise(part.id) == nil {
      session.setText(editor.text, of: part.id)
    }
    let bytes = session.bytes
    guard bytes != known else {
      kept = (state.version, text, true)
      return
    }
    if kept == nil, !isOfOtherFile {
      try? AtomicFile.write(Array(mark.utf8), to: base, isSynced: false)
    }
    keeper.write(
      CopyKeeper.Copy(
        path: copy, bytes: bytes, version: state.version, text: text, isSynced: isUrgent))
  }

  /// Says of which state of the file the copy is.
  private var base: String { SessionFile.signature.stem(of: copy) + ".base" }
  private var mark: String { known.map { SHA256.hexadecimal($0) } ?? "none" }

  /// Keeps a copy that outlives the program before a cell runs that may end it.
  func keepBeforeRunning(_ state: NotebookState) {
    keep(state, isUrgent: false, isDue: true)
    finish()
    keep(state, isUrgent: true)
  }

  /// Notes what has been written meanwhile.
  private func takeAnswer() {
    guard let (written, problem) = keeper.takeAnswer() else { return }
    if problem == nil { kept = (written.version, written.text, written.isSynced) }
    if problem == nil || problem != toldProblem { untoldProblem = problem }
    if problem == nil { toldProblem = nil }
  }

  /// Why the copy cannot be written, told once.
  func takeProblem() -> FileError? {
    takeAnswer()
    defer { untoldProblem = nil }
    if let untoldProblem { toldProblem = untoldProblem }
    return untoldProblem
  }

  /// Waits until all is written that was asked for.
  func finish() {
    keeper.finish()
    takeAnswer()
  }

  func forgetUnsaved() {
    keeper.finish()
    unlink(copy)
    unlink(base)
    kept = nil
    removeRuns()
  }

  /// Where trainings keep their state, until the notebook is left in good order.
  var runFolder: String { SessionFile.signature.companion(of: copy) }

  private func removeRuns() {
    for name in FolderListing.names(in: runFolder) { unlink(runFolder + "/" + name) }
    rmdir(runFolder)
  }

  /// Whether another window has the same file.
  var isOpenElsewhere: Bool { place.isOpenElsewhere }

  /// When changes were kept that never reached the file.
  var unsavedTime: String? {
    var about = stat()
    guard stat(copy, &about) == 0,
      let bytes = try? InputFile.read(copy, limit: SessionLimits.fileBytes), bytes != known
    else { return nil }
    return LocalTime.text(Int(about.st_mtim.tv_sec))
  }

  func unsaved() -> EditableSession? {
    guard let bytes = try? InputFile.read(copy, limit: SessionLimits.fileBytes),
      let document = try? SessionDocument.parse(bytes, name: path)
    else { return nil }
    // The file has been written since: saving over that is asked about.
    let written = (try? InputFile.read(base, limit: 128)).map {
      String(decoding: $0, as: UTF8.self)
    }
    isOfOtherFile = written != mark
    return EditableSession(document)
  }
}

import CEditline
import CTerminal
import Glibc
import Support

// C-x C-e: the line in the user's own editor.
extension LineEditor {
  func editElsewhere() -> UInt8 {
    let path = Directories.state + "/edit-\(getpid()).nabla"
    defer { unlink(path) }
    do {
      try Directories.make(Directories.state)
      try AtomicFile.write(Array(string(text).utf8), to: path)
      write(overlay.eraseHint() + toEnd() + (isPlain ? "" : "\u{1B}[?2004l") + "\n")
      releaseTerminal()
      defer { returnFromEditor() }
      guard runEditor(on: path) else { return UInt8(CC_NORM) }
      let bytes = try InputFile.read(path, limit: KeyDecoder.pasteLimit)
      let edited = PastedText.cleaned(String(decoding: bytes, as: UTF8.self))
      replace(with: Array(edited.unicodeScalars), cursor: edited.unicodeScalars.count)
    } catch {
      showAbove(["cannot edit the line elsewhere: \(error.path): \(error.reason)"])
    }
    return UInt8(CC_NORM)
  }

  private func returnFromEditor() {
    takeTerminal()
    write(isPlain ? "" : "\u{1B}[?2004h")
    el_resize(edit)
    redraw()
  }

  private func runEditor(on path: String) -> Bool {
    let editor = Environment.value("VISUAL") ?? Environment.value("EDITOR") ?? "vi"
    // The variable may hold options; the path is an argument of its own and needs no quoting.
    let words = ["/bin/sh", "-c", editor + " \"$1\"", "nabla", path]
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, &attributes, &arguments, environ) == 0 else {
      return false
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }
}

import Glibc
import Support

/// The user's own editor, on the terminal that has been given back to its usual modes.
enum ExternalEditor {
  /// The file that it edits.
  static var path: String { Directories.state + "/edit-\(getpid()).nabla" }

  /// What the user makes of a text; `nil` where no editor could be started or it failed.
  static func edit(_ text: String) -> String? {
    let path = path
    defer { unlink(path) }
    do {
      try Directories.make(Directories.state)
      try AtomicFile.write(Array((text + "\n").utf8), to: path)
      guard run(on: path) else { return nil }
      let bytes = try InputFile.read(path, limit: KeyDecoder.pasteLimit)
      var edited = PastedText.cleaned(String(decoding: bytes, as: UTF8.self))
      while edited.hasSuffix("\n") { edited.removeLast() }
      return edited
    } catch {
      return nil
    }
  }

  /// Whether it ran and was left in good order.
  static func run(on path: String) -> Bool {
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

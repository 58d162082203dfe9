import Glibc

/// A folder of this test's own, gone with it.
final class ScratchPath {
  let folder: String

  init() {
    var template = Array("/tmp/nabla-terminal-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    for name in ["history", "nabla/history", "nabla/config"] { unlink(folder + "/" + name) }
    rmdir(folder + "/nabla")
    rmdir(folder)
  }
}

import Glibc

/// A folder of its own for one test, removed with its files at the end.
final class ScratchFolder {
  let path: String

  init() {
    var template = Array("/tmp/nabla-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  func names() -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  deinit {
    for name in names() { if unlink(path + "/" + name) != 0 { rmdir(path + "/" + name) } }
    rmdir(path)
  }
}

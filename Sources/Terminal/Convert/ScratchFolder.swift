import Glibc
import Support

/// A folder for files on their way, which is gone afterwards.
enum ScratchFolder {
  /// Calls the closure with the folder's path; takes it away with all that is in it, two levels deep.
  static func use<Result>(_ body: (String) throws -> Result) throws -> Result {
    let base = Environment.value("TMPDIR") ?? "/tmp"
    var template = Array((base + "/nabla-convert-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(path: base, operation: "write") }
    let path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    defer { remove(path, depth: 0) }
    return try body(path)
  }

  /// A folder in it.
  static func make(_ path: String) throws(FileError) {
    if mkdir(path, 0o700) != 0 { throw FileError(path: path, operation: "write") }
  }

  private static func remove(_ path: String, depth: Int) {
    for name in FolderListing.names(in: path) where name != "." && name != ".." {
      let inner = path + "/" + name
      if depth < 2, InputFile.isDirectory(inner) {
        remove(inner, depth: depth + 1)
      } else {
        unlink(inner)
      }
    }
    rmdir(path)
  }
}

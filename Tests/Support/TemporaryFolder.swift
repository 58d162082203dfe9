import Glibc

/// A folder that exists as long as a test uses it.
package enum TemporaryFolder {
  package static func use<Result>(_ body: (String) throws -> Result) throws -> Result {
    var template = Array("/tmp/nabla-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unavailable() }
    let path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    defer { remove(path) }
    return try body(path)
  }

  struct Unavailable: Error {}

  private static func remove(_ path: String) {
    guard let listing = opendir(path) else {
      unlink(path)
      return
    }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { remove(path + "/" + name) }
    }
    closedir(listing)
    rmdir(path)
  }
}

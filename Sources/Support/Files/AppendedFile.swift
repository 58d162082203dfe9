import Glibc

/// A new file to whose end bytes are put as they come; only one thread at a time may do that.
package final class AppendedFile: Sendable {
  /// As messages name it.
  package let path: String
  private let file: FileDescriptor

  init(_ file: consuming FileDescriptor, as path: String) {
    self.file = file
    self.path = path
  }

  /// Writes all of it behind what is there.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    let code = bytes.withUnsafeBytes { writeAll(file.number, $0) }
    if code != 0 { throw FileError(path: path, operation: "write", code: code) }
  }

  static let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW

  /// Makes a file below a folder; the folders in between come into being. `name` says what the file is to be called at
  /// each attempt: none may be there yet.
  package static func create(
    in folder: String, shown: String, _ name: (Int) -> String
  ) throws(FileError) -> AppendedFile {
    for path in [folder, name(0)] where !isUsableName(path) {
      throw .badName(path, operation: "write")
    }
    var made = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o777) != 0, errno != EEXIST {
        throw FileError(path: shown, operation: "make the folder")
      }
    }
    for attempt in 0..<1_000 {
      let last = name(attempt)
      if let file = FileDescriptor(folder + "/" + last, flags, permissions: 0o666) {
        return AppendedFile(file, as: shown + "/" + last)
      }
      if errno != EEXIST { break }
    }
    throw FileError(path: shown + "/" + name(0), operation: "write")
  }
}

extension ConfinedFolder {
  /// The same below this folder, through no link, with the folders in between.
  package func create(
    in folder: String, _ name: (Int) -> String
  ) throws(FileError) -> AppendedFile {
    let parts = try parts(of: folder + "/" + name(0)).dropLast()
    var place = try root(for: folder)
    for part in parts { place = try place.made(part, in: self, shown: folder) }
    for attempt in 0..<1_000 {
      let last = name(attempt)
      if let file = place.created(last) { return AppendedFile(file, as: folder + "/" + last) }
      if errno != EEXIST { break }
    }
    throw FileError(path: folder + "/" + name(0), operation: "write")
  }
}

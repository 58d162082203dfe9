import Glibc

/// What the system refused, with everything that a message needs.
package struct FileError: Error, Equatable, Sendable {
  /// The sorts of refusal that a user can do something about.
  package enum Kind: Equatable, Sendable {
    case notFound, isDirectory, notDirectory, notPermitted, alreadyExists
    case diskFull, readOnly, closedPipe
    /// Longer than the caller reads.
    case tooLarge(limit: Int)
    /// Outside the folders that a replayed session may use; the system was not asked.
    case confined
    /// The same: a link stands where a folder is expected, and none is followed.
    case link(String)
    /// Something else wrote the file that is there: it is not replaced. `free` is a name like it that
    /// nothing has yet, in the folder where the program writes.
    case foreign(free: String)
    /// Not a name that the system knows: empty, with a zero byte, too long.
    case badName
    /// A pipe, a device or a socket where a file is expected.
    case notAFile
    case other
  }

  /// The file as the caller named it.
  package var path: String
  /// What was tried: "read", "write", "make the folder".
  package var operation: String
  /// The system's words: "No such file or directory".
  package var reason: String
  /// The sort of refusal, for messages that say what to do.
  package var kind: Kind

  /// A refusal in words of our own, where the system was not asked.
  package init(path: String, operation: String, reason: String, kind: Kind) {
    self.path = path
    self.operation = operation
    self.reason = reason
    self.kind = kind
  }

  /// From a number of the system; by default the one that the last call left.
  package init(path: String, operation: String, code: Int32 = errno) {
    self.init(
      path: path, operation: operation, reason: String(cString: strerror(code)),
      kind: Kind(code: code))
  }

  /// `type` is that of a mode.
  static func notAFile(_ path: String, operation: String, _ type: UInt32) -> FileError {
    let what =
      switch type {
      case UInt32(S_IFIFO): "a pipe (FIFO)"
      case UInt32(S_IFSOCK): "a socket"
      case UInt32(S_IFCHR), UInt32(S_IFBLK): "a device"
      default: "something else"
      }
    return FileError(
      path: path, operation: operation, reason: "It is \(what), not a file", kind: .notAFile)
  }

  static func badName(_ path: String, operation: String) -> FileError {
    FileError(
      path: path, operation: operation,
      reason: path.isEmpty ? "The name is empty" : "The name holds a zero byte", kind: .badName)
  }
}

extension FileError.Kind {
  init(code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case EISDIR: self = .isDirectory
    case ENOTDIR: self = .notDirectory
    case EACCES, EPERM: self = .notPermitted
    case EEXIST: self = .alreadyExists
    case ENOSPC, EDQUOT, EFBIG: self = .diskFull
    case EROFS: self = .readOnly
    case EPIPE: self = .closedPipe
    case ENAMETOOLONG, ELOOP: self = .badName
    default: self = .other
    }
  }
}

/// Whether C can be given this path; Swift texts may hold a zero byte, which would cut it.
func isUsableName(_ path: String) -> Bool { !path.isEmpty && !path.utf8.contains(0) }

import Glibc

/// A folder that is held open, so that what is done in it is done there whatever its name leads to
/// meanwhile. No link is followed.
final class OpenFolder: Sendable {
  enum Kind { case missing, file, other }

  private let number: Int32

  /// `nil` leaves the reason in `errno`; a link is no folder.
  init?(_ name: String, in folder: OpenFolder? = nil) {
    number = openat(
      folder?.number ?? AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if number < 0 { return nil }
  }

  deinit { if number >= 0 { close(number) } }

  /// Until it is closed nobody else who asks writes there.
  func lock() { while flock(number, LOCK_EX) != 0, errno == EINTR {} }

  func kind(of name: String) -> Kind {
    var status = stat()
    guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .missing }
    return fileType(status) == UInt32(S_IFREG) ? .file : .other
  }

  static func hash(_ bytes: [UInt8]) -> String {
    var hash = ContentHash()
    var position = 0
    bytes.withUnsafeBytes { all in
      while position < all.count {
        let end = min(all.count, position + pieceBytes)
        hash.update(UnsafeRawBufferPointer(rebasing: all[position..<end]))
        position = end
      }
    }
    return hash.hexadecimal
  }

  private static let pieceBytes = 1 << 20

  /// The hash of a file's content; `nil` for what cannot be read.
  func hash(of name: String) -> String? {
    let file = opened(name)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var hash = ContentHash()
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    while true {
      guard let count = fill(&piece, from: file) else { return nil }
      if count > 0 { piece[..<count].withUnsafeBytes { hash.update($0) } }
      if count < piece.count { return hash.hexadecimal }
    }
  }

  /// A short file as text.
  func text(of name: String, limit: Int) -> String? {
    let file = opened(name)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    return fill(&bytes, from: file).map { String(decoding: bytes[..<$0], as: UTF8.self) }
  }

  /// Puts a file in the place of the one of this name; 0 or the system's number. With `isNew` none must
  /// have come there meanwhile.
  func replace(_ name: String, with bytes: [UInt8], isNew: Bool = false) -> Int32 {
    var temporary = ""
    var file: Int32 = -1
    for attempt in 0..<100 where file < 0 {
      temporary = ".nabla-\(getpid())-\(attempt).tmp"
      file = openat(number, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if file < 0, errno != EEXIST { return errno }
    }
    guard file >= 0 else { return EEXIST }
    defer { close(file) }
    var code = bytes.withUnsafeBytes { writeAll(file, $0) }
    if code == 0, fsync(file) != 0 { code = errno }
    if code == 0 { code = put(temporary, at: name, isNew: isNew) }
    unlinkat(number, temporary, 0)
    if code == 0 { _ = fsync(number) }
    return code
  }

  private func put(_ temporary: String, at name: String, isNew: Bool) -> Int32 {
    if isNew {
      // Unlike renaming, a second name never takes the place of anything.
      if linkat(number, temporary, number, name, 0) == 0 { return 0 }
      guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(errno) else { return errno }
    }
    return renameat(number, temporary, number, name) == 0 ? 0 : errno
  }

  /// The folder of this name in it, made where it is not there.
  func made(
    _ name: String, in confined: ConfinedFolder, shown: String
  ) throws(FileError) -> OpenFolder {
    if mkdirat(number, name, 0o777) != 0, errno != EEXIST {
      throw FileError(path: shown, operation: "make the folder")
    }
    guard let next = OpenFolder(name, in: self) else { throw confined.link(name, shown: shown) }
    return next
  }

  /// A new file, open for appending; `nil` leaves the reason in `errno`.
  func created(_ name: String) -> FileDescriptor? {
    FileDescriptor(name, AppendedFile.flags, permissions: 0o666, in: number)
  }

  private func opened(_ name: String) -> Int32 {
    openat(number, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  }

  /// Reads until the buffer is full or the file ends.
  private func fill(_ bytes: inout [UInt8], from file: Int32) -> Int? {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      done += count
    }
    return done
  }
}

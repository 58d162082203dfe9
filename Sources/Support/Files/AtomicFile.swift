import Glibc

/// Replaces files so that at every moment either the old or the new content is there.
///
/// The bytes go to a new file in the same folder, reach the disk, and take the old file's place by
/// renaming. Mode and owner of an existing file stay; a symbolic link keeps pointing where it did.
package enum AtomicFile {
  /// Writes `bytes` to `path`; on any error the old file is as it was.
  ///
  /// `permissions` are those of a new file, before the user's mask: 0o600 for what is private. A file
  /// that is not `isSynced` outlives the program, but perhaps not a power cut: it takes no time.
  package static func write(
    _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o666, isSynced: Bool = true
  ) throws(FileError) {
    let operation = "write"
    guard isUsableName(path) else { throw .badName(path, operation: operation) }
    let target = linkTarget(of: path)
    var status = stat()
    let exists = stat(target, &status) == 0
    if exists, fileType(status) == UInt32(S_IFDIR) {
      throw FileError(path: path, operation: operation, code: EISDIR)
    }
    if exists, fileType(status) != UInt32(S_IFREG) {
      // A device has no old content to keep. A pipe would wait for somebody who reads it.
      let type = fileType(status)
      if type != UInt32(S_IFCHR) {
        throw .notAFile(path, operation: operation, type)
      }
      guard let file = FileDescriptor(target, O_WRONLY) else {
        throw FileError(path: path, operation: operation)
      }
      let code = bytes.withUnsafeBytes { writeAll(file.number, $0) }
      if code != 0 { throw FileError(path: path, operation: operation, code: code) }
      return
    }
    // Renaming would replace a file that its mode protects from writing.
    if exists, access(target, W_OK) != 0 { throw FileError(path: path, operation: operation) }

    let code = replace(target, with: bytes, keeping: exists ? status : nil, permissions, isSynced)
    if code != 0 { throw FileError(path: path, operation: operation, code: code) }
  }

  /// Removes temporary files that a crash left in a folder; those of living programs stay.
  package static func sweep(_ folder: String) {
    guard isUsableName(folder), let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let parts = name.split(separator: "-")
      guard name.hasPrefix(".nabla-"), name.hasSuffix(".tmp"), parts.count == 3,
        let process = Int32(parts[1]), process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink(folder + "/" + name)
    }
  }
}

/// Returns 0 or the system's number; leaves no temporary file behind.
///
/// The new file has no name before it is whole, so that nothing is left of it however the program ends. Where the file
/// system has no such files, it has a name that `sweep` knows.
private func replace(
  _ target: String, with bytes: [UInt8], keeping old: stat?, _ permissions: UInt32,
  _ isSynced: Bool
) -> Int32 {
  let folder = directory(of: target)
  let mode = old == nil ? permissions : 0o600
  if let file = FileDescriptor(folder, O_WRONLY | unnamed, permissions: mode) {
    let code = fill(file.number, with: bytes, like: old, isSynced)
    if code != 0 { return code }
    var attempt = 0
    while attempt < 100 {
      let temporary = name(in: folder, attempt)
      let number = "/proc/self/fd/\(file.number)"
      if linkat(AT_FDCWD, number, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 {
        return put(temporary, at: target, isSynced)
      }
      // Without the system's list of open files the bytes are written once more, under a name.
      guard errno == EEXIST else { break }
      attempt += 1
    }
  }
  var temporary = ""
  var file: FileDescriptor?
  for attempt in 0..<100 where file == nil {
    temporary = name(in: folder, attempt)
    file = FileDescriptor(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, permissions: mode)
    if file == nil, errno != EEXIST { return errno }
  }
  guard let file else { return EEXIST }
  let code = fill(file.number, with: bytes, like: old, isSynced)
  if code != 0 {
    unlink(temporary)
    return code
  }
  return put(temporary, at: target, isSynced)
}

/// Linux's `O_TMPFILE`: a file in the folder that is opened, without a name.
private let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY

private func name(in folder: String, _ attempt: Int) -> String {
  "\(folder)/.nabla-\(getpid())-\(attempt).tmp"
}

/// Writes the bytes of an open file, and gives it mode and owner of the old one.
private func fill(
  _ descriptor: Int32, with bytes: [UInt8], like old: stat?, _ isSynced: Bool
) -> Int32 {
  var code = bytes.withUnsafeBytes { writePieces(descriptor, $0, isSynced) }
  if code == 0, let old {
    // Only root may give files away; for others the owner is the same already.
    if old.st_uid != geteuid() || old.st_gid != getegid() {
      _ = fchown(descriptor, old.st_uid, old.st_gid)
    }
    if fchmod(descriptor, old.st_mode & 0o7777) != 0 { code = errno }
  }
  if code == 0, isSynced, fsync(descriptor) != 0 { code = errno }
  return code
}

/// The file takes its place.
private func put(_ temporary: String, at target: String, _ isSynced: Bool) -> Int32 {
  if rename(temporary, target) != 0 {
    let code = errno
    unlink(temporary)
    return code
  }
  // The new name survives a power cut only when the folder has reached the disk as well.
  if isSynced, let opened = FileDescriptor(directory(of: target), O_RDONLY | O_DIRECTORY) {
    _ = fsync(opened.number)
  }
  return 0
}

/// Writes piece by piece, each as far as the disk, and ends where the thread's interrupt is raised.
private func writePieces(
  _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ isSynced: Bool
) -> Int32 {
  let size = 8 << 20
  for start in stride(from: 0, to: bytes.count, by: size) {
    if start > 0, Interrupt.isRaised { return EINTR }
    let end = min(start + size, bytes.count)
    let code = writeAll(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    if code != 0 { return code }
    if isSynced, end < bytes.count, fdatasync(descriptor) != 0 { return errno }
  }
  return bytes.count > size && Interrupt.isRaised ? EINTR : 0
}

/// Where a chain of symbolic links ends; a link to nothing yet ends at the name that it promises.
private func linkTarget(of path: String) -> String {
  var current = path
  for _ in 0..<40 {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink(current, &buffer, buffer.count - 1)
    guard length > 0 else { return current }
    let target = String(
      decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    current = target.hasPrefix("/") ? target : directory(of: current) + "/" + target
  }
  return current
}

private func directory(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

import Glibc

/// A folder below which a program may write, and nowhere else, whatever links lie there.
///
/// Each step of a name is opened by itself and no link is followed, so that one that is put there
/// meanwhile leads nowhere either. A file that was not written through this is never replaced: which
/// were, and with what content, stands in a list in the folder.
package struct ConfinedFolder: Sendable {
  /// Where it is; its last part must not be a link.
  package let path: String
  /// The list: one line for each file, its hash and its name.
  static let listName = ".nabla-written"

  /// `path` need not be there yet: the first `check` or `write` makes it, for its owner.
  package init(_ path: String) { self.path = path }

  /// Refuses now what writing there would refuse; makes the folder.
  package func check(_ name: String) throws(FileError) { _ = try place(of: name) }

  /// Writes a file, whole or not at all.
  package func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    let place = try place(of: name)
    var list = WrittenFiles(in: place.root)
    if list.note(place.name, OpenFolder.hash(bytes)) {
      try checked(place.root.replace(Self.listName, with: list.bytes), name)
    }
    try checked(
      place.folder.replace(place.last, with: bytes, isNew: !place.exists), name)
  }

  /// The parts of a name that leads to a file below this folder, at least one.
  func parts(of name: String) throws(FileError) -> [String] {
    guard isUsableName(name) else { throw .badName(name, operation: "write") }
    let parts = name.split(separator: "/").map(String.init).filter { $0 != "." }
    guard !name.hasPrefix("/"), !parts.contains(".."), let last = parts.last else {
      throw refused(name, "The name leads out of the session's folder")
    }
    guard !last.hasPrefix(".nabla-") else {
      throw refused(name, "Names that begin with .nabla- are kept for the list of files")
    }
    return parts
  }

  /// This folder, which is made where it is not there.
  func root(for name: String) throws(FileError) -> OpenFolder {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw FileError(path: path, operation: "write") }
    guard let root = OpenFolder(path) else { throw link(path, shown: name) }
    return root
  }

  private struct Place {
    let root: OpenFolder
    let folder: OpenFolder
    /// The name without `.` and doubled slashes, and its last part.
    let name: String
    let last: String
    let exists: Bool
  }

  private func place(of name: String) throws(FileError) -> Place {
    var parts = try parts(of: name)
    let last = parts.removeLast()
    let root = try root(for: name)
    root.lock()
    var folder = root
    for part in parts {
      guard let next = OpenFolder(part, in: folder) else { throw link(part, shown: name) }
      folder = next
    }
    let whole = (parts + [last]).joined(separator: "/")
    switch folder.kind(of: last) {
    case .missing: break
    case .other: throw refused(name, "A link, folder or device lies there")
    case .file:
      guard WrittenFiles(in: root).wrote(whole, folder.hash(of: last)) else {
        throw FileError(
          path: name, operation: "write",
          reason: "This session did not write the file that is there",
          kind: .foreign(free: FreeName.like(name) { root.kind(of: $0) != .missing }))
      }
    }
    return Place(
      root: root, folder: folder, name: whole, last: last, exists: folder.kind(of: last) == .file)
  }

  private func checked(_ code: Int32, _ name: String) throws(FileError) {
    if code != 0 { throw FileError(path: name, operation: "write", code: code) }
  }

  private func refused(_ name: String, _ reason: String) -> FileError {
    FileError(path: name, operation: "write", reason: reason, kind: .confined)
  }

  /// Why a folder of the name could not be opened, by what the system said.
  func link(_ part: String, shown name: String) -> FileError {
    let code = errno
    guard code == ELOOP || code == ENOTDIR else {
      return FileError(path: name, operation: "write", code: code)
    }
    return FileError(
      path: name, operation: "write",
      reason: "\"\(part)\" is no folder but a link or a file: nothing is written through it",
      kind: part == path ? .link(part) : .confined)
  }
}

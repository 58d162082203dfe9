/// Which files of a folder programs have written, with the hashes of their contents.
struct WrittenFiles {
  /// Newest first; while a file is replaced it may have either.
  private var hashes: [String: [String]] = [:]
  private static let limit = 1 << 20

  /// The list that lies in a folder; of none nothing has been written.
  init(in folder: OpenFolder) {
    for line in (folder.text(of: ConfinedFolder.listName, limit: Self.limit) ?? "").split(
      separator: "\n")
    {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      if parts.count == 2 { hashes[parts[1], default: []].append(parts[0]) }
    }
  }

  /// Whether a file of this name has been written at all.
  func knows(_ name: String) -> Bool { hashes[name] != nil }

  /// Whether it has been written with this content.
  func wrote(_ name: String, _ hash: String?) -> Bool {
    hash.map { hashes[name]?.contains($0) ?? false } ?? false
  }

  /// Adds a content; answers whether that is news.
  mutating func note(_ name: String, _ hash: String) -> Bool {
    let known = hashes[name] ?? []
    guard known.first != hash else { return false }
    hashes[name] = Array(([hash] + known.filter { $0 != hash }).prefix(2))
    return true
  }

  /// The list as it stands in its file.
  var bytes: [UInt8] {
    let lines = hashes.sorted { $0.key < $1.key }.flatMap { entry in
      entry.value.map { "\($0) \(entry.key)\n" }
    }
    return Array(lines.joined().utf8)
  }
}

/// Files in which no mark of who wrote them can stand, such as tables for other programs: a list beside each says
/// which were written, and with what content. One that somebody changed is no longer known.
package enum ListedFiles {
  /// Puts a file into the list before it is written; devices have none. Where that fails, the file is only not
  /// replaced later.
  package static func note(_ path: String, _ bytes: [UInt8]) {
    guard let (folder, name) = place(of: path), folder.kind(of: name) != .other else { return }
    folder.lock()
    var list = WrittenFiles(in: folder)
    guard list.note(name, OpenFolder.hash(bytes)) else { return }
    _ = folder.replace(ConfinedFolder.listName, with: list.bytes)
  }

  /// Whether a file is in the list beside it as it is.
  package static func has(_ path: String) -> Bool {
    guard let (folder, name) = place(of: path) else { return false }
    let list = WrittenFiles(in: folder)
    return list.knows(name) && list.wrote(name, folder.hash(of: name))
  }

  /// Whether a file was in the list once, and was changed since.
  package static func isChanged(_ path: String) -> Bool {
    place(of: path).map { WrittenFiles(in: $0.folder).knows($0.name) } ?? false && !has(path)
  }

  /// Where a file is or will be, links followed.
  private static func place(of path: String) -> (folder: OpenFolder, name: String)? {
    guard let real = RealPath.of(path) ?? RealPath.ofParent(path),
      let slash = real.lastIndex(of: "/"),
      let folder = OpenFolder(slash == real.startIndex ? "/" : String(real[..<slash]))
    else { return nil }
    return (folder, String(real[real.index(after: slash)...]))
  }
}

import Catalog
import Support

/// Where a program writes a file.
struct OutputFile: Sendable {
  private let path: String
  /// The session's folder of files, which `path` is then a name in.
  private let folder: ConfinedFolder?
  /// Where a mark may stand: so far from the beginning and from the end.
  private static let reach = 1 << 16

  /// A file of one's own.
  init(path: String) { (self.path, folder) = (path, nil) }

  /// A file of a session.
  init(path: String, folder: ConfinedFolder) {
    (self.path, self.folder) = (path, folder)
  }

  /// The whole file or none of it.
  func write(_ bytes: [UInt8]) throws(FileError) {
    if let folder {
      try folder.write(bytes, to: path)
    } else {
      if !bytes.isEmpty { ListedFiles.note(path, bytes) }
      try AtomicFile.write(bytes, to: path)
    }
  }

  /// Writes a file that stands beside another one: a folder that is missing is told of that one, which was asked for.
  func write(_ bytes: [UInt8], beside other: OutputFile) throws(FileError) {
    do throws(FileError) {
      try write(bytes)
    } catch {
      guard error.kind == .notFound else { throw error }
      var told = error
      told.path = other.path
      throw told
    }
  }

  /// Whether a file is one that a program wrote, here or in another session, by the marks of the kinds or the list
  /// beside it; pipes and devices have nothing to lose. What the list knows is ours as it was written only: other programs
  /// leave a mark where it is when they change a file.
  static func isOurs(_ path: String, by kinds: FileSignatures) -> Bool {
    guard let ends = InputFile.ends(of: path, reach) else { return true }
    if ends.isEmpty || ListedFiles.has(path) { return true }
    return has(marks(of: kinds), ends) && !ListedFiles.isChanged(path)
  }

  private static func marks(of kinds: FileSignatures) -> [[UInt8]] {
    kinds.all.flatMap { ($0.mark.map { [$0] } ?? []) + $0.otherMarks }.map { Array($0.utf8) }
  }

  private static func has(_ marks: [[UInt8]], _ ends: [UInt8]) -> Bool {
    marks.contains { contains(ends, $0) }
  }

  private static func contains(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
    guard bytes.count >= mark.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start + mark.count <= bytes.count {
        if bytes[start] == mark[0], mark.indices.allSatisfy({ bytes[start + $0] == mark[$0] }) {
          return true
        }
        start += 1
      }
      return false
    }
  }
}

import Catalog
import Support

/// Where a program writes a file.
struct OutputFile: Sendable {
  private let path: String
  /// The session's folder of files, which `path` is then a name in.
  private let folder: ConfinedFolder?

  /// Where a mark may stand: so far from the beginning and from the end.
  private static let reach = 1 << 16

  init(path: String, folder: ConfinedFolder? = nil) { (self.path, self.folder) = (path, folder) }

  /// The whole file or none of it.
  func write(_ bytes: [UInt8]) throws(FileError) {
    if let folder {
      try folder.write(bytes, to: path)
    } else {
      try AtomicFile.write(bytes, to: path)
    }
  }

  /// Whether a file is one that a program wrote, here or in another session, by the marks of the kinds;
  /// pipes and devices have nothing to lose.
  static func isOurs(_ path: String, by kinds: FileSignatures) -> Bool {
    guard let ends = InputFile.ends(of: path, reach) else { return true }
    let marks = kinds.all.flatMap { ($0.mark.map { [$0] } ?? []) + $0.otherMarks }
    return ends.isEmpty || marks.contains { contains(ends, Array($0.utf8)) }
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

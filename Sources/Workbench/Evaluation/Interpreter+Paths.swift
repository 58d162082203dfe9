import Support

extension Interpreter {
  /// Where a program's file name leads: relative names start at the session's folder.
  func readablePath(_ path: String) throws(FileError) -> String {
    let full = resolved(path)
    guard options.isConfined else { return full }
    for root in [options.folder] + options.dataFolders + dataRoots where isInside(full, root) {
      return full
    }
    throw FileError(
      path: path, operation: "read",
      reason: "A session reads only below its own folder and the data folders", kind: .confined)
  }

  /// Where a program may write: beside it, or below the session's own folder of files.
  func writablePath(_ path: String) throws(FileError) -> String {
    guard options.isConfined else { return resolved(path) }
    guard let folder = options.writeFolder, !path.hasPrefix("/") else {
      throw FileError(
        path: path, operation: "write",
        reason: "A session writes only below its own folder of files", kind: .confined)
    }
    guard !path.split(separator: "/").contains("..") else {
      throw FileError(
        path: path, operation: "write", reason: "The name leads out of the session's folder",
        kind: .confined)
    }
    try Directories.make(folder)
    let full = folder + "/" + path
    guard isInside(full, folder) else {
      throw FileError(
        path: path, operation: "write", reason: "The name leads out of the session's folder",
        kind: .confined)
    }
    return full
  }

  private var dataRoots: [String] { Environment.value("NABLA_DATA").map { [$0] } ?? [] }

  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") || options.folder == "." ? path : options.folder + "/" + path
  }

  /// Whether the file, links followed, lies below the folder; a new file counts by its folder.
  private func isInside(_ path: String, _ folder: String) -> Bool {
    guard let root = RealPath.of(folder) else { return false }
    let target = RealPath.of(path) ?? RealPath.ofParent(path)
    guard let target else { return false }
    return target == root || target.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }
}

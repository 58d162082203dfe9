import Data
import Support

extension Interpreter {
  /// Where a program's file name leads: relative names start at the session's folder.
  func readablePath(_ path: String) throws(FileError) -> String {
    let full = resolved(path)
    guard options.isConfined else { return full }
    // What a session wrote lies in its folder of files, and is read there.
    if writtenNames.contains(path), let place = place(of: path), InputFile.exists(place) {
      return place
    }
    for root in [options.folder] + options.dataFolders + dataRoots where isInside(full, root) {
      return full
    }
    throw FileError(
      path: path, operation: "read",
      reason: "A session reads only below its own folder and the data folders", kind: .confined)
  }

  /// Where what a program writes under a name comes to lie, for messages; `nil` where that is the name itself.
  func place(of path: String) -> String? {
    guard options.isConfined, let folder = options.writeFolder else { return nil }
    return folder + "/" + path
  }

  /// Says what was written, and where that is, which a session's own text does not say: whoever runs it may stand elsewhere.
  func noteWritten(_ text: String, _ paths: [String]) {
    note(text)
    let places = paths.compactMap(place)
    if !places.isEmpty { host.emit(.aside("written: " + Problems.list(places, "and"))) }
  }

  /// The whole of a file that a program names.
  func readFile(_ path: String, limit: Int) throws(FileError) -> ReadFile {
    try ReadFile(
      readablePath(path), as: path, limit: limit, among: vocabulary.files.signatures)
  }

  /// Where a program may write: beside it, or below the session's own folder of files. Refused where a
  /// file is there that something else wrote.
  func outputFile(_ path: String) throws(FileError) -> OutputFile {
    guard options.isConfined else {
      let full = resolved(path)
      if InputFile.exists(full), !InputFile.isDirectory(full),
        !OutputFile.isOurs(full, by: vocabulary.files.signatures)
      {
        throw FileError(
          path: path, operation: "write",
          reason: savedInputs.contains(RealPath.of(full) ?? full)
            ? "It has the inputs that you saved there"
            : ListedFiles.isChanged(full)
              ? "It was changed since nabla wrote it" : "It is there, and nabla did not write it",
          kind: .foreign(free: FreeName.like(path) { InputFile.exists(resolved($0)) }))
      }
      return OutputFile(path: full)
    }
    guard let folder = options.writeFolder, !Directories.expanded(path).hasPrefix("/") else {
      throw FileError(
        path: path, operation: "write",
        reason: "A session writes only below its own folder of files", kind: .confined)
    }
    let confined = ConfinedFolder(folder)
    try confined.check(path)
    writtenNames.insert(path)
    return OutputFile(path: path, folder: confined)
  }

  /// Where a program may write files that grow, by the rules of `outputFile`.
  func logFolder(_ path: String) throws(FileError) -> LogFolder {
    guard options.isConfined else { return LogFolder(path, at: resolved(path)) }
    guard let folder = options.writeFolder, !Directories.expanded(path).hasPrefix("/") else {
      throw FileError(
        path: path, operation: "write",
        reason: "A session writes only below its own folder of files", kind: .confined)
    }
    return LogFolder(path, at: path, in: ConfinedFolder(folder))
  }

  private var dataRoots: [String] { Environment.value("NABLA_DATA").map { [$0] } ?? [] }

  /// The same for what a server reads and writes, which no confined program has.
  func resolvedPath(_ path: String) -> String { resolved(path) }

  private func resolved(_ path: String) -> String {
    let path = Directories.expanded(path)
    return path.hasPrefix("/") || options.folder == "." ? path : options.folder + "/" + path
  }

  /// Whether the file, links followed, lies below the folder; a new file counts by its folder.
  private func isInside(_ path: String, _ folder: String) -> Bool {
    guard let root = RealPath.of(folder) else { return false }
    let target = RealPath.of(path) ?? RealPath.ofParent(path)
    guard let target else { return false }
    return target == root || target.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }
}

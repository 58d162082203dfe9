import Sessions
import Support
import Workbench

/// Reads and saves sessions.
package enum SessionFiles {
  /// The session in a file; refuses files beyond the limits and those that are no text.
  package static func read(_ path: String) throws(SessionFileError) -> SessionDocument {
    do {
      let bytes = try InputFile.read(path, limit: SessionLimits.fileBytes)
      if NotebookFile.signature.isBeginning(of: bytes) {
        throw SessionFileError.notebook(path: path)
      }
      return try SessionDocument.parse(bytes, name: path)
    } catch let error as SessionFileError {
      throw error
    } catch let error as FileError {
      throw .file(error)
    } catch let error as SessionError {
      throw .session(error)
    } catch {
      throw .changedMeanwhile(path: path)
    }
  }

  /// Replaces a file by an edited document, unless it is no longer what it was.
  package static func save(
    _ document: SessionDocument, over original: SessionDocument
  ) throws(SessionFileError) {
    try save(document.bytes, over: original.bytes, at: original.name)
  }

  /// Replaces the bytes of a file by others, unless they are no longer what they were.
  package static func save(
    _ bytes: [UInt8], over original: [UInt8], at path: String
  ) throws(SessionFileError) {
    do {
      let current = try InputFile.read(path, limit: SessionLimits.fileBytes)
      if current != original { throw SessionFileError.changedMeanwhile(path: path) }
      try AtomicFile.write(bytes, to: path)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .changedMeanwhile(path: path)
    }
  }

  /// The sessions that a path stands for: itself, or all below a folder, in order of their names. Links to folders below it
  /// are not followed; a folder with more than `folderLimit` others in it is no folder of sessions, and is refused.
  package static func sessions(
    at path: String, folderLimit: Int = 5000
  ) throws(SessionFileError) -> [String] {
    guard InputFile.isDirectory(path) else { return [path] }
    var found: [String] = []
    var folders = 0
    // Folders wait in reverse, so that names come in order: those of a folder where it stands among files.
    var waiting = [(path: path, depth: 0)]
    while let (place, depth) = waiting.popLast() {
      guard depth == 0 || !SessionFile.signature.canName(place) else {
        found.append(place)
        continue
      }
      folders += 1
      if folders > folderLimit { throw .tooManyFolders(folder: path, limit: folderLimit) }
      let base = place.hasSuffix("/") ? place : place + "/"
      for name in FolderListing.names(in: place).reversed() where !name.hasPrefix(".") {
        if SessionFile.signature.canName(name) {
          waiting.append((base + name, depth + 1))
        } else if depth < 20, InputFile.isFolderItself(base + name) {
          waiting.append((base + name, depth + 1))
        }
      }
    }
    if found.isEmpty { throw .noSessions(folder: path) }
    return found
  }
}

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

  /// The sessions that a path stands for: itself, or all below a folder, in order of their names.
  package static func sessions(at path: String) throws(SessionFileError) -> [String] {
    guard InputFile.isDirectory(path) else { return [path] }
    var found: [String] = []
    collect(path, depth: 0, into: &found)
    if found.isEmpty { throw .noSessions(folder: path) }
    return found
  }

  private static func collect(_ folder: String, depth: Int, into found: inout [String]) {
    guard depth < 20 else { return }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for name in FolderListing.names(in: folder) where !name.hasPrefix(".") {
      if SessionFile.signature.canName(name) {
        found.append(base + name)
      } else if InputFile.isDirectory(base + name) {
        collect(base + name, depth: depth + 1, into: &found)
      }
    }
  }
}

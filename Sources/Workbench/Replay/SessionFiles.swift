import Sessions
import Support

/// A session file that could not be read or written.
package enum SessionFileError: Error, Equatable {
  case file(FileError)
  case session(SessionError)
  /// Someone else wrote the file since it was read.
  case changedMeanwhile(path: String)
  /// A folder that holds no session.
  case noSessions(folder: String)
}

/// Reads and saves sessions.
package enum SessionFiles {
  /// The session in a file.
  ///
  /// Throws `file` for what cannot be read or is longer than `SessionLimits.fileBytes`, `session`
  /// for what is no session.
  package static func read(_ path: String) throws(SessionFileError) -> SessionDocument {
    do {
      let bytes = try InputFile.read(path, limit: SessionLimits.fileBytes)
      return try SessionDocument.parse(bytes, name: path)
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
    do {
      let current = try InputFile.read(original.name, limit: SessionLimits.fileBytes)
      if current != original.bytes { throw SessionFileError.changedMeanwhile(path: original.name) }
      try AtomicFile.write(document.bytes, to: original.name)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .changedMeanwhile(path: original.name)
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

import Catalog
import Glibc
import Support
import Workbench

/// The journals of all sessions of a user.
package enum JournalFolder {
  /// `$XDG_STATE_HOME/nabla/journal`.
  package static var path: String { Directories.state + "/journal" }

  /// How many are kept.
  static let capacity = 10

  /// Newest first.
  package static func sessions(in folder: String = path) -> [JournaledSession] {
    let found = FolderListing.names(in: folder).compactMap { JournaledSession(folder, $0) }
      .sorted { ($0.time, $0.process) > ($1.time, $1.process) }
    // One that came back is in the journal of the session that brought it, whole.
    let recovered = Set(found.compactMap { $0.begin?.settings["recovered"] })
    return found.map { session in
      var session = session
      if recovered.contains(session.name) { session.isEnded = true }
      return session
    }
  }

  /// Removes what is older than the newest ones, and not being written.
  package static func prune(_ folder: String = path) {
    for session in sessions(in: folder).filter({ !$0.isAlive }).dropFirst(capacity) {
      unlink(session.path)
      remove(session.runFolder)
    }
    // What a recovery that was killed has left.
    for name in FolderListing.names(in: folder) {
      let parts = name.split(separator: ".")
      guard parts.count > 1,
        let process = parts[0].split(separator: "-").last.flatMap({ Int32($0) }),
        process > 0, kill(process, 0) != 0, errno == ESRCH,
        !InputFile.exists("\(folder)/\(parts[0])" + JournalFile.signature.suffix)
      else { continue }
      let end = "." + parts.dropFirst().joined(separator: ".")
      if end == FileSignature.companionSuffix { remove(folder + "/" + name) }
      if end == JournalFile.newSuffix { unlink(folder + "/" + name) }
    }
  }

  private static func remove(_ runFolder: String) {
    for name in FolderListing.names(in: runFolder) { unlink(runFolder + "/" + name) }
    rmdir(runFolder)
  }
}

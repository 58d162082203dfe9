import Glibc

/// Where the user's own files belong, after the XDG base directory specification.
package enum Directories {
  /// `~/.config/nabla`: what the user sets.
  package static var configuration: String { folder("XDG_CONFIG_HOME", ".config") }
  /// `~/.local/state/nabla`: history, journals.
  package static var state: String { folder("XDG_STATE_HOME", ".local/state") }
  /// `~/.cache/nabla`: what can be made again.
  package static var cache: String { folder("XDG_CACHE_HOME", ".cache") }
  /// `~/.local/share/nabla`: keys, what the user has added.
  package static var data: String { folder("XDG_DATA_HOME", ".local/share") }

  /// A path as shells read it: `~` and `~/…` begin at the user's home; others as they are.
  package static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return (home == "/" ? "" : home) + path.dropFirst()
  }

  /// The user's home: `HOME`, else the entry in the table of users, else the root folder.
  package static var home: String {
    if let home = Environment.value("HOME"), home.hasPrefix("/") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return String(cString: folder)
  }

  /// Makes a folder and the missing ones above it, readable by the user alone.
  package static func make(_ path: String) throws(FileError) {
    let operation = "make the folder"
    guard isUsableName(path) else { throw .badName(path, operation: operation) }
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST {
        throw FileError(path: path, operation: operation)
      }
    }
    guard InputFile.isDirectory(path) else {
      throw FileError(path: path, operation: operation, code: ENOTDIR)
    }
  }

  /// A relative value is to be ignored, says the specification.
  private static func folder(_ variable: String, _ fallback: String) -> String {
    if let base = Environment.value(variable), base.hasPrefix("/") { return base + "/nabla" }
    return home + "/" + fallback + "/nabla"
  }
}

import Glibc

/// Names of files with all links followed: what a check of "inside this folder" must compare.
package enum RealPath {
  /// The absolute name without links, `.` and `..`; `nil` where the file does not exist.
  package static func of(_ path: String) -> String? {
    guard isUsableName(path), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The real name that a file still to be made would have.
  package static func ofParent(_ path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else {
      return of(".").map { $0 + "/" + path }
    }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return of(folder).map { $0 + "/" + path[path.index(after: slash)...] }
  }
}

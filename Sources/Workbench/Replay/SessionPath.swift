import Support

/// Where a session's files are.
enum SessionPath {
  /// The folder that relative names in a session start from.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `lessons/02-xor.files` for `lessons/02-xor.nabla.md`: where its cells may write.
  static func filesFolder(of path: String) -> String {
    for suffix in [".nabla.md", ".md"] where path.hasSuffix(suffix) {
      return String(path.dropLast(suffix.count)) + ".files"
    }
    return path + ".files"
  }
}

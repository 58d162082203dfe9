import Support
import Workbench

/// Where a session's files are.
enum SessionPath {
  /// The folder that relative names in a session start from.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `06-xor` for `lessons/06-xor.nabla.md`; what front matter could misread is left out.
  static func title(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let kind = SessionFile.signature
    let stem = kind.canName(name) ? kind.stem(of: name) : name
    let kept = stem.filter { $0.isLetter || $0.isNumber || " -_.".contains($0) }
    return kept.first?.isLetter == true ? kept : "Session \(kept)"
  }

  /// The folder in which a program was built that stands below its `.build`; `nil` for an installed one.
  static func buildRoot(of program: String) -> String? {
    program.firstRange(of: "/.build/").map { String(program[..<$0.lowerBound]) }
  }

  /// `lessons/06-xor.files` for `lessons/06-xor.nabla.md`: where its cells may write.
  static func filesFolder(of path: String) -> String { SessionFile.signature.companion(of: path) }
}

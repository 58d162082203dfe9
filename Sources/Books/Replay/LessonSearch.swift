import Glibc
import Sessions
import Support
import Workbench

/// Finds a lesson by its name.
package enum LessonSearch {
  /// One of the lessons that there are.
  package struct Lesson {
    /// `01-formulas`.
    package let name: String
    /// Its file.
    package let path: String
    /// What it says of itself.
    package let frontMatter: FrontMatter

    /// Its title, or its name.
    package var title: String { frontMatter.title ?? name }
  }

  /// The path itself where it exists, else `sessions/course/` and `sessions/` here, else the installed lessons.
  ///
  /// The number of a lesson is enough where it means one: `03`. A name that is found nowhere comes back as it
  /// is, for the message that says so.
  package static func path(of name: String) -> String {
    if InputFile.exists(name), !InputFile.isDirectory(name) { return name }
    guard !name.contains("/"), !name.isEmpty else { return name }
    let kind = SessionFile.signature
    let file = kind.suffix(of: name) == nil ? name + kind.suffix : name
    if let found = folders.map({ $0 + "/" + file }).first(where: InputFile.exists) { return found }
    for folder in folders {
      let numbered = FolderListing.names(in: folder).filter {
        kind.canName($0) && $0.hasPrefix(name + "-")
      }
      if numbered.count == 1 { return folder + "/" + numbered[0] }
    }
    return name
  }

  /// All lessons, those of the course first; of two with one name the first that `path` would find.
  package static var all: [Lesson] {
    var lessons: [Lesson] = []
    for folder in folders {
      for file in FolderListing.names(in: folder) where SessionFile.signature.canName(file) {
        let path = folder + "/" + file
        let name = SessionFile.signature.stem(of: file)
        guard !lessons.contains(where: { $0.name == name }),
          let document = try? SessionFiles.read(path), document.frontMatter.kind == .walkthrough
        else { continue }
        lessons.append(Lesson(name: name, path: path, frontMatter: document.frontMatter))
      }
    }
    return lessons
  }

  /// `01-formulas` for `sessions/01-formulas.nabla.md`.
  package static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return SessionFile.signature.canName(file) ? SessionFile.signature.stem(of: file) : file
  }

  private static var folders: [String] {
    ["sessions/course", "sessions"]
      + installedFolders.flatMap { [$0 + "/course", $0] }
  }

  /// `PREFIX/share/nabla/sessions` for the program in `PREFIX/bin`.
  private static var installedFolders: [String] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return [] }
    let program = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = SessionPath.folder(of: SessionPath.folder(of: program))
    return [folder + "/share/nabla/sessions"]
  }
}

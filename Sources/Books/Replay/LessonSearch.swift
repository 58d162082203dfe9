import Glibc
import Sessions
import Support
import Workbench

/// Finds a lesson by its name.
package enum LessonSearch {
  /// One of the lessons that there are.
  package struct Lesson {
    /// `01-neuron`; `zh/01-neuron` in a folder of the course for another language.
    package let name: String
    /// Its file.
    package let path: String
    /// The folder of the course in which it stands, such as `zh`; empty for the course itself.
    package let group: String
    /// What it says of itself.
    package let frontMatter: FrontMatter

    /// Its title, or its name.
    package var title: String { frontMatter.title ?? name }
  }

  /// The path itself where it exists, else `sessions/course/` and `sessions/` here, else the installed lessons.
  ///
  /// The number of a lesson is enough where it means one: `03`, `zh/03`. A name that is found nowhere comes back as
  /// it is, for the message that says so.
  package static func path(of name: String) -> String {
    if InputFile.exists(name), !InputFile.isDirectory(name) { return name }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.last, !last.isEmpty, parts.count < 3, parts[0] != ".." else {
      return name
    }
    let kind = SessionFile.signature
    let file = kind.suffix(of: last) == nil ? last + kind.suffix : last
    let folders = folders.map { parts.count == 2 ? $0 + "/" + parts[0] : $0 }
    if let found = folders.map({ $0 + "/" + file }).first(where: InputFile.exists) { return found }
    for folder in folders {
      let numbered = FolderListing.names(in: folder).filter {
        kind.canName($0) && $0.hasPrefix(last + "-")
      }
      if numbered.count == 1 { return folder + "/" + numbered[0] }
    }
    return name
  }

  /// All lessons: the course, its folders for other languages, then those beside it. Of two with one name the first
  /// that `path` would find.
  package static var all: [Lesson] {
    var lessons: [Lesson] = []
    func take(_ folder: String, group: String) {
      for file in FolderListing.names(in: folder) where SessionFile.signature.canName(file) {
        let path = folder + "/" + file
        let name = name(of: path)
        guard !lessons.contains(where: { $0.name == name }),
          let document = try? SessionFiles.read(path), document.frontMatter.kind == .walkthrough
        else { continue }
        lessons.append(
          Lesson(name: name, path: path, group: group, frontMatter: document.frontMatter))
      }
    }
    let courses = folders.filter { $0.hasSuffix("/" + course) }
    for folder in courses { take(folder, group: "") }
    for folder in courses {
      for name in FolderListing.names(in: folder) where InputFile.isDirectory(folder + "/" + name) {
        take(folder + "/" + name, group: name)
      }
    }
    for folder in folders where !courses.contains(folder) { take(folder, group: "other") }
    return lessons
  }

  /// `01-neuron` for `sessions/course/01-neuron.nabla.md`, `zh/01-neuron` for that of a language.
  package static func name(of path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let file = parts.last else { return path }
    let stem = SessionFile.signature.canName(file) ? SessionFile.signature.stem(of: file) : file
    return parts.count > 2 && parts[parts.count - 3] == course
      ? parts[parts.count - 2] + "/" + stem : stem
  }

  private static let course = "course"

  private static var folders: [String] {
    ["sessions/course", "sessions"]
      + installedFolders.flatMap { [$0 + "/course", $0] }
  }

  /// `PREFIX/share/nabla/sessions` for the program in `PREFIX/bin`; for one that stands where it was built, the lessons
  /// beside its sources.
  private static var installedFolders: [String] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return [] }
    let program = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = SessionPath.folder(of: SessionPath.folder(of: program))
    return [folder + "/share/nabla/sessions"]
      + (SessionPath.buildRoot(of: program).map { [$0 + "/sessions"] } ?? [])
  }
}

import Glibc
import Support
import Workbench

/// Finds a lesson by its name.
package enum LessonSearch {
  /// The path itself where it exists, else `sessions/` here, else the installed lessons.
  ///
  /// A name that is found nowhere comes back as it is, for the message that says so.
  package static func path(of name: String) -> String {
    if InputFile.exists(name) { return name }
    guard !name.contains("/") else { return name }
    let kind = SessionFile.signature
    let file = kind.suffix(of: name) == nil ? name + kind.suffix : name
    let folders = ["sessions"] + installedFolders
    return folders.map { $0 + "/" + file }.first(where: InputFile.exists) ?? name
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

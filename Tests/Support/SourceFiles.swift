import Glibc

/// The project's own Swift files, for tests that hold lists against them.
package enum SourceFiles {
  /// All below a folder of the repository, such as `Sources/Engine/Operations`.
  package static func swift(below folder: String, file: String = #filePath) -> [String] {
    files(below: root(file: file) + "/" + folder)
  }

  /// The folder of the repository.
  package static func root(file: String = #filePath) -> String {
    String(file.prefix(upTo: marker(in: file)))
  }

  private static func marker(in file: String) -> String.Index {
    file.ranges(of: "/Tests/").last?.lowerBound ?? file.startIndex
  }

  private static func files(below folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var result: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".swift") {
        result.append(folder + "/" + name)
      } else if !name.hasPrefix(".") {
        result += files(below: folder + "/" + name)
      }
    }
    return result
  }
}

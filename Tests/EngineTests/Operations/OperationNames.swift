import Glibc
import Support
import Testing

/// The public types below `Sources/Engine/Operations` that conform to `Operation`.
func operationNames(file: String = #filePath) throws -> [String] {
  let root = file.components(before: "/Tests/")
  var names: [String] = []
  for path in swiftFiles(below: root + "/Sources/Engine/Operations") {
    let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    for line in text.split(separator: "\n") where line.hasPrefix("public struct ") {
      guard line.contains(": Operation") else { continue }
      let name = line.dropFirst("public struct ".count).prefix { $0 != ":" }
      names.append(String(name))
    }
  }
  try #require(names.count > 50, "the folder of operations is where the test looks for it")
  return names
}

private func swiftFiles(below folder: String) -> [String] {
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
      result += swiftFiles(below: folder + "/" + name)
    }
  }
  return result
}

extension String {
  fileprivate func components(before marker: String) -> String {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasSuffix(marker) { rest = rest.dropLast() }
    return String(rest.dropLast(marker.count))
  }
}

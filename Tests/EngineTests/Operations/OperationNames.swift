import Support
import TestSupport
import Testing

/// The public types below `Sources/Engine/Operations` that conform to `Operation`.
func operationNames() throws -> [String] {
  var names: [String] = []
  for path in SourceFiles.swift(below: "Sources/Engine/Operations") {
    let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    for line in text.split(separator: "\n") where line.hasPrefix("package struct ") {
      guard line.contains(": Operation") else { continue }
      let name = line.dropFirst("package struct ".count).prefix { $0 != ":" }
      names.append(String(name))
    }
  }
  try #require(names.count > 50, "the folder of operations is where the test looks for it")
  return names
}

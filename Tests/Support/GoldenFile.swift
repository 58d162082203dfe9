import Support

/// A file of `Tests/Golden`: numbers that PyTorch and Keras computed, as plain text.
///
/// Written by the programs in `Benchmarks/golden`. The lines of a file:
/// ```
/// # comment
/// case <name> [option=value ...]
/// tensor <name> <dtype> [2, 3]      the numbers follow, row-major
/// formula <name> <dtype> [2, 3] <seed> <low> <high>
/// ```
package struct GoldenFile {
  package private(set) var cases: [GoldenCase] = []

  /// Reads `Tests/Golden/<name>.txt`.
  package init(named name: String) throws {
    let path = Self.folder + "/" + name + ".txt"
    let bytes = try InputFile.read(path, limit: 1 << 22)
    try self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  package init(text: String) throws(GoldenError) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
    var position = 0
    while position < lines.count {
      let line = String(decoding: lines[position], as: UTF8.self)
      position += 1
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "case" where words.count >= 2:
        cases.append(GoldenCase(name: words[1], options: options(words.dropFirst(2))))
      case "tensor" where !cases.isEmpty:
        let head = try GoldenHead(line, at: position)
        var numbers: [Double] = []
        numbers.reserveCapacity(head.count)
        while numbers.count < head.count, position < lines.count {
          for word in lines[position].split(separator: UInt8(ascii: " ")) {
            guard let number = Double(String(decoding: word, as: UTF8.self)) else {
              throw GoldenError(line: position + 1, problem: "not a number")
            }
            numbers.append(number)
          }
          position += 1
        }
        guard numbers.count == head.count else {
          throw GoldenError(line: position, problem: "\(numbers.count) of \(head.count) numbers")
        }
        cases[cases.count - 1].add(head, numbers)
      case "formula" where !cases.isEmpty:
        let head = try GoldenHead(line, at: position)
        guard let numbers = MixedNumbers(head.rest)?.numbers(count: head.count) else {
          throw GoldenError(line: position, problem: "a formula is seed, low, high")
        }
        cases[cases.count - 1].add(head, numbers)
      default:
        guard line.hasPrefix("#") else {
          throw GoldenError(line: position, problem: "neither case, tensor nor formula")
        }
      }
    }
  }

  package subscript(name: String) -> GoldenCase? { cases.first { $0.name == name } }

  private static var folder: String {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return parts.joined(separator: "/") + "/Golden"
  }
}

/// Where a golden file is not what it should be.
package struct GoldenError: Error, Equatable {
  package let line: Int
  package let problem: String
}

private func options(_ words: ArraySlice<String>) -> [String: String] {
  var options: [String: String] = [:]
  for word in words {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    options[parts[0]] = parts.count > 1 ? parts[1] : ""
  }
  return options
}

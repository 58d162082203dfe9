import Formats

/// The part of a file that is the model itself: without the steps that read columns in front of it, and without the units
/// and names behind it.
package struct ONNXCore: Sendable {
  /// The name under which files tell of it.
  package static let key = "nabla.core"

  /// What the first layer reads; `nil` where that are the inputs of the file.
  let input: ONNXValue?
  /// What the last layer gives.
  let output: String
  /// The shape of a row of it.
  let outputExtents: [Int]

  /// As it stands in a file: `in 3,4 out 2`, or `out 2`, names by their UTF-8 in hexadecimal.
  package var text: String {
    let front = input.map { value in
      "\(Self.digits(value.name)) \(Self.list(of: (value.extents ?? []).dropFirst().map { if case .known(let count) = $0 { count } else { 1 } })) "
    }
    return (front ?? "") + "\(Self.digits(output)) \(Self.list(of: outputExtents))"
  }

  init(input: (name: String, extents: [Int])?, output: String, _ extents: [Int]) {
    self.input = input.map { name, extents in
      ONNXValue(name, .float, [.named("N")] + extents.map { .known($0) })
    }
    (self.output, outputExtents) = (output, extents)
  }

  /// `nil` for any other text.
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2 || words.count == 4, let output = Self.name(words[words.count - 2]),
      let extents = Self.extents(words[words.count - 1])
    else { return nil }
    guard words.count == 4 else {
      self.init(input: nil, output: output, extents)
      return
    }
    guard let input = Self.name(words[0]), let own = Self.extents(words[1]) else { return nil }
    self.init(input: (input, own), output: output, extents)
  }

  /// The file with nothing but this part; `nil` where it does not have it.
  package func cut(from file: ONNXModel) -> ONNXModel? {
    let makers = Dictionary(
      file.graph.nodes.enumerated().flatMap { place, node in node.outputs.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
    var (needed, open): (Set<Int>, [String]) = ([], [output])
    var reached = false
    while let name = open.popLast() {
      if name == input?.name {
        reached = true
        continue
      }
      guard let place = makers[name], needed.insert(place).inserted else { continue }
      open += file.graph.nodes[place].inputs
    }
    guard reached || input == nil, makers[output] != nil else { return nil }
    var file = file
    let nodes = file.graph.nodes
    file.graph.nodes = nodes.indices.filter(needed.contains).map { nodes[$0] }
    if let input { file.graph.inputs = [input] }
    file.graph.outputs = [
      ONNXValue(output, .float, [.named("N")] + outputExtents.map { .known($0) })
    ]
    let read = Set(file.graph.nodes.flatMap(\.inputs))
    file.graph.initializers.removeAll { !read.contains($0.name) }
    return file
  }

  private static func digits(_ name: String) -> String {
    name.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  private static func name(_ digits: String) -> String? {
    let places = Array(digits.utf8)
    guard !places.isEmpty, places.count % 2 == 0 else { return nil }
    let bytes = stride(from: 0, to: places.count, by: 2).map { at in
      UInt8(String(decoding: places[at...(at + 1)], as: UTF8.self), radix: 16)
    }
    guard !bytes.contains(nil) else { return nil }
    return String(decoding: bytes.compactMap(\.self), as: UTF8.self)
  }

  private static func list(of extents: [Int]) -> String {
    extents.isEmpty ? "-" : extents.map(String.init).joined(separator: ",")
  }

  private static func extents(_ text: String) -> [Int]? {
    if text == "-" { return [] }
    let parts = text.split(separator: ",")
    let extents = parts.compactMap { Int($0) }
    return extents.count == parts.count && extents.allSatisfy { (1...1 << 30).contains($0) }
      ? extents : nil
  }
}

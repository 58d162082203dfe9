import Formats
import Support

/// Models of other programs out of ONNX's files.
package enum ONNXImport {
  /// The model that the file's first output is, or the one that is asked for, in nabla's lines, with what is told of it.
  ///
  /// `shapes` are those of samples, for inputs whose own the file leaves open. Whole numbers that are looked up are
  /// indices; pictures have their channels last. Throws for operators that no layer stands for, all at once with their nodes.
  package static func model(
    of file: ONNXModel, shapes: [[Int]] = [], output: String? = nil
  ) throws(ONNXReadingError) -> ForeignModel {
    var file = file
    if let output {
      guard let place = file.graph.outputs.firstIndex(where: { $0.name == output }) else {
        throw .output(output, known: file.graph.outputs.map(\.name))
      }
      file.graph.outputs.insert(file.graph.outputs.remove(at: place), at: 0)
    }
    return try ONNXReader(file).read(shapes: shapes, isChosen: output != nil)
  }
}

extension ONNXModel {
  /// Fills in the numbers that stand in other files, which `read` gives by their names.
  ///
  /// Names lead nowhere but into the model's own folder.
  package mutating func takeOutside(
    _ read: (String) throws -> [UInt8]
  ) throws {
    var files: [String: [UInt8]] = [:]
    for place in graph.initializers.indices {
      try take(&graph.initializers[place], &files, read)
    }
    for place in graph.nodes.indices {
      for setting in graph.nodes[place].attributes.indices {
        guard case .tensor(var tensor) = graph.nodes[place].attributes[setting].value,
          tensor.outside != nil
        else { continue }
        try take(&tensor, &files, read)
        graph.nodes[place].attributes[setting].value = .tensor(tensor)
      }
    }
  }

  private func take(
    _ tensor: inout ONNXTensor, _ files: inout [String: [UInt8]],
    _ read: (String) throws -> [UInt8]
  ) throws {
    guard let outside = tensor.outside else { return }
    let parts = outside.location.split(separator: "/", omittingEmptySubsequences: false)
    guard !outside.location.isEmpty, !parts.contains(".."), !parts.contains(""),
      !outside.location.contains("\\"), !outside.location.contains("\0")
    else {
      throw ONNXReadingError.outside(
        tensor: tensor.name, location: outside.location, .elsewhere)
    }
    let bytes = try files[outside.location] ?? read(outside.location)
    files[outside.location] = bytes
    let needed = tensor.extents.reduce(tensor.elementType.byteCount, saturatingProduct)
    let end = saturatingSum(outside.offset, needed)
    guard outside.offset >= 0, end <= bytes.count, outside.length.map({ $0 == needed }) ?? true
    else {
      throw ONNXReadingError.outside(
        tensor: tensor.name, location: outside.location,
        .short(bytes: bytes.count, expected: end))
    }
    tensor.bytes = Array(bytes[outside.offset..<end])
    tensor.outside = nil
  }
}

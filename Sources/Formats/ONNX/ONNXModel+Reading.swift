import Support

extension ONNXModel {
  static let format = "ONNX"

  /// Whether bytes begin as such a file does: the version of the representation, a small number, comes first.
  package static func isBeginning(of bytes: [UInt8]) -> Bool {
    bytes.count > 4 && bytes[0] == 0x08 && bytes[1] >= 1 && bytes[1] < 32
      && [0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A].contains(bytes[2])
  }

  /// Reads a file.
  ///
  /// Throws for what is no message, for lengths beyond the file, for tensors of more or fewer numbers than their extents
  /// say, of unknown types, or kept in other files.
  package init(_ bytes: [UInt8]) throws(FormatError) {
    var reader = ProtobufReader(bytes[...], format: Self.format)
    var hasGraph = false
    while let (number, value) = try reader.next() {
      switch number {
      case 1: irVersion = value.int ?? 0
      case 2: producer = value.text ?? ""
      case 3: producerVersion = value.text ?? ""
      case 7:
        guard let content = value.content else { continue }
        graph = try ONNXGraph(content)
        hasGraph = true
      case 8: if let content = value.content { operatorSets.append(try Self.operatorSet(content)) }
      case 14: if let content = value.content { metadata.append(try Self.pair(content)) }
      default: continue
      }
    }
    guard hasGraph else {
      throw FormatError(format: Self.format, .wholeFile, expected: "a graph", found: "none")
    }
  }

  private static func operatorSet(
    _ bytes: ArraySlice<UInt8>
  ) throws(FormatError) -> (domain: String, version: Int) {
    var reader = ProtobufReader(bytes, format: format)
    var (domain, version) = ("", 0)
    while let (number, value) = try reader.next() {
      if number == 1 { domain = value.text ?? "" }
      if number == 2 { version = value.int ?? 0 }
    }
    return (domain == "ai.onnx" ? "" : domain, version)
  }

  static func pair(
    _ bytes: ArraySlice<UInt8>
  ) throws(FormatError) -> (key: String, value: String) {
    var reader = ProtobufReader(bytes, format: format)
    var (key, text) = ("", "")
    while let (number, value) = try reader.next() {
      if number == 1 { key = value.text ?? "" }
      if number == 2 { text = value.text ?? "" }
    }
    return (key, text)
  }
}

extension ONNXGraph {
  init(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    var reader = ProtobufReader(bytes, format: ONNXModel.format)
    while let (number, value) = try reader.next() {
      switch (number, value.content) {
      case (1, let content?): nodes.append(try ONNXNode(content))
      case (2, _): name = value.text ?? ""
      case (5, let content?): initializers.append(try ONNXTensor(content))
      case (11, let content?): inputs.append(try ONNXValue(content))
      case (12, let content?): outputs.append(try ONNXValue(content))
      case (15, _):
        throw FormatError(
          format: ONNXModel.format, .wholeFile, expected: "dense tensors", found: "a sparse one")
      default: continue
      }
    }
  }
}

extension ONNXNode {
  init(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    self.init("", [], [])
    var reader = ProtobufReader(bytes, format: ONNXModel.format)
    while let (number, value) = try reader.next() {
      switch number {
      case 1: inputs.append(value.text ?? "")
      case 2: outputs.append(value.text ?? "")
      case 3: name = value.text ?? ""
      case 4: operation = value.text ?? ""
      case 5: if let content = value.content { attributes.append(try ONNXAttribute.named(content)) }
      case 7: domain = value.text == "ai.onnx" ? "" : value.text ?? ""
      default: continue
      }
    }
  }
}

extension ONNXAttribute {
  /// A setting with its name. Old files do not say its type: what is there decides.
  static func named(
    _ bytes: ArraySlice<UInt8>
  ) throws(FormatError) -> (name: String, value: ONNXAttribute) {
    var reader = ProtobufReader(bytes, format: ONNXModel.format)
    var (name, found, type) = ("", ONNXAttribute?.none, 0)
    var (floats, ints, strings): ([Float], [Int], [String]) = ([], [], [])
    while let (number, value) = try reader.next() {
      switch number {
      case 1: name = value.text ?? ""
      case 2: found = value.float.map { .float($0) }
      case 3: found = value.int.map { .int($0) }
      case 4: found = value.text.map { .string($0) }
      case 5: if let content = value.content { found = .tensor(try ONNXTensor(content)) }
      case 7: floats += value.floats
      case 8: ints += try value.ints(ONNXModel.format)
      case 9: strings.append(value.text ?? "")
      case 20: type = value.int ?? 0
      default: continue
      }
    }
    switch type {
    case 1: return (name, found ?? .float(0))
    case 2: return (name, found ?? .int(0))
    case 3: return (name, found ?? .string(""))
    case 6: return (name, .floats(floats))
    case 7: return (name, .ints(ints))
    case 8: return (name, .strings(strings))
    default:
      if let found { return (name, found) }
      if !floats.isEmpty { return (name, .floats(floats)) }
      if !ints.isEmpty { return (name, .ints(ints)) }
      return (name, strings.isEmpty ? .other : .strings(strings))
    }
  }
}

extension ONNXValue {
  init(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    self.init("", nil, nil)
    var reader = ProtobufReader(bytes, format: ONNXModel.format)
    while let (number, value) = try reader.next() {
      if number == 1 { name = value.text ?? "" }
      guard number == 2, let type = value.content else { continue }
      var types = ProtobufReader(type, format: ONNXModel.format)
      while let (number, value) = try types.next() {
        if number == 1, let tensor = value.content { try readTensor(tensor) }
      }
    }
  }

  private mutating func readTensor(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    var reader = ProtobufReader(bytes, format: ONNXModel.format)
    while let (number, value) = try reader.next() {
      if number == 1 { elementType = value.int.flatMap { ONNXElementType(rawValue: $0) } }
      guard number == 2, let shape = value.content else { continue }
      var (extents, dimensions) = ([Extent](), ProtobufReader(shape, format: ONNXModel.format))
      while let (number, value) = try dimensions.next() {
        guard number == 1, let content = value.content else { continue }
        var (extent, dimension) = (
          Extent.named(""), ProtobufReader(content, format: ONNXModel.format)
        )
        while let (number, value) = try dimension.next() {
          if number == 1 { extent = .known(value.int ?? 0) }
          if number == 2 { extent = .named(value.text ?? "") }
        }
        extents.append(extent)
      }
      self.extents = extents
    }
  }
}

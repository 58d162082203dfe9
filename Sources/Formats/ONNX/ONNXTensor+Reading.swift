import Support

extension ONNXTensor {
  /// More numbers of one tensor are refused: 2³¹.
  private static let elementLimit = 1 << 31

  init(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    self.init("", .float, [], [])
    var reader = ProtobufReader(bytes, format: ONNXModel.format)
    var content = Content()
    while let (number, value) = try reader.next() {
      switch number {
      case 1: extents += try value.ints(ONNXModel.format)
      case 2: content.type = value.int ?? 0
      case 4: content.floats += value.floats
      case 5, 7, 11: content.ints += try value.ints(ONNXModel.format)
      case 6: texts.append(value.text ?? "")
      case 8: name = value.text ?? ""
      case 9: content.raw = value.content
      case 10: content.doubles += value.doubles
      case 13: if let pair = value.content { content.note(try ONNXModel.pair(pair)) }
      case 14: content.isOutside = value.int == 1
      default: continue
      }
    }
    try take(content)
  }

  /// The numbers as a file may have them: raw, or one after the other in fields of their type.
  private struct Content {
    var type = 0
    var raw: ArraySlice<UInt8>?
    var floats: [Float] = []
    var doubles: [Double] = []
    var ints: [Int] = []
    var isOutside = false
    var outside = Outside()

    mutating func note(_ pair: (key: String, value: String)) {
      switch pair.key {
      case "location": outside.location = pair.value
      case "offset": outside.offset = Int(pair.value) ?? -1
      case "length": outside.length = Int(pair.value) ?? -1
      default: break
      }
    }
  }

  private mutating func take(_ content: Content) throws(FormatError) {
    guard let type = ONNXElementType(rawValue: content.type) else {
      throw fault("a type of element that is known", "number \(content.type)")
    }
    elementType = type
    var count = 1
    for extent in extents {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflows, product <= Self.elementLimit else {
        throw fault("at most 2³¹ numbers", "extents \(extents)")
      }
      count = product
    }
    if content.isOutside {
      guard type != .string, !content.outside.location.isEmpty else {
        throw fault("the name of a file with its numbers", "none")
      }
      outside = content.outside
      return
    }
    if type == .string {
      guard texts.count == count else { throw fault("\(count) texts", "\(texts.count)") }
      return
    }
    bytes = encoded(content, type)
    guard bytes.count == count * type.byteCount else {
      throw fault(
        "\(NumberText.grouped(count * type.byteCount)) bytes", NumberText.grouped(bytes.count))
    }
  }

  private func encoded(_ content: Content, _ type: ONNXElementType) -> [UInt8] {
    if let raw = content.raw { return Array(raw) }
    switch type {
    case .float: return content.floats.flatMap { littleEndianBytes($0.bitPattern) }
    case .double: return content.doubles.flatMap { littleEndianBytes($0.bitPattern) }
    default:
      return content.ints.flatMap { littleEndianBytes(Int64($0)).prefix(type.byteCount) }
    }
  }

  private func fault(_ expected: String, _ found: String) -> FormatError {
    FormatError(format: ONNXModel.format, .tensor(name), expected: expected, found: found)
  }
}

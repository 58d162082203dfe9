/// The header of an object, message after message.
struct HDF5Header {
  private var messages: [UInt8] = []

  mutating func add(_ type: UInt8, _ content: [UInt8]) {
    messages.append(type)
    messages.append(content.count, 2)
    messages.append(0)
    messages += content
  }

  /// Version 2, with a length of four bytes and a checksum.
  var encoded: [UInt8] {
    var header = Array("OHDR".utf8) + [2, 2]
    header.append(messages.count, 4)
    header += messages
    header.append(Int(HDF5Checksum.of(header)), 4)
    return header
  }

  static func extents(_ shape: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [2, UInt8(truncatingIfNeeded: shape.count), 0, shape.isEmpty ? 0 : 1]
    for extent in shape { bytes.append(extent, 8) }
    return bytes
  }

  static func text(_ length: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x13, 0x11, 0, 0]
    bytes.append(length, 4)
    return bytes
  }

  static var heapText: [UInt8] {
    var bytes: [UInt8] = [0x19, 0x01, 0x01, 0]
    bytes.append(16, 4)
    bytes += [0x13, 0x10, 0, 0]
    bytes.append(1, 4)
    return bytes
  }

  static func type(_ type: NumPyArray.ElementType) -> [UInt8] {
    let bits = type.byteCount * 8
    func floating(_ exponent: Int, _ mantissa: Int, _ bias: Int) -> [UInt8] {
      var bytes: [UInt8] = [0x11, 0x20, UInt8(bits - 1), 0]
      bytes.append(type.byteCount, 4)
      bytes.append(0, 2)
      bytes.append(bits, 2)
      bytes += [UInt8(mantissa), UInt8(exponent), 0, UInt8(mantissa)]
      bytes.append(bias, 4)
      return bytes
    }
    switch type {
    case .float16: return floating(5, 10, 15)
    case .float32: return floating(8, 23, 127)
    case .float64: return floating(11, 52, 1023)
    case .bool, .uint8, .uint16, .uint32, .uint64, .int8, .int16, .int32, .int64:
      let isSigned = type.rawValue.hasPrefix("int")
      var bytes: [UInt8] = [0x10, isSigned ? 8 : 0, 0, 0]
      bytes.append(type.byteCount, 4)
      bytes.append(0, 2)
      bytes.append(bits, 2)
      return bytes
    }
  }
}

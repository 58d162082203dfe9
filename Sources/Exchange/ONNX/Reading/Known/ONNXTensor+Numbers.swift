import Formats
import Support

extension ONNXElementType {
  /// Whether its numbers are whole, or truths.
  var isWhole: Bool {
    switch self {
    case .float, .double, .float16, .bfloat16, .string: false
    case .uint8, .int8, .uint16, .int16, .int32, .int64, .bool, .uint32, .uint64: true
    }
  }
}

extension ONNXTensor {
  private func bits<Number: FixedWidthInteger>(_ place: Int, _ type: Number.Type) -> Number {
    let size = Number.bitWidth / 8
    return bytes.withUnsafeBytes { all in
      guard place >= 0, (place + 1) * size <= all.count else { return 0 }
      return Number(littleEndian: all.loadUnaligned(fromByteOffset: place * size, as: Number.self))
    }
  }

  /// One of its numbers; float64 and whole ones that are larger are rounded.
  func double(at place: Int) -> Double {
    switch elementType {
    case .float: Double(Float(bitPattern: bits(place, UInt32.self)))
    case .double: Double(bitPattern: bits(place, UInt64.self))
    case .float16: Double(HalfFloat.float(bits(place, UInt16.self)))
    case .bfloat16: Double(Float(bitPattern: UInt32(bits(place, UInt16.self)) << 16))
    case .uint8, .int8, .uint16, .int16, .int32, .int64, .bool, .uint32, .uint64, .string:
      Double(whole(at: place))
    }
  }

  /// The same cut to a whole number.
  func whole(at place: Int) -> Int {
    switch elementType {
    case .int8: Int(bits(place, Int8.self))
    case .uint8: Int(bits(place, UInt8.self))
    case .bool: bits(place, UInt8.self) == 0 ? 0 : 1
    case .int16: Int(bits(place, Int16.self))
    case .uint16: Int(bits(place, UInt16.self))
    case .int32: Int(bits(place, Int32.self))
    case .uint32: Int(bits(place, UInt32.self))
    case .int64: Int(bits(place, Int64.self))
    case .uint64: Int(clamping: bits(place, UInt64.self))
    case .float, .double, .float16, .bfloat16: Int(double(at: place), within: .min ... .max)
    case .string: 0
    }
  }
}

/// Numbers of 16 bits: a sign, five bits of exponent, ten of fraction (IEEE 754).
enum HalfFloat {
  static func float(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let (exponent, fraction) = (UInt32(bits >> 10 & 0x1F), UInt32(bits & 0x3FF))
    if exponent == 0x1F { return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13) }
    if exponent > 0 { return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13) }
    let small = Float(fraction) / 16_777_216
    return sign == 0 ? small : -small
  }
}

import Formats
import Support

/// Numbers of a file that are known before anything runs: initializers, and what follows from them.
struct ONNXKnown {
  /// How the numbers are held.
  enum Numbers {
    case floats([Float])
    /// Whole numbers and truths.
    case wholes([Int])
    /// The same number everywhere, however many there are.
    case same(Double, isWhole: Bool)
  }

  var extents: [Int]
  var numbers: Numbers

  init(_ extents: [Int], _ numbers: Numbers) { (self.extents, self.numbers) = (extents, numbers) }

  init(wholes: [Int]) { self.init([wholes.count], .wholes(wholes)) }
  init(whole: Int) { self.init([], .wholes([whole])) }
  init(float: Float) { self.init([], .floats([float])) }

  /// The numbers of a tensor of a file; `nil` for texts, and where the numbers are not there.
  init?(_ tensor: ONNXTensor) {
    guard tensor.outside == nil else { return nil }
    extents = tensor.extents
    func wholes<Number: FixedWidthInteger>(_ type: Number.Type) -> Numbers {
      .wholes(tensor.numbers(type).map { Int(clamping: $0) })
    }
    switch tensor.elementType {
    case .float: numbers = .floats(tensor.numbers(UInt32.self).map { Float(bitPattern: $0) })
    case .double:
      numbers = .floats(tensor.numbers(UInt64.self).map { Float(Double(bitPattern: $0)) })
    case .float16: numbers = .floats(tensor.numbers(UInt16.self).map(HalfFloat.float))
    case .bfloat16:
      numbers = .floats(tensor.numbers(UInt16.self).map { Float(bitPattern: UInt32($0) << 16) })
    case .int8: numbers = wholes(Int8.self)
    case .uint8: numbers = wholes(UInt8.self)
    case .bool: numbers = .wholes(tensor.numbers(UInt8.self).map { $0 == 0 ? 0 : 1 })
    case .int16: numbers = wholes(Int16.self)
    case .uint16: numbers = wholes(UInt16.self)
    case .int32: numbers = wholes(Int32.self)
    case .uint32: numbers = wholes(UInt32.self)
    case .int64: numbers = wholes(Int64.self)
    case .uint64: numbers = wholes(UInt64.self)
    case .string: return nil
    }
  }

  var count: Int { extents.reduce(1, saturatingProduct) }

  var isWhole: Bool {
    switch numbers {
    case .floats: false
    case .wholes: true
    case .same(_, let isWhole): isWhole
    }
  }

  /// Whether it is one number that was spread.
  var isSame: Bool { if case .same = numbers { true } else { false } }

  func double(at place: Int) -> Double {
    switch numbers {
    case .floats(let all): Double(all[place])
    case .wholes(let all): Double(all[place])
    case .same(let number, _): number
    }
  }

  func whole(at place: Int) -> Int {
    switch numbers {
    case .floats(let all): Int(Double(all[place]), within: .min ... .max)
    case .wholes(let all): all[place]
    case .same(let number, _): Int(number, within: .min ... .max)
    }
  }

  /// The one number that stands at every place; `nil` where they differ, or there are none.
  var uniform: Double? {
    guard count > 0 else { return nil }
    switch numbers {
    case .same(let number, _): return number
    case .floats(let all): return all.allSatisfy { $0 == all[0] } ? Double(all[0]) : nil
    case .wholes(let all): return all.allSatisfy { $0 == all[0] } ? Double(all[0]) : nil
    }
  }

  /// All of them, where they are no more than `limit`.
  func wholes(limit: Int = 1 << 16) -> [Int]? {
    guard count <= limit else { return nil }
    return (0..<count).map(whole)
  }

  func floats(limit: Int = 1 << 31) -> [Float]? {
    if case .floats(let all) = numbers { return all }
    guard count <= limit else { return nil }
    return (0..<count).map { Float(double(at: $0)) }
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

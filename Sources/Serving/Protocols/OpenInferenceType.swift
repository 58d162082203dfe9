import Engine
import Support

/// Types of numbers of the Open Inference Protocol.
enum OpenInferenceType: String {
  case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64

  init(_ type: DType) {
    self =
      switch type {
      case .float32: .FP32
      case .float64: .FP64
      case .int32: .INT32
      }
  }

  /// Bytes of one number.
  var width: Int {
    switch self {
    case .BOOL, .UINT8, .INT8: 1
    case .UINT16, .INT16, .FP16: 2
    case .UINT32, .INT32, .FP32: 4
    case .UINT64, .INT64, .FP64: 8
    }
  }

  /// What the numbers are held in here.
  private var held: DType {
    switch self {
    case .FP32, .FP16: .float32
    case .INT32, .INT16, .INT8, .UINT16, .UINT8, .BOOL: .int32
    default: .float64
    }
  }

  /// Little-endian numbers as a tensor; `nil` where there are more or fewer than the shape has, and where one is not
  /// finite.
  func tensor(of bytes: ArraySlice<UInt8>, _ shape: Shape) -> Tensor? {
    guard bytes.count == shape.count * width else { return nil }
    let numbers = bytes.withUnsafeBytes { raw in
      (0..<shape.count).map { number(raw, $0 * width) }
    }
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    return Tensor(numbers, shape, held)
  }

  /// Numbers of JSON as a tensor; each as it was written, so that float32 rounds it once.
  func tensor(of numbers: [Double], _ shape: Shape) -> Tensor? {
    guard numbers.count == shape.count else { return nil }
    let fits = numbers.allSatisfy { number in
      switch held {
      case .int32: Int32(exactly: number) != nil
      case .float32: Float(number).isFinite
      case .float64: number.isFinite
      }
    }
    return fits ? Tensor(numbers, shape, held) : nil
  }

  private func number(_ raw: UnsafeRawBufferPointer, _ at: Int) -> Double {
    func read<Value: BitwiseCopyable>(_ type: Value.Type) -> Value {
      raw.loadUnaligned(fromByteOffset: at, as: type)
    }
    return switch self {
    case .BOOL: read(UInt8.self) == 0 ? 0 : 1
    case .UINT8: Double(read(UInt8.self))
    case .UINT16: Double(read(UInt16.self))
    case .UINT32: Double(read(UInt32.self))
    case .UINT64: Double(read(UInt64.self))
    case .INT8: Double(read(Int8.self))
    case .INT16: Double(read(Int16.self))
    case .INT32: Double(read(Int32.self))
    case .INT64: Double(read(Int64.self))
    case .FP16: Self.half(read(UInt16.self))
    case .FP32: Double(read(Float.self))
    case .FP64: read(Double.self)
    }
  }

  /// IEEE 754 binary16.
  static func half(_ bits: UInt16) -> Double {
    let sign = bits & 0x8000 == 0 ? 1.0 : -1.0
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF))
    return switch exponent {
    case 0: sign * fraction * 0x1p-24
    case 31: fraction == 0 ? sign * .infinity : .nan
    default:
      sign * (1 + fraction / 1024)
        * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }
}

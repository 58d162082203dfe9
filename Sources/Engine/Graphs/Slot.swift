/// The memory of one value of an executor. Valid as long as the executor, which it keeps alive.
public struct Slot {
  private let owner: Executor
  private let memory: UnsafeMutableRawPointer
  private let type: TensorType

  init(owner: Executor, memory: UnsafeMutableRawPointer, type: TensorType) {
    self.owner = owner
    self.memory = memory
    self.type = type
  }

  /// The first number; NaN where there is none.
  public var number: Double {
    guard type.shape.count > 0 else { return .nan }
    return switch type.dtype {
    case .float32: Double(memory.load(as: Float.self))
    case .float64: memory.load(as: Double.self)
    case .int32: Double(memory.load(as: Int32.self))
    }
  }

  /// Writes a float64 scalar.
  public func set(_ number: Double) {
    precondition(type.dtype == .float64 && type.shape.rank == 0, "a float64 scalar")
    memory.storeBytes(of: number, as: Double.self)
  }

  /// Writes all numbers.
  public func fill(_ body: (UnsafeMutableRawBufferPointer) -> Void) {
    body(UnsafeMutableRawBufferPointer(start: memory, count: type.byteCount))
  }
}

import Support

/// Memory that a training step changes in place: a weight, a moment, a counter.
///
/// The memory comes when it is first used, so that what is only planned costs nothing. It is shared
/// with whoever keeps the value, and copied when it changes: only while an executor that writes to it
/// is there it has memory of its own, at one address. Belongs to one thread at a time.
package final class Variable {
  /// Of a weight its path in the model: `dense_1.kernel`; for listings and errors.
  package let name: String
  /// Shape and element type; they never change.
  package let type: TensorType
  /// False for what no gradient reaches: moving statistics, frozen kernels.
  package let isTrainable: Bool
  /// The first value; `nil` once it is in memory, and where it is all zeros.
  private var initial: (() -> Tensor)?

  private var stored: Block?
  /// Whether the first value was left undone; it is made again once nobody asks for an end.
  private var isTorn = false
  /// Executors that write to the memory; while there are any it is nobody else's.
  private var writers = 0
  /// Counts the blocks that it has had, for who knows an address of it.
  private(set) var generation = 0

  var block: Block {
    if let stored, !isTorn || Interrupt.wasRaised { return stored }
    let value = initial?()
    let block = value?.block ?? Block(zeroed: type.byteCount)
    stored = block
    generation += 1
    isTorn = value != nil && Interrupt.wasRaised
    if !isTorn { initial = nil }
    return block
  }

  /// A variable whose first value is there at once; a copy of it is what changes.
  package init(_ name: String, _ value: Tensor, isTrainable: Bool = true) {
    self.name = name
    self.isTrainable = isTrainable
    type = value.type
    stored = value.block
  }

  /// A variable whose first value is asked for when it is used; zeros where there is none.
  package init(
    _ name: String, _ type: TensorType, isTrainable: Bool = true, initially value: (() -> Tensor)?
  ) {
    self.name = name
    self.type = type
    self.isTrainable = isTrainable
    initial = value
  }

  /// The current value, which later changes leave alone; a copy only while something writes to it.
  package var value: Tensor {
    let present = Tensor(type, block: block)
    return writers == 0 ? present : Tensor(type, block: Block(copyOf: present))
  }

  /// What the current value shares with tensors that are it: tells one value from another.
  package var memory: AnyObject { block }

  /// From here on an executor writes to the memory, which stays where it is.
  func beginWriting() {
    if writers == 0 { own() }
    writers += 1
  }

  func endWriting() { writers -= 1 }

  /// Makes the memory its own.
  private func own() {
    var present: Block? = block
    stored = nil
    if !isKnownUniquelyReferenced(&present), let shared = present {
      // A copy that was left undone would be taken for the value.
      present = Interrupt.ignoring { Block(copyOf: Tensor(type, block: shared)) }
      generation += 1
    }
    stored = present
  }

  /// Whether every element is a finite number.
  package var isFinite: Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: block.bytes[0..<type.byteCount])
    return type.dtype == .int32 || bytes.first(type.dtype) { !$0.isFinite } == nil
  }

  /// Replaces the value; shape and type must be the same.
  package func set(_ value: Tensor) {
    precondition(value.type == type, "a variable keeps its type")
    if writers > 0 { return value.withBytes { block.bytes.copyMemory(from: $0) } }
    (stored, initial, isTorn) = (value.block, nil, false)
    generation += 1
  }

  /// One number of the current value, without a copy of the others; `index` counts row by row.
  package subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < type.shape.count, "a number of the variable")
      let bytes = block.bytes
      switch type.dtype {
      case .float32:
        return Double(bytes.load(fromByteOffset: index * 4, as: Float.self))
      case .float64: return bytes.load(fromByteOffset: index * 8, as: Double.self)
      case .int32: return Double(bytes.load(fromByteOffset: index * 4, as: Int32.self))
      }
    }
    set {
      precondition(index >= 0 && index < type.shape.count, "a number of the variable")
      own()
      let bytes = block.bytes
      switch type.dtype {
      case .float32: bytes.storeBytes(of: Float(newValue), toByteOffset: index * 4, as: Float.self)
      case .float64: bytes.storeBytes(of: newValue, toByteOffset: index * 8, as: Double.self)
      case .int32:
        bytes.storeBytes(
          of: Int32(clamping: Int(saturating: newValue)), toByteOffset: index * 4, as: Int32.self)
      }
    }
  }
}

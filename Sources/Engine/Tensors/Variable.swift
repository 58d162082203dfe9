import Support

/// Memory that a training step changes in place: a weight, a moment, a counter.
///
/// The memory comes when it is first used, so that what is only planned costs nothing. It is shared
/// with whoever keeps the value, and copied when it changes: only while an executor that writes to it
/// is there it has memory of its own, at one address. Belongs to one thread at a time; its first value
/// may be asked for by several.
package final class Variable {
  /// Of a weight its path in the model: `dense_1.kernel`; for listings and errors.
  package let name: String
  /// Shape and element type; they never change.
  package let type: TensorType
  /// False for what no gradient reaches: moving statistics, frozen kernels.
  package let isTrainable: Bool
  /// What it is until it changes, where that was not there at once.
  private var first: FirstValue?
  private var stored: Block?
  /// Executors that write to the memory; while there are any it is nobody else's.
  private var writers = 0
  private var changes = 0

  /// Counts the blocks that it has had, for who knows an address of it.
  var generation: Int { changes &+ (first?.generation ?? 0) }

  var block: Block {
    if let stored { return stored }
    if let first { return first.value.block }
    let block = Block(zeroed: type.byteCount)
    stored = block
    changes += 1
    return block
  }

  /// A variable whose first value is there at once; a copy of it is what changes.
  package init(_ name: String, _ value: Tensor, isTrainable: Bool = true) {
    self.name = name
    self.isTrainable = isTrainable
    type = value.type
    stored = value.block
  }

  /// A variable whose first value is asked for when it is used; zeros where there is none. `reserving` counts its
  /// memory from now on.
  package init(
    _ name: String, _ type: TensorType, isTrainable: Bool = true, reserving: Bool = false,
    initially value: (() -> Tensor)?
  ) {
    self.name = name
    self.type = type
    self.isTrainable = isTrainable
    first = value.map { FirstValue(type, isReserved: reserving, make: $0) }
  }

  /// A variable that begins as another one is now.
  package init(_ name: String, _ state: VariableState, isTrainable: Bool = true) {
    self.name = name
    self.isTrainable = isTrainable
    type = state.type
    (stored, first) = (state.stored, state.first)
  }

  /// The current value, which later changes leave alone; a copy only while something writes to it.
  package var value: Tensor {
    let present = Tensor(type, block: block)
    return writers == 0 ? present : Tensor(type, block: Block(copyOf: present))
  }

  /// The current value, which nobody has to have made yet; later changes leave it alone.
  package var state: VariableState {
    writers == 0 && (stored != nil || first != nil)
      ? VariableState(type, stored: stored, first: first)
      : VariableState(type, stored: value.block, first: nil)
  }

  /// What the current value shares with tensors that are it: tells one value from another.
  package var memory: AnyObject {
    if let stored { return stored }
    return first?.memory ?? block
  }

  /// From here on an executor writes to the memory, which stays where it is.
  func beginWriting() {
    if writers == 0 { own() }
    writers += 1
  }

  func endWriting() { writers -= 1 }

  /// Makes the memory its own.
  private func own() {
    // What was left undone would be taken for the value.
    var present: Block? = Interrupt.ignoring { block }
    changes = generation
    (stored, first) = (nil, nil)
    if !isKnownUniquelyReferenced(&present), let shared = present {
      present = Interrupt.ignoring { Block(copyOf: Tensor(type, block: shared)) }
      changes += 1
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
    set(VariableState(type, stored: value.block, first: nil))
  }

  /// Replaces the value by one that a variable of this shape and type had.
  package func set(_ state: VariableState) {
    precondition(state.type == type, "a variable keeps its type")
    if writers > 0 { return state.value.withBytes { block.bytes.copyMemory(from: $0) } }
    changes = generation + 1
    (stored, first) = (state.stored, state.first)
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

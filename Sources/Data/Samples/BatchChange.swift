import Engine
import Support

/// A change of samples that is drawn anew for each batch: masks, shifted pictures.
///
/// What is drawn follows from (step, row, element) alone: any step can be repeated by itself, and
/// inputs and targets of a batch agree although they are written one after the other.
package protocol BatchChange: Sendable {
  /// Whether samples that only measure are changed too, always in the same way.
  var isForMeasuring: Bool { get }

  /// Writes one row of an input; `row` is its place in the batch.
  func writeInput(
    _ index: Int, _ source: UnsafeRawPointer, as type: TensorType,
    to target: UnsafeMutableRawPointer, row: Int, step: UInt64)

  /// Writes one row of the targets.
  func writeTarget(
    _ source: UnsafeRawPointer, as type: TensorType, to target: UnsafeMutableRawPointer,
    row: Int, step: UInt64)
}

extension Samples {
  /// Writes input `index` of the samples at these positions, one after the other; allocates
  /// nothing.
  ///
  /// `step` counts training steps from 0. Without one the samples only measure: nothing is drawn
  /// anew, and a row's place is its position.
  package func fill(
    input index: Int, _ positions: some Collection<Int>, step: UInt64?,
    into memory: UnsafeMutableRawBufferPointer
  ) {
    let rows = inputs[index].rows
    guard let change = change(for: step) else { return rows.gather(positions, into: memory) }
    rows.write(positions, into: memory, numbered: step == nil) { source, type, target, row in
      change.writeInput(index, source, as: type, to: target, row: row, step: step ?? 0)
    }
  }

  /// Writes the targets of the samples at these positions, which must have some.
  package func fillTargets(
    _ positions: some Collection<Int>, step: UInt64?, into memory: UnsafeMutableRawBufferPointer
  ) {
    guard let targets else { return }
    guard let change = change(for: step) else { return targets.gather(positions, into: memory) }
    targets.write(positions, into: memory, numbered: step == nil) { source, type, target, row in
      change.writeTarget(source, as: type, to: target, row: row, step: step ?? 0)
    }
  }

  /// All inputs and the targets as a measurement sees them.
  package var measured: (inputs: [Tensor], targets: Tensor) {
    let inputs = self.inputs.indices.map { index in
      Tensor(self.inputs[index].rows.type) { fill(input: index, 0..<count, step: nil, into: $0) }
    }
    guard let targets else { return (inputs, y) }
    return (inputs, Tensor(targets.type) { fillTargets(0..<count, step: nil, into: $0) })
  }

  private func change(for step: UInt64?) -> (any BatchChange)? {
    guard let change, step != nil || change.isForMeasuring else { return nil }
    return change
  }
}

extension SampleRows {
  /// Hands out where each row stands and where it goes; a row's number is its position or its
  /// place in the batch.
  fileprivate func write(
    _ positions: some Collection<Int>, into memory: UnsafeMutableRawBufferPointer,
    numbered byPosition: Bool,
    _ body: (UnsafeRawPointer, TensorType, UnsafeMutableRawPointer, Int) -> Void
  ) {
    let type = TensorType(shape, dtype)
    guard let target = memory.baseAddress, type.byteCount > 0 else { return }
    self.memory.withBytes { bytes in
      guard let source = bytes.baseAddress else { return }
      for (place, position) in positions.enumerated() {
        if place & 0x3F == 0x3F, Interrupt.isRaised { return }
        body(
          source + byteOffset(position), type, target + place * type.byteCount,
          byPosition ? position : place)
      }
    }
  }
}

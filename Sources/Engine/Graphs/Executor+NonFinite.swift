import CKernels

// Where numbers stopped being finite.
extension Executor {
  /// Where the last run first met a number that is not finite; `nil` when all are.
  ///
  /// Computes the step again, all but the updates, and looks at each value before its memory is
  /// used again. Tells the truth only while inputs and variables are those of the run: after one
  /// that a guard stopped.
  package func firstNonFinite() -> NonFinite? {
    for index in plan.sources.keys.sorted() {
      guard let source = plan.sources[index], let type = plan.types[index],
        !isFinite(address(.source(index)), type)
      else { continue }
      switch source {
      case .variable(let variable): return NonFinite(scope: variable.name, origin: .variable)
      case .input(let name): return NonFinite(scope: name, origin: .input)
      default: continue
      }
    }
    program.step = step
    for (position, line) in plan.lines.enumerated() where !line.mutates {
      // Looked at before, since the output may take an input's place.
      let inputs = zip(line.inputs, line.inputTypes).map { self.span(address($0), $1) }
      runAlone(position)
      if !isFinite(address(line.output), line.node.type) {
        return NonFinite(
          scope: line.scope, origin: .operation(line.operation.kind, name: line.operation.name),
          inputs: inputs)
      }
    }
    return nil
  }

  /// Between what the values lie, and whether one of them is 0.
  private func span(_ memory: UnsafeMutableRawPointer, _ type: TensorType) -> NonFinite.Span {
    let bytes = UnsafeRawBufferPointer(start: memory, count: type.byteCount)
    var span = NonFinite.Span(lowest: .infinity, highest: -.infinity, hasZero: false)
    func take(_ value: Double) {
      span.lowest = min(span.lowest, value)
      span.highest = max(span.highest, value)
      if value == 0 { span.hasZero = true }
    }
    switch type.dtype {
    case .float32: for value in bytes.bindMemory(to: Float.self) { take(Double(value)) }
    case .float64: for value in bytes.bindMemory(to: Double.self) { take(value) }
    case .int32: for value in bytes.bindMemory(to: Int32.self) { take(Double(value)) }
    }
    return span
  }

  private func isFinite(_ memory: UnsafeMutableRawPointer, _ type: TensorType) -> Bool {
    nabla_is_finite(memory, Int64(type.shape.count), Int32(type.dtype.rawValue)) != 0
  }
}

/// The culprit of a value that is not finite.
package struct NonFinite: Equatable, Sendable {
  /// The layer's label path; of a variable its name.
  package var scope: String
  /// What gave the value.
  package var origin: Origin
  /// What went into the operation, one for each operand; empty where the value came in so.
  package var inputs: [Span]

  /// What gave a value: an operation, or the value came in so.
  package enum Origin: Equatable, Sendable {
    case variable, input
    case operation(OperationKind, name: String)

    /// What listings call it.
    package var name: String {
      switch self {
      case .variable: "variable"
      case .input: "input"
      case .operation(_, let name): name
      }
    }
  }

  /// Where the values of an operand lie.
  package struct Span: Equatable, Sendable {
    /// The smallest value.
    package var lowest: Double
    /// The largest value.
    package var highest: Double
    /// Whether one of them is 0, by which a quotient or a logarithm is lost.
    package var hasZero: Bool

    /// A span by its ends.
    package init(lowest: Double, highest: Double, hasZero: Bool) {
      (self.lowest, self.highest, self.hasZero) = (lowest, highest, hasZero)
    }
  }

  /// The largest absolute value that went into the operation; `nil` where the value came in so.
  package var largestInput: Double? { inputs.map { max(abs($0.lowest), abs($0.highest)) }.max() }

  /// A culprit by its layer, what gave it, and what went into that.
  package init(scope: String, origin: Origin, inputs: [Span] = []) {
    self.scope = scope
    self.origin = origin
    self.inputs = inputs
  }
}

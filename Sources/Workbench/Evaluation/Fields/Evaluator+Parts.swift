import Engine
import Support

// One part of a tensor takes other numbers: in place where nobody else has the tensor.
extension Evaluator {
  /// `x[i] = …`, `x[i, 2..5] = …` where the part is one run of numbers; answers whether it was.
  ///
  /// Nothing is copied but the part, unless another name, a cell or `undo` holds the same numbers.
  func replaceRun(
    of name: String, at indices: [ResolvedIndex], with value: TensorValue
  ) throws -> Bool {
    guard let (shape, isWeak, roles) = form(of: name),
      let run = try Indexing.run(of: shape, at: indices),
      value.shape.count == 1 || Shape.broadcast(value.shape, run.shape) == run.shape
    else { return false }
    let spread = try Numerics.applyAsIs(
      BroadcastTo(run.shape), [try Numerics.cast(value, to: .float64)], isWeak: true)
    guard let numbers = spread.known else { return false }
    try Interrupt.check()
    guard var known = take(name) else { return false }
    known.replace(from: run.start, with: numbers)
    let changed = isWeak ? TensorValue(weak: known) : TensorValue(known)
    bind(name, to: .tensor(changed.with(roles)))
    return true
  }

  /// What is known of a name's numbers without keeping them.
  ///
  /// Truth values and whole numbers take only their like, which is checked one by one elsewhere.
  private func form(of name: String) -> (Shape, isWeak: Bool, TensorRoles)? {
    guard case .tensor(let value)? = frame.locals[name], let known = value.known,
      !value.isTruth, known.dtype.isFloat
    else { return nil }
    return (value.shape, value.isWeak, value.roles)
  }

  /// Takes the numbers out of a name, so that whoever has them now is the only one.
  private func take(_ name: String) -> Tensor? {
    guard case .tensor(let value)? = frame.locals.updateValue(.none, forKey: name) else {
      return nil
    }
    return value.known
  }
}

extension Indexing {
  /// Where a part is one run of neighbours: whole numbers, then at most one slice. `nil` for others.
  fileprivate static func run(
    of shape: Shape, at indices: [ResolvedIndex]
  ) throws -> (start: Int, shape: Shape)? {
    guard indices.count <= shape.rank else { return nil }
    var start = 0
    var part = shape.extents
    for (axis, index) in indices.enumerated() {
      let below = part.dropFirst().reduce(1, *)
      switch index {
      case .at(let position):
        start += try self.position(position, extent: part[0], axis: axis) * below
        part.removeFirst()
      case .slice(let from, let to):
        guard axis == indices.count - 1 else { return nil }
        let (low, high) = bounds(from, to, extent: part[0])
        start += low * below
        part[0] = high - low
      case .gather, .select: return nil
      }
    }
    return (start, Shape(part))
  }
}

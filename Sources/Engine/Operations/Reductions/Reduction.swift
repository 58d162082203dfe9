import CKernels

/// An operation that removes axes, or keeps them with extent 1.
protocol Reduction: Operation {
  /// `nil`: all axes. Negative ones count from the end.
  var axes: [Int]? { get }
  var keepsAxes: Bool { get }
  static var kernel: nabla_kernel { get }
  static var floatsOnly: Bool { get }
  /// Whether there is a result for no elements at all.
  static var acceptsEmpty: Bool { get }
  static var nanoseconds: Double { get }
  /// What the result is multiplied with, for this many elements.
  func scale(count: Int) -> Double
}

extension Reduction {
  static var floatsOnly: Bool { false }
  static var acceptsEmpty: Bool { true }
  static var nanoseconds: Double { 0.2 }
  func scale(count: Int) -> Double { 1 }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1, floatsOnly: Self.floatsOnly)
    let removed = try reducedAxes(axes, of: inputs, in: self)
    let shape = inputs[0].shape
    guard Self.acceptsEmpty || removed.allSatisfy({ shape[$0] > 0 }) else {
      throw refusal("at least one element along the axis", inputs)
    }
    return TensorType(reducedShape(shape, removed, keepsAxes: keepsAxes), inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let removed = (try? reducedAxes(axes, of: inputs, in: self)) ?? []
    return .reduction(
      Self.kernel, inputs[0], removing: removed, nanoseconds: Self.nanoseconds,
      scale: scale(count: removed.reduce(1) { $0 * inputs[0].shape[$1] }))
  }
}

extension GradientContext {
  /// What belongs to a reduction's result, with the removed axes put back as 1.
  func withAxes(_ node: Graph.Node, of reduction: some Reduction) throws(ShapeError) -> Graph.Node {
    let removed = try reducedAxes(reduction.axes, of: inputs.map(\.type), in: reduction)
    let shape = reducedShape(inputs[0].shape, removed, keepsAxes: true)
    return node.shape == shape ? node : try apply(Reshape(shape), node)
  }

  /// The same, repeated along the removed axes.
  func spread(_ node: Graph.Node, of reduction: some Reduction) throws(ShapeError) -> Graph.Node {
    try apply(BroadcastTo(inputs[0].shape), withAxes(node, of: reduction))
  }
}

/// Axes as distinct positions, ascending.
func reducedAxes(
  _ axes: [Int]?, of inputs: [TensorType], in operation: some Operation
) throws(ShapeError) -> [Int] {
  let rank = inputs[0].shape.rank
  guard let axes else { return Array(0..<rank) }
  var result: Set<Int> = []
  for axis in axes {
    let position = axis < 0 ? axis + rank : axis
    guard position >= 0, position < rank, result.insert(position).inserted else {
      throw operation.refusal("distinct axes below \(rank), not \(axes)", inputs)
    }
  }
  return result.sorted()
}

private func reducedShape(_ shape: Shape, _ removed: [Int], keepsAxes: Bool) -> Shape {
  let gone = Set(removed)
  return Shape(
    (0..<shape.rank).compactMap { gone.contains($0) ? (keepsAxes ? 1 : nil) : shape[$0] })
}

extension Kernel {
  static func reduction(
    _ identifier: nabla_kernel, _ input: TensorType, removing removed: [Int],
    nanoseconds: Double, scale: Double = 1
  ) -> Kernel {
    let (gone, strides) = (Set(removed), Strides.rowMajor(input.shape))
    func axes(_ positions: [Int]) -> Axes {
      Axes(Shape(positions.map { input.shape[$0] }), [Strides(positions.map { strides[$0] })])
    }
    let kept = axes((0..<input.shape.rank).filter { !gone.contains($0) })
    var reduced = axes(removed)
    if reduced.extents.isEmpty { reduced = Axes(runs: 1) }
    var parameters = nabla_reduction()
    parameters.keptRank = Int64(kept.extents.count)
    parameters.reducedRank = Int64(reduced.extents.count)
    copy(kept.extents, to: &parameters.keptExtents)
    copy(kept.strides[0], to: &parameters.keptStrides)
    copy(reduced.extents, to: &parameters.reducedExtents)
    copy(reduced.strides[0], to: &parameters.reducedStrides)
    let count = kept.extents.reduce(1, *)
    parameters.keptCount = Int64(count)
    parameters.scale = scale
    var kernel = Kernel(
      identifier, input.dtype, parameters, units: count,
      cost: Double(input.shape.count) * nanoseconds)
    // Columns are read row by row, many at a time.
    if kept.strides[0].last == 1 { kernel.grain = min(32, max(1, count / 2)) }
    return kernel
  }
}

extension Axes {
  /// One axis of so many neighbouring elements.
  fileprivate init(runs extent: Int) {
    extents = [extent]
    strides = [[1]]
  }
}

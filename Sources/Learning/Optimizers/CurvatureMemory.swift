import Engine

/// The pairs of steps and gradient changes that L-BFGS remembers, with the newest one taken in.
struct CurvatureMemory {
  private let vectors: WeightVectors
  private let slots: [[Graph.Node]]
  /// Steps and changes by age, the oldest first; for each, one node per weight.
  private var steps: [[Graph.Node]] = []
  private var changes: [[Graph.Node]] = []

  init(
    slots: [[Graph.Node]], gradients: [Graph.Node], historySize: Int, _ vectors: WeightVectors
  ) throws(ShapeError) {
    self.slots = slots
    self.vectors = vectors
    let graph = vectors.graph
    var newest: [Graph.Node] = []
    for (weight, gradient) in gradients.enumerated() {
      newest.append(try graph.difference(gradient, slots[weight][0]))
    }
    let lastStep = slots.map { $0[1] }
    let curvature = try vectors.dot(newest, lastStep)
    let isAccepted = try graph.apply(
      Comparison(.greater), to: curvature, graph.scalar(1e-10, like: curvature))
    for age in 0..<historySize {
      let isNewest = age == historySize - 1
      let old = (steps: slots.map { $0[2 + age] }, changes: slots.map { $0[2 + historySize + age] })
      let new =
        isNewest
        ? (steps: lastStep, changes: newest)
        : (
          steps: slots.map { $0[3 + age] }, changes: slots.map { $0[3 + historySize + age] }
        )
      steps.append(try chosen(isAccepted, new.steps, old.steps))
      changes.append(try chosen(isAccepted, new.changes, old.changes))
    }
  }

  private func chosen(
    _ condition: Graph.Node, _ new: [Graph.Node], _ old: [Graph.Node]
  ) throws(ShapeError) -> [Graph.Node] {
    var result: [Graph.Node] = []
    for (new, old) in zip(new, old) {
      result.append(try vectors.graph.apply(Where(), to: condition, new, old))
    }
    return result
  }

  /// −H·g; a pair that is still empty changes nothing.
  func direction(for gradients: [Graph.Node]) throws(ShapeError) -> [Graph.Node] {
    let graph = vectors.graph
    var direction: [Graph.Node] = []
    for gradient in gradients { direction.append(try graph.apply(Negate(), to: gradient)) }
    var inverses: [Graph.Node] = []
    for age in steps.indices {
      inverses.append(try quotient(1, vectors.dot(steps[age], changes[age]), empty: 0))
    }
    var shares = inverses
    for age in steps.indices.reversed() {
      shares[age] = try graph.product(vectors.dot(steps[age], direction), inverses[age])
      direction = try vectors.sum(
        direction, graph.apply(Negate(), to: shares[age]), changes[age])
    }
    if let step = steps.last, let change = changes.last {
      let scale = try quotient(
        vectors.dot(change, step), vectors.dot(change, change), empty: 1)
      direction = try vectors.scaled(direction, by: scale)
    }
    for age in steps.indices {
      let share = try graph.product(vectors.dot(changes[age], direction), inverses[age])
      direction = try vectors.sum(
        direction, graph.difference(shares[age], share), steps[age])
    }
    return direction
  }

  /// What the remembered pairs of one weight become.
  func assignments(_ weight: Int) -> [(variable: Graph.Node, value: Graph.Node)] {
    let count = steps.count
    var pairs: [(variable: Graph.Node, value: Graph.Node)] = []
    for age in steps.indices {
      pairs.append((slots[weight][2 + age], steps[age][weight]))
      pairs.append((slots[weight][2 + count + age], changes[age][weight]))
    }
    return pairs
  }

  private func quotient(
    _ number: Double, _ divisor: Graph.Node, empty: Double
  ) throws(ShapeError) -> Graph.Node {
    try quotient(vectors.graph.scalar(number, like: divisor), divisor, empty: empty)
  }

  /// a / b, and `empty` where b is 0.
  private func quotient(
    _ a: Graph.Node, _ b: Graph.Node, empty: Double
  ) throws(ShapeError) -> Graph.Node {
    let graph = vectors.graph
    return try graph.apply(
      Where(), to: b, graph.quotient(a, b), graph.scalar(empty, like: b))
  }
}

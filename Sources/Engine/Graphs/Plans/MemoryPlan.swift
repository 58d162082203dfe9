/// Gives each value of a program its place, while the program is walked once.
struct MemoryPlan {
  private(set) var arena = Arena()
  private let reusesMemory: Bool
  private let isView: [Bool]
  /// The node whose memory a node's value is in: itself, or what it is a view of.
  private var owner: [Int]
  /// The last position of the program that reads an owner's memory.
  private var lastUse: [Int: Int] = [:]
  private var places: [Int: Plan.Place] = [:]
  private var sizes: [Int: Int] = [:]

  init(_ graph: SimplifiedGraph, _ order: ProgramOrder, pinned: [Graph.Node], reusesMemory: Bool) {
    self.reusesMemory = reusesMemory
    isView = order.isView
    owner = Array(graph.nodes.indices)
    for (position, index) in order.program.enumerated() {
      guard case .operation(_, let inputs) = graph.sources[index] else { continue }
      if order.isView[index] { owner[index] = owner[inputs[0].index] }
      for input in inputs { lastUse[owner[input.index]] = position }
    }
    for node in pinned { lastUse[owner[node.index]] = Int.max }
  }

  func place(of index: Int) -> Plan.Place { places[owner[index]] ?? .source(owner[index]) }

  /// The place of a value; gives back what is read here for the last time.
  mutating func assign(
    _ node: Graph.Node, _ operation: any Operation, _ inputs: [Graph.Node], at position: Int
  ) -> Plan.Place {
    guard !isView[node.index] else { return place(of: node.index) }
    let taken = takenOver(operation, inputs, node, position)
    if let taken {
      places[node.index] = places[taken]
      sizes[node.index] = sizes[taken]
    } else {
      let size = Block.rounded(node.type.byteCount)
      places[node.index] = .arena(arena.allocate(size))
      sizes[node.index] = size
    }
    if reusesMemory {
      var seen: Set<Int> = taken.map { [$0] } ?? []
      for input in inputs where seen.insert(owner[input.index]).inserted {
        free(owner[input.index], at: position)
      }
      if lastUse[node.index] == nil { free(node.index, at: nil) }
    }
    return place(of: node.index)
  }

  /// The dying input whose memory the output takes over. Kernels allow it only element by element,
  /// so the input must have as many elements as the output.
  private func takenOver(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node, _ position: Int
  ) -> Int? {
    guard reusesMemory else { return nil }
    for candidate in operation.reusableInputs where candidate < inputs.count {
      let input = inputs[candidate], own = owner[input.index]
      guard case .arena = places[own], lastUse[own] == position,
        input.shape.count == node.shape.count, input.dtype.byteCount == node.dtype.byteCount
      else { continue }
      return own
    }
    return nil
  }

  private mutating func free(_ index: Int, at position: Int?) {
    guard lastUse[index] == position, case .arena(let offset) = places[index],
      let size = sizes[index]
    else { return }
    arena.free(offset, size)
  }
}

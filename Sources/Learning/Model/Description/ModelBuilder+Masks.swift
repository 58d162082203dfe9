import Engine

/// Masks where paths meet, by Keras's rules.
extension ModelBuilder {
  /// The mask of what was joined. Paths one after the other in time keep their own masks, and one
  /// without counts as a whole; Keras's rule.
  func mask(
    of nodes: [Graph.Node], joined: Graph.Node, by merge: Merge
  ) throws(ShapeError) -> Graph.Node? {
    let axis = merge.axis < 0 ? joined.shape.rank + merge.axis : merge.axis
    guard merge.kind == .concatenate, axis == 1, joined.shape.rank > 2 else {
      return try anyMask(of: nodes)
    }
    guard nodes.contains(where: { mask(of: $0) != nil }) else { return nil }
    var parts: [Graph.Node] = []
    for node in nodes {
      if let own = mask(of: node) {
        parts.append(own)
        continue
      }
      let shape = Shape(Array(node.shape.extents.prefix(2)))
      parts.append(try graph.apply(BroadcastTo(shape), to: graph.constant(1, dtype)))
    }
    return try graph.apply(Concatenate(axis: 1), toAll: parts)
  }

  /// The mask of what was added up: an element counts where it counts in one of the paths; Keras's
  /// rule. No mask where one of the paths has none.
  func anyMask(of nodes: [Graph.Node]) throws(ShapeError) -> Graph.Node? {
    let known = nodes.compactMap { mask(of: $0) }
    guard known.count == nodes.count, var union = known.first else { return nil }
    for mask in known.dropFirst() where mask != union {
      union = try graph.apply(Maximum(), to: union, mask)
    }
    return union
  }
}

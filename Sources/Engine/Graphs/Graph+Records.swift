extension Graph {
  /// What a variable will hold after what was recorded so far; its own node at first.
  ///
  /// A layer that is applied twice goes on from what its first application recorded.
  package func latest(_ variable: Variable) -> Node {
    recorded.first { $0.variable === variable }?.value ?? self.variable(variable)
  }

  /// Notes the new value of a variable; nothing is written before `appendRecords`.
  package func record(_ value: Node, for variable: Variable) {
    precondition(value.type == variable.type, "a variable keeps its type")
    if let index = recorded.firstIndex(where: { $0.variable === variable }) {
      recorded[index].value = value
    } else {
      recorded.append((variable, value))
    }
  }

  /// Appends the writing of every recorded value; the nodes belong to the outputs of a plan, and
  /// the recorded values to its guards.
  package func appendRecords() throws(ShapeError) -> [Node] {
    var nodes: [Node] = []
    for (variable, value) in recorded {
      scope = variable.name
      nodes.append(try apply(Assign(), to: self.variable(variable), value))
    }
    scope = ""
    return nodes
  }
}

/// A box of the graph that TensorBoard draws; slashes in names put boxes into one another.
package struct EventGraphNode: Sendable {
  /// Its name, which no other has.
  package let name: String
  /// What it computes.
  package let operation: String
  /// The names of the boxes that it reads.
  package let inputs: [String]
  /// Of one sample.
  package let shape: [Int]
  /// What else there is to say, by names.
  package let facts: [(name: String, text: String)]

  /// A box with what it reads.
  package init(
    _ name: String, _ operation: String, inputs: [String], shape: [Int],
    facts: [(name: String, text: String)] = []
  ) {
    (self.name, self.operation, self.inputs) = (name, operation, inputs)
    (self.shape, self.facts) = (shape, facts)
  }

  /// The graph of boxes.
  static func graph(_ nodes: [EventGraphNode]) -> ProtobufMessage {
    var graph = ProtobufMessage()
    for node in nodes { graph.add(1, node.message) }
    var versions = ProtobufMessage()
    versions.add(1, 22)
    graph.add(4, versions)
    return graph
  }

  private var message: ProtobufMessage {
    var node = ProtobufMessage()
    node.add(1, name)
    node.add(2, operation)
    for input in inputs { node.add(3, input) }
    // The batch may have any size.
    var list = ProtobufMessage()
    list.add(7, EventSummary.shape([-1] + shape))
    var shapes = ProtobufMessage()
    shapes.add(1, list)
    node.add(5, Self.attribute("_output_shapes", shapes))
    for fact in facts {
      var text = ProtobufMessage()
      text.add(2, fact.text)
      node.add(5, Self.attribute(fact.name, text))
    }
    return node
  }

  private static func attribute(_ name: String, _ value: ProtobufMessage) -> ProtobufMessage {
    var entry = ProtobufMessage()
    entry.add(1, name)
    entry.add(2, value)
    return entry
  }
}

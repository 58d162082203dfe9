import Catalog
import Engine

/// How the outputs of several paths become one, by the word for it.
package enum MergeKind: String, Sendable {
  case add, multiply, average, concatenate
}

/// How the outputs of several paths become one.
struct Merge {
  let kind: MergeKind
  /// Counts the batch, as Keras does; negative from the end.
  let axis: Int

  static let axis = Parameter<Int>(
    "axis", "Where the paths are put side by side; -1 is the last axis, 0 the batch.",
    default: -1, rule: "an axis of a sample: -1, 1, 2, …"
  ) { $0 != 0 }

  static let concatenation = Signature(
    "concatenate", .structure, "Several paths side by side along an axis.",
    example: "model 4 { concatenate { path { dense 2 }; path { } } }", [axis.description])

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    kind = MergeKind(rawValue: arguments.signature.name) ?? .add
    axis = kind == .concatenate ? try arguments[Self.axis] : -1
  }

  var word: String { kind.rawValue }

  /// The paths joined into one; refuses shapes that differ where they must agree.
  func join(_ nodes: [Graph.Node], in graph: Graph) throws(ShapeError) -> Graph.Node {
    var result = nodes[0]
    if kind == .concatenate {
      let axis = axis < 0 ? result.shape.rank + axis : axis
      guard (1..<result.shape.rank).contains(axis) else {
        throw refusal("an axis of the paths", nodes)
      }
      return nodes.count == 1 ? result : try graph.apply(Concatenate(axis: axis), toAll: nodes)
    }
    for node in nodes.dropFirst() {
      guard node.shape == result.shape else { throw refusal("equal shapes", nodes) }
      result =
        kind == .multiply
        ? try graph.apply(Multiply(), to: result, node)
        : try graph.apply(Add(), to: result, node)
    }
    return kind == .average && nodes.count > 1
      ? try graph.times(1 / Double(nodes.count), result) : result
  }

  private func refusal(_ expected: String, _ nodes: [Graph.Node]) -> ShapeError {
    ShapeError(operation: word, expected: expected, found: nodes.map(\.shape))
  }
}

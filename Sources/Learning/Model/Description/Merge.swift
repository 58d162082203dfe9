import Catalog
import Engine

/// How the outputs of several paths become one, by the word for it.
package enum MergeKind: String, Sendable {
  case add, multiply, average, concatenate, combine
}

/// How the outputs of several paths become one.
struct Merge {
  let kind: MergeKind
  /// Counts the batch, as Keras does; negative from the end.
  let axis: Int

  /// What is made of all paths; `nil` for the others.
  let function: (any TraceableFunction)?

  static let axis = Parameter<Int>(
    "axis", "Where the paths are put side by side; -1 is the last axis, 0 the batch.",
    default: -1, rule: "an axis of a sample: -1, 1, 2, …"
  ) { $0 != 0 }

  static let concatenation = Signature(
    "concatenate", .structure, "Several paths side by side along an axis.",
    example: "model 4 { concatenate { path { dense 2 }; path { } } }", [axis.description])

  static let given = Parameter<any TraceableFunction>(
    "function", "A function of the outputs of all paths.",
    expected: "a function of the paths, such as ((a, b) -> a - b)", shown: nil
  ) { (argument) throws(ArgumentError) in
    guard case .value(let value) = argument.argument else { return nil }
    return value as? any TraceableFunction
  }

  static let combination = Signature(
    "combine", .structure, "A function of several paths.",
    example: "model 4 { combine ((a, b) -> a / (1 + b^2)) { path { dense 2 }; path { dense 2 } } }",
    [given.description],
    details:
      "The batch is the first axis of each, and of the result: a @ b of [batch, n, k] and [batch, k, m]."
  )

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    kind = MergeKind(rawValue: arguments.signature.name) ?? .add
    function = kind == .combine ? try arguments[Self.given] : nil
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

import Catalog
import Engine

/// Limits on gradients, in Keras's words; applied in the order value, norm, global norm.
package struct GradientClipping: Equatable, Sendable {
  /// Each weight's gradient is scaled to at most this Euclidean norm.
  package var norm: Double?
  /// All gradients together are scaled to at most this norm.
  package var globalNorm: Double?
  /// Each element is cut to ± this.
  package var value: Double?

  /// Limits; `nil` for none.
  package init(norm: Double? = nil, globalNorm: Double? = nil, value: Double? = nil) {
    self.norm = norm
    self.globalNorm = globalNorm
    self.value = value
  }

  static let norm = limit("clipnorm", "Largest norm of one weight's gradient.")
  static let value = limit("clipvalue", "Largest size of one element of a gradient.")
  static let globalNorm = limit("global_clipnorm", "Largest norm of all gradients together.")

  static var descriptions: [ParameterDescription] {
    [norm.description, value.description, globalNorm.description]
  }

  private static func limit(_ name: String, _ summary: String) -> Parameter<Double> {
    .optional(name, summary, expected: "a number above 0", rule: "above 0") {
      $0 > 0 && $0.isFinite
    }
  }

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    norm = try arguments.optional(Self.norm)
    globalNorm = try arguments.optional(Self.globalNorm)
    value = try arguments.optional(Self.value)
  }

  func apply(to gradients: [Graph.Node], in graph: Graph) throws(ShapeError) -> [Graph.Node] {
    var gradients = gradients
    if let value {
      for index in gradients.indices {
        gradients[index] = try graph.apply(Clip(low: -value, high: value), to: gradients[index])
      }
    }
    if let norm {
      for index in gradients.indices {
        let squares = try sumOfSquares([gradients[index]], graph)
        gradients[index] = try scaled(gradients[index], norm, squares, graph)
      }
    }
    if let globalNorm {
      let squares = try sumOfSquares(gradients, graph)
      for index in gradients.indices {
        gradients[index] = try scaled(gradients[index], globalNorm, squares, graph)
      }
    }
    return gradients
  }

  private func sumOfSquares(
    _ gradients: [Graph.Node], _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    var total: Graph.Node?
    for gradient in gradients {
      let sum = try graph.apply(Sum(axes: nil, keepsAxes: false), to: graph.square(gradient))
      total = if let total { try graph.apply(Add(), to: total, sum) } else { sum }
    }
    guard let total else { preconditionFailure("an optimizer has at least one weight") }
    return total
  }

  /// g · limit / max(norm, limit).
  private func scaled(
    _ gradient: Graph.Node, _ limit: Double, _ squares: Graph.Node, _ graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    let bound = graph.scalar(limit, like: gradient)
    let size = try graph.apply(Maximum(), to: graph.apply(SquareRoot(), to: squares), bound)
    return try graph.apply(
      Multiply(), to: gradient, graph.apply(Divide(), to: bound, size))
  }
}

import Catalog
import Engine

/// A penalty on a weight, added to the loss.
package protocol Regularizer: CatalogueEntry {
  /// The penalty of one weight tensor, a scalar.
  func penalty(of weight: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node
}

/// The registry of regularizers.
package enum Regularizers {
  /// In the order of lists.
  package static let all: [any Regularizer.Type] = [
    AbsolutePenalty.self, SquaredPenalty.self, MixedPenalty.self,
  ]

  /// The regularizer of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Regularizer.Type)? {
    all.first { $0.signature.name == name }
  }
}

extension Signature {
  static func regularizer(
    _ name: String, _ summary: String, example options: String = "",
    _ parameters: [ParameterDescription]
  ) -> Signature {
    Signature(
      name, .regularizer, summary,
      example: "model 4 { dense 3, kernel_regularizer=\(name)\(options) }",
      parameters)
  }
}

extension Parameter where Output == Double {
  /// The factor of a penalty.
  static func penaltyFactor(_ name: String, default factor: Double = 0.01) -> Parameter<Double> {
    Parameter(name, "Factor of the penalty.", default: factor, rule: "0 or more") {
      $0 >= 0 && $0.isFinite
    }
  }
}

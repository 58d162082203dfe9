import Catalog
import Engine

/// A function applied to each element, or along the last axis, of a layer's output.
package protocol Activation: CatalogueEntry {
  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node
}

/// All activations, in the order in which help lists them.
package enum Activations {
  /// In the order of lists.
  package static let all: [any Activation.Type] = [
    Linear.self, ReluActivation.self, LeakyRelu.self, Elu.self, Selu.self, Gelu.self, Silu.self,
    Mish.self, SigmoidActivation.self, HardSigmoid.self, TanhActivation.self,
    SoftplusActivation.self, Softsign.self, ExponentialActivation.self, SoftmaxActivation.self,
    LogSoftmaxActivation.self,
  ]

  /// The activation of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Activation.Type)? {
    all.first { $0.signature.name == name }
  }
}

extension Signature {
  /// An activation's description; its example is a layer that uses it.
  static func activation(
    _ name: String, _ summary: String, _ parameters: [ParameterDescription] = [],
    details: String = ""
  ) -> Signature {
    Signature(
      name, .activation, summary, example: "model 4 { dense 3, activation=\(name) }", parameters,
      details: details)
  }
}

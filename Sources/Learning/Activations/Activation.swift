import Catalog
import Engine

/// A function applied to each element, or along the last axis, of a layer's output.
package protocol Activation: CatalogueEntry {
  /// What its outputs can be taken for.
  static var output: ActivationOutput { get }

  /// Appends the function of x to the graph; the result has the shape and type of x.
  ///
  /// Throws where it has no meaning for that shape.
  func apply(_ x: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node
}

extension Activation {
  package static var output: ActivationOutput { .numbers }
}

/// What the outputs of an activation can be taken for.
package enum ActivationOutput: Sendable {
  /// Numbers that nothing was done to.
  case linear
  case numbers
  /// The probability of yes, each for itself.
  case probability
  /// The same, cut to straight lines: 0 and 1 are reached.
  case cutProbability
  /// The probabilities of classes along the last axis, which add up to 1.
  case distribution
  /// The logarithms of such.
  case logDistribution
}

/// All activations, in the order in which help lists them.
package enum Activations {
  /// In the order of lists.
  package static let all: [any Activation.Type] = [
    Linear.self, ReluActivation.self, LeakyRelu.self, Elu.self, Selu.self, Gelu.self, Silu.self,
    Mish.self, SigmoidActivation.self, HardSigmoid.self, TanhActivation.self,
    SoftplusActivation.self, Softsign.self, ExponentialActivation.self, SoftmaxActivation.self,
    LogSoftmaxActivation.self, Celu.self, Relu6.self, HardTanh.self, HardSilu.self,
    HardShrink.self, SoftShrink.self, TanhShrink.self, LogSigmoid.self,
    Squareplus.self, SparsePlus.self, SparseSigmoid.self, GatedLinearUnit.self,
  ]

  /// The activation of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Activation.Type)? {
    all.first { $0.signature.name == name }
  }
}

extension Signature {
  /// An activation's description; its example is a layer that uses it.
  static func activation(
    _ name: String, _ summary: String, example: String? = nil,
    _ parameters: [ParameterDescription] = [], details: String = ""
  ) -> Signature {
    Signature(
      name, .activation, summary, example: example ?? "model 4 { dense 3, activation=\(name) }",
      parameters,
      details: details)
  }
}

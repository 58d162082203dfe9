import Catalog
import Engine

/// Makes the first value of a weight from a random stream of its own.
package protocol Initializer {
  /// The values; refuses a shape for which it has no meaning.
  func values(_ type: TensorType, from stream: RandomStream) throws -> Tensor
  /// Whether it takes random numbers; one that does not leaves no trace in the streams.
  var draws: Bool { get }
  /// Whether it has values for every shape, the same whenever it is asked: they may come late.
  var isCertain: Bool { get }
}

extension Initializer {
  package var draws: Bool { true }
  package var isCertain: Bool { false }
}

/// The registry of initializers.
package enum Initializers {
  /// In the order of lists.
  package static let all: [any (Initializer & CatalogueEntry).Type] = [
    Zeros.self, Ones.self, ConstantInitializer.self, RandomNormalInitializer.self,
    RandomUniformInitializer.self, TruncatedNormal.self, GlorotUniform.self, GlorotNormal.self,
    HeUniform.self, HeNormal.self, LecunUniform.self, LecunNormal.self, VarianceScaling.self,
    Orthogonal.self, IdentityInitializer.self,
  ]

  /// The initializer of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any (Initializer & CatalogueEntry).Type)? {
    all.first { $0.signature.name == name }
  }
}

/// How many inputs reach one output of a weight, and how many outputs one input reaches.
///
/// A matrix [in × out] has its extents; a convolution kernel [… × in × out] multiplies both by its
/// receptive field; a vector counts for both.
package struct Fans: Equatable, Sendable {
  /// Inputs that reach one unit.
  package let incoming: Double
  /// Units that one input reaches.
  package let outgoing: Double

  /// From a kernel's shape: its last two axes, times the extents of a window before them.
  package init(_ shape: Shape) {
    switch shape.rank {
    case 0: (incoming, outgoing) = (1, 1)
    case 1: (incoming, outgoing) = (Double(shape[0]), Double(shape[0]))
    default:
      let field = shape.extents.dropLast(2).reduce(1.0) { $0 * Double($1) }
      incoming = field * Double(shape[shape.rank - 2])
      outgoing = field * Double(shape[shape.rank - 1])
    }
  }
}

extension Signature {
  static func initializer(
    _ name: String, _ summary: String, _ parameters: [ParameterDescription] = [],
    details: String = ""
  ) -> Signature {
    Signature(
      name, .initializer, summary, example: "model 4 { dense 4, kernel_initializer=\(name) }",
      parameters, details: details)
  }
}

/// A tensor whose element i is `element(i)`, in row-major order: straight into place, so that a weight's
/// first value is made without a wider copy of it.
func tensor(_ type: TensorType, _ element: (UInt64) -> Double) -> Tensor {
  Tensor(type) { element(UInt64($0)) }
}

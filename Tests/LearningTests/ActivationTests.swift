import Catalog
import Engine
import Learning
import Testing

@Suite("Activations")
struct ActivationTests {
  private func apply(_ activation: any Activation, _ x: [Double]) throws -> [Double] {
    try numbers { graph in
      try activation.apply(graph.constant(Tensor(x, [x.count])), in: graph)
    }
  }

  /// Values by hand: e⁻¹ = 0.367879, tanh 1 = 0.761594, σ(1) = 0.731059, Φ(1) = 0.841345.
  static let values: [(String, [Double])] = [
    ("linear", [-1, 0, 1]), ("relu", [0, 0, 1]), ("leaky_relu", [-0.3, 0, 1]),
    ("elu", [-0.632121, 0, 1]), ("selu", [-1.111330, 0, 1.050701]),
    ("gelu", [-0.158655, 0, 0.841345]), ("silu", [-0.268941, 0, 0.731059]),
    ("mish", [-0.303401, 0, 0.865098]), ("sigmoid", [0.268941, 0.5, 0.731059]),
    ("hard_sigmoid", [0.333333, 0.5, 0.666667]), ("tanh", [-0.761594, 0, 0.761594]),
    ("softplus", [0.313262, 0.693147, 1.313262]), ("softsign", [-0.5, 0, 0.5]),
    ("exponential", [0.367879, 1, 2.718282]), ("softmax", [0.090031, 0.244728, 0.665241]),
    ("log_softmax", [-2.407606, -1.407606, -0.407606]), ("celu", [-0.632121, 0, 1]),
    ("relu6", [0, 0, 1]), ("hard_tanh", [-1, 0, 1]), ("hard_silu", [-0.333333, 0, 0.666667]),
    ("hard_shrink", [-1, 0, 1]), ("soft_shrink", [-0.5, 0, 0.5]),
    ("tanh_shrink", [-0.238406, 0, 0.238406]), ("log_sigmoid", [-1.313262, -0.693147, -0.313262]),
    ("squareplus", [0.618034, 1, 1.618034]), ("sparse_plus", [0, 0.25, 1]),
    ("sparse_sigmoid", [0, 0.5, 1]),
  ]

  @Test(arguments: values)
  func `the values at -1, 0 and 1 are those of the formula`(
    name: String, expected: [Double]
  ) throws {
    let activation = try #require(Activations.named(name)).make()
    #expect(isClose(try apply(activation, [-1, 0, 1]), expected, within: 1e-6))
  }

  @Test func `every activation has its values in the table`() {
    // Of glu, whose result is half as long, there is a test of its own.
    #expect(
      (Self.values.map(\.0) + ["glu"]).sorted()
        == Activations.all.map { $0.signature.name }.sorted())
  }

  @Test func `glu lets one half through the sigmoid of the other`() throws {
    let glu = try #require(Activations.named("glu")).make()
    #expect(isClose(try apply(glu, [2, -3, 0, 1]), [1, -2.193176], within: 1e-6))
    #expect(throws: ShapeError.self) { try apply(glu, [1, 2, 3]) }
  }

  @Test func `the tanh form of gelu gives 0.841192 at 1`() throws {
    #expect(isClose(try apply(Gelu(approximate: true), [1]), [0.841192]))
  }

  @Test func `elu has a finite slope where its exponential would overflow`() throws {
    let slopes = try numbers { graph in
      let x = graph.constant(tensor([1000, -1000], [2]))
      return try graph.gradients(of: Elu().apply(x, in: graph), for: [x])[0]
    }
    #expect(slopes == [1, 0])
  }
}

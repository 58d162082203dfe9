import Catalog
import Engine
import Learning
import Testing

@Suite("Defaults of Keras and PyTorch")
struct CompatibilityTests {
  private func line(
    _ word: String, _ arguments: [Argument] = [], _ compatibility: Compatibility,
    named: [(name: String, value: Argument)] = []
  ) -> LayerDescription {
    LayerDescription(word, Arguments(arguments, named: named, compatibility: compatibility))
  }

  private func largest(_ m: Model, _ path: String) throws -> Double {
    try #require(m.parameter(path)).value.doubles.map(abs).max() ?? 0
  }

  /// engine.md B3: U(±√(6/150)) = ±0.2 at 100 → 50 for Keras, ±1/√100 for PyTorch.
  @Test func `dense starts as the library in force`() throws {
    let keras = try model([100], [line("dense", [.number(50)], .keras)])
    #expect(abs(try largest(keras, "dense.kernel") - 0.2) < 1e-3)
    #expect(try largest(keras, "dense.bias") == 0)
    let pytorch = try model([100], [line("dense", [.number(50)], .pytorch)])
    #expect(abs(try largest(pytorch, "dense.kernel") - 0.1) < 1e-3)
    #expect(try (0.05...0.1).contains(largest(pytorch, "dense.bias")))
  }

  @Test func `what is written means the same in both`() throws {
    let written: [(name: String, value: Argument)] = [
      ("kernel_initializer", .word("ones")), ("bias_initializer", .word("zeros")),
    ]
    for library in Compatibility.allCases {
      let m = try model([3], [line("dense", [.number(2)], library, named: written)])
      #expect(try m.predict(tensor([1, 2, 3], [1, 3])).doubles == [6, 6])
    }
    let momentum = try BatchNormalization(
      BoundArguments(
        Arguments(named: [("momentum", .number(0.7))], compatibility: .pytorch),
        to: BatchNormalization.signature))
    #expect(momentum.momentum == 0.7)
    #expect(momentum.epsilon == 1e-5)
    #expect(momentum.isUnbiased)
  }

  @Test func `an embedding is spread wider under PyTorch`() throws {
    func deviation(_ library: Compatibility) throws -> Double {
      let m = try model([1], [line("embedding", [.number(100), .number(50)], library)])
      let values = try #require(m.parameter("embedding.embeddings")).value.doubles
      return (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
    }
    #expect(abs(try deviation(.keras) - 0.029) < 0.001)
    #expect(abs(try deviation(.pytorch) - 1) < 0.03)
  }

  @Test func `one model may mix both`() throws {
    let m = try model(
      [100], [line("dense", [.number(50)], .keras), line("dense", [.number(50)], .pytorch)])
    #expect(try largest(m, "dense.kernel") > 0.19)
    #expect(try largest(m, "dense_1.kernel") < 0.142)
  }
}

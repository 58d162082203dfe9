import Catalog
import Engine
import Learning
import Testing

/// `set compat=pytorch`: other defaults, never another meaning of what is written.
@Suite struct LibraryDefaultsTests {
  private let pytorch = Arguments(compatibility: .pytorch)

  @Test func `adam takes PyTorch's epsilon, inside the correction`() throws {
    let adam = try Adam.make(pytorch)
    #expect(adam.epsilon == 1e-8)
    #expect(!adam.usesEpsilonHat)
    #expect(try Adam.make().epsilon == 1e-7)
    let written = Arguments([], named: [("epsilon", .number(0.1))], compatibility: .pytorch)
    #expect(try Adam.make(written).epsilon == 0.1)
  }

  @Test(
    arguments: [
      ("sgd", 0.01, 0.001), ("adam", 0.001, 0.001), ("nadam", 0.001, 0.002),
      ("adamax", 0.001, 0.002), ("rmsprop", 0.001, 0.01), ("adagrad", 0.001, 0.01),
      ("adadelta", 0.001, 1), ("adamw", 0.001, 0.001),
    ])
  func `learning rates are those of the library`(
    word: String, keras: Double, pytorch: Double
  ) throws {
    let type = try #require(Optimizers.named(word))
    for (library, expected) in [(Compatibility.keras, keras), (.pytorch, pytorch)] {
      let optimizer = try type.make(Arguments(compatibility: library))
      guard case .constant(let rate) = optimizer.settings.learningRate else {
        Issue.record("a constant is expected")
        continue
      }
      #expect(rate == expected, "\(word) of \(library)")
    }
  }

  @Test func `adamw decays by 0.004 or 0.01, adagrad starts from 0.1 or 0`() throws {
    #expect(try AdamW.make().settings.weightDecay == 0.004)
    #expect(try AdamW.make(pytorch).settings.weightDecay == 0.01)
    #expect(try Adagrad.make().initialAccumulator == 0.1)
    #expect(try Adagrad.make(pytorch).initialAccumulator == 0)
  }

  /// −log 1e-7 = 16.118; PyTorch cuts the logarithm at −100.
  @Test(arguments: [DType.float64, .float32])
  func `a certain mistake costs 16 in Keras and 100 in PyTorch`(dtype: DType) throws {
    let keras = try lossValues(BinaryCrossentropy.make(), [1], [0], [1, 1], dtype: dtype)
    let torch = try lossValues(BinaryCrossentropy.make(pytorch), [1], [0], [1, 1], dtype: dtype)
    #expect(isClose(keras, [16.118096], within: 1e-5))
    #expect(isClose(torch, [100], within: 1e-5))
  }

  /// The values of the table of conventions: 0.03669 and 0.018345.
  @Test func `divergence sums over classes in Keras and averages in PyTorch`() throws {
    let keras = try lossValues(KLDivergence.make(), [0.9, 0.1], [0.8, 0.2], [1, 2])
    let torch = try lossValues(KLDivergence.make(pytorch), [0.9, 0.1], [0.8, 0.2], [1, 2])
    #expect(isClose(keras, [0.03669], within: 1e-5))
    #expect(isClose(torch, [0.018345], within: 1e-5))
  }
}

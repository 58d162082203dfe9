import Catalog
import Data
import Engine
import Learning
import Testing

/// Metrics of a target that is learnt on another scale are in the units of the data, as if
/// predictions and targets had been scaled back before.
@Suite("Metrics in the units of the data")
struct TargetUnitTests {
  private static let truths = [100_000.0, 200_000, 300_000, 450_000]
  private static let units = TargetUnits(offset: 262_500, scale: 150_000)

  /// x stands for the answer: the model multiplies by 1.
  private static func judged(_ metrics: [MetricChoice]) throws -> Evaluation {
    let m = try model(
      [1],
      [
        LayerDescription(
          "dense", Arguments([.number(1)], named: [("kernel_initializer", .word("ones"))]))
      ], dtype: .float64)
    let answers = truths.enumerated().map { $1 + Double($0) * 10_000 - 5_000 }
    return try Evaluation(
      of: m,
      on: Samples(x: Tensor(scaled(answers), [4, 1], .float64), y: Tensor(scaled(truths), [4])),
      metrics: metrics, units: units)
  }

  private static func scaled(_ numbers: [Double]) -> [Double] {
    numbers.map { ($0 - units.offset) / units.scale }
  }

  /// Differences −5,000, 5,000, 15,000 and 25,000.
  @Test func `errors are in the units of the data, the loss stays on the learnt scale`() throws {
    let evaluation = try Self.judged([
      .loss(LossChoice(MeanAbsoluteError())), .loss(LossChoice(MeanSquaredError())),
      MetricChoice(try #require(Metrics.named("root_mean_squared_error")).make()),
      MetricChoice(try #require(Metrics.named("r2_score")).make()),
    ])
    let numbers = evaluation.rows.compactMap {
      if case .number(let number) = $0.value { number } else { nil }
    }
    let squares = 225e6
    #expect(abs(numbers[0] - squares / 225e8) < 1e-9)
    #expect(abs(numbers[1] - 12_500) < 1e-6)
    #expect(abs(numbers[2] - squares) < 1e-3)
    #expect(abs(numbers[3] - squares.squareRoot()) < 1e-6)
    let mean = 262_500.0
    let variance = Self.truths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(numbers[4] - (1 - 4 * squares / variance)) < 1e-9)
  }

  /// A logarithm of prices means something, one of their standardized numbers does not.
  @Test func `both sides are scaled back before the metric, and not its result`() throws {
    let evaluation = try Self.judged([
      .loss(LossChoice(try #require(Losses.named("mean_squared_logarithmic_error")).make()))
    ])
    guard case .number(let number)? = evaluation.rows.last?.value else {
      Issue.record("a number is expected")
      return
    }
    #expect(number > 0.0001 && number < 0.01)
  }
}

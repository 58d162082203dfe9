import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenInitializerTests {
  @Test(arguments: try GoldenFile(named: "initializers").cases)
  func `ranges and deviations are those of Keras`(golden: GoldenCase) throws {
    let type = try #require(Initializers.named(golden.word), "\(golden.word) is registered")
    let initializer = try type.init(BoundArguments(golden.arguments(), to: type.signature))
    let shape = Shape(try golden["shape"].numbers.map { Int($0) })
    let stream = RandomStream(
      seed: 1, purpose: .initialization, name: golden.name, occurrence: 0)
    let numbers = try initializer.values(TensorType(shape, .float64), from: stream).doubles
    let mean = try golden["mean"].numbers[0]
    let limit = try golden["limit"].numbers[0]
    let deviation = try golden["deviation"].numbers[0]

    // 60,000 numbers: the mean is within 5 standard errors, the deviation within 2 %.
    let count = Double(numbers.count)
    let drawnMean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - drawnMean) * ($1 - drawnMean) } / count
    #expect(abs(drawnMean - mean) <= 5 * deviation / count.squareRoot() + 1e-12)
    #expect(abs(variance.squareRoot() - deviation) <= 0.02 * deviation + 1e-12)
    if limit > 0 {
      let farthest = numbers.reduce(0) { max($0, abs($1 - mean)) }
      #expect(farthest <= limit * (1 + 1e-12))
      #expect(farthest >= 0.97 * limit)
    }
  }

  @Test func `every initializer has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "initializers").cases.map(\.word))
    #expect(Initializers.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }
}

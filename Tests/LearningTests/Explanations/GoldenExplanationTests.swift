import Catalog
import Data
import Engine
import Learning
import TestSupport
import Testing

/// Attributions of small nets, and rates of groups, against PyTorch and NumPy.
@Suite("Explaining as PyTorch and NumPy do") struct GoldenExplanationTests {
  static let cases = Result { try GoldenFile(named: "explaining").cases }

  private static func named(_ prefix: String) throws -> [GoldenCase] {
    try cases.get().filter { $0.name.hasPrefix(prefix) }
  }

  private func model(_ golden: GoldenCase, _ input: Shape, _ lines: [LayerDescription]) throws
    -> Model
  {
    let model = try Model(
      name: "m", inputs: [Model.Input("input", input)], lines: lines, dtype: .float64)
    for (path, _) in model.parameters {
      try model.set(path, to: try golden[path].tensor(.float64))
    }
    return model
  }

  private func expectEqual(
    _ found: Attributions, _ golden: GoldenCase, _ name: String
  ) throws {
    #expect(try golden[name].difference(from: found.values) <= 1e-10, "\(name)")
    #expect(try golden["ends"].difference(from: [found.answer, found.atBaseline]) <= 1e-12)
  }

  @Test(arguments: try named("dense"))
  func `rows of numbers have the attributions of PyTorch`(golden: GoldenCase) throws {
    let model = try model(
      golden, [5], [.dense(8, golden.options["activation"]), .dense(3, "softmax")])
    let index = try #require(Int(golden.options["index"] ?? ""))
    let steps = try #require(Int(golden.options["steps"] ?? ""))
    let row = try ExplainedRow(
      model, Samples(x: try golden["x"].tensor(.float64)), ExplainedOutput(index: index),
      baseline: try golden["baseline"].tensor(.float64))
    try expectEqual(row.saliency(), golden, "saliency")
    try expectEqual(row.integratedGradients(steps: steps), golden, "integrated")
    try expectEqual(row.occlusion((0..<5).map { [$0] }), golden, "occlusion")
  }

  @Test(arguments: try named("tokens"))
  func `tokens have the sum over their vectors`(golden: GoldenCase) throws {
    let model = try model(
      golden, [6],
      [
        .word("embedding", .number(12), .number(4)),
        .word("activation", .word("tanh")),
        .word("global_average_pooling1d"), .dense(1, "sigmoid"),
      ])
    let x = try golden["x"].numbers.map { Int32($0) }
    let row = try ExplainedRow(
      model, Samples(x: Tensor(x, [1, 6])), ExplainedOutput(index: 0))
    #expect(row.areTokens == [true])
    try expectEqual(row.saliency(), golden, "saliency")
    try expectEqual(row.integratedGradients(steps: 50), golden, "integrated")
  }

  @Test(arguments: try named("legendre"))
  func `points of Gauss and Legendre are those of NumPy`(golden: GoldenCase) throws {
    let points = GaussLegendre.points(try golden["places"].numbers.count)
    #expect(try golden["places"].difference(from: points.map(\.place)) <= 1e-14)
    #expect(try golden["weights"].difference(from: points.map(\.weight)) <= 1e-12)
  }

  @Test(arguments: try named("groups"))
  func `rates of groups are those of fairlearn`(golden: GoldenCase) throws {
    let groups = try golden["group"].numbers.map { Int($0) }
    let truths = try golden["truth"].numbers
    let scores = try golden["score"].numbers
    var rates = [GroupRates](repeating: GroupRates(), count: (groups.max() ?? 0) + 1)
    for (row, group) in groups.enumerated() {
      rates[group].add(truth: truths[row] == 1, answer: scores[row] > 0.5, score: scores[row])
    }
    let found = rates.flatMap { own in
      [
        Double(own.count), own.baseRate, own.selectionRate, own.accuracy, own.truePositiveRate,
        own.falsePositiveRate, own.precision, own.meanScore,
        own.selectionInterval?.lowerBound ?? .nan, own.selectionInterval?.upperBound ?? .nan,
      ]
    }
    #expect(try golden["rates"].elementwiseDifference(from: found) <= 1e-12)
  }

  @Test func `permutation importance has the mean and deviation of NumPy`() throws {
    let golden = try #require(try Self.named("permutation").first)
    let scores = try golden["scores"].numbers
    var turn = 0
    var orders: Set<[Int]> = []
    let found = try PermutationImportance.of(
      columns: 1, repeats: scores.count, rows: 40, baseline: try golden["baseline"].numbers[0],
      stream: RandomStream(seed: 1, purpose: .shuffle, name: "test", occurrence: 0)
    ) { _, order in
      #expect(order.sorted() == Array(0..<40))
      orders.insert(order)
      turn += 1
      return scores[turn - 1]
    }
    #expect(orders.count == scores.count)
    #expect(try golden["mean"].difference(from: [found[0].mean]) <= 1e-12)
    #expect(try golden["std"].difference(from: [found[0].deviation]) <= 1e-12)
  }
}

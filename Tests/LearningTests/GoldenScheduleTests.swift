import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenScheduleTests {
  static func cases(with tensor: String) throws -> [GoldenCase] {
    try GoldenFile(named: "schedules").cases.filter { $0.tensors[tensor] != nil }
  }

  private func schedule(_ golden: GoldenCase) throws -> any Schedule {
    let type = try #require(Schedules.named(golden.word), "\(golden.word) is registered")
    return try type.make(golden.arguments())
  }

  @Test(arguments: try cases(with: "steps"))
  func `rates are those of the reference`(golden: GoldenCase) throws {
    let graph = Graph()
    let steps = graph.constant(try golden["steps"].tensor(.float64))
    let rates = try run(graph, for: [schedule(golden).rate(steps, in: graph)])[0]
    #expect(try golden["rates"].difference(from: rates) <= 1e-12)
  }

  @Test(arguments: try cases(with: "losses"))
  func `a plateau lowers the rate as Keras's callback does`(golden: GoldenCase) throws {
    var plateau = try #require(try schedule(golden).plateau)
    var rates: [Double] = []
    for loss in try golden["losses"].numbers {
      plateau.note([("loss", loss)])
      rates.append(plateau.rate)
    }
    #expect(try golden["rates_after"].numbers == rates)
  }

  @Test func `every schedule has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "schedules").cases.map(\.word))
    #expect(Schedules.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }

  @Test func `a plateau goes on from its state`() throws {
    let schedule = try ReduceOnPlateau.make(
      Arguments([.number(0.1)], named: [("patience", .number(2))]))
    var whole = try #require(schedule.plateau)
    var resumed = try #require(schedule.plateau)
    for (index, loss) in [1, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.8].enumerated() {
      whole.note([("val_loss", loss)])
      var next = try #require(schedule.plateau)
      next.state = resumed.state
      next.note([("val_loss", loss)])
      resumed = next
      #expect(whole == resumed, "epoch \(index)")
    }
    #expect(whole.rate < 0.1)
  }
}

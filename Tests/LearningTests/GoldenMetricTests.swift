import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenMetricTests {
  static let inputs: Set<String> = ["y_true", "y_pred", "one_hot", "values"]

  @Test(arguments: try GoldenFile(named: "metrics").cases)
  func `metrics follow their definitions`(golden: GoldenCase) throws {
    let truths = ["y_true", "one_hot"].compactMap { golden.tensors[$0] }
    let predictions = try golden["y_pred"].tensor(.float64)
    for name in golden.names where !Self.inputs.contains(name) {
      let metric = try metric(named: name)
      for truth in truths {
        let value = try Metrics.value(
          of: metric, targets: truth.tensor(.float64), predictions: predictions)
        let difference = try golden[name].difference(from: numbers(value))
        #expect(difference <= 1e-10, "\(name)")
      }
    }
  }

  @Test func `F1 of the design's example is 1, a half and two thirds`() throws {
    let value = try Metrics.value(
      of: F1Score(), targets: Tensor([Int32]([0, 1, 2, 2, 1, 0, 2]), [7]),
      predictions: Tensor([Int32]([0, 2, 2, 2, 1, 0, 1]), [7]))
    #expect(value == .perClass([1, 0.5, 2.0 / 3]))
  }

  @Test func `every metric has golden numbers`() throws {
    let names = try GoldenFile(named: "metrics").cases.flatMap(\.names)
    let words = Set(names.compactMap { $0.split(separator: ":").first.map(String.init) })
    #expect(Metrics.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }
}

/// `precision:average=macro` as a metric.
private func metric(named text: String) throws -> any Metric {
  let parts = text.split(separator: ":").map(String.init)
  let type = try #require(Metrics.named(parts[0]), "\(parts[0]) is registered")
  var named: [(name: String, value: Argument)] = []
  for option in parts.dropFirst() {
    let sides = option.split(separator: "=").map(String.init)
    named.append((sides[0], Double(sides[1]).map { .number($0) } ?? .word(sides[1])))
  }
  return try type.init(BoundArguments(Arguments([], named: named), to: type.signature))
}

private func numbers(_ value: MetricValue) -> [Double] {
  switch value {
  case .number(let number): [number]
  case .perClass(let numbers): numbers
  case .counts(let rows): rows.flatMap { $0.map(Double.init) }
  }
}

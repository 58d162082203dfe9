import Catalog
import Engine
import Learning
import Testing

/// Gal and Ghahramani, 2016: masks that hold for a whole sequence.
@Suite struct RecurrentDropoutTests {
  @Test(arguments: [("lstm", 4), ("gru", 3), ("simple_rnn", 1)])
  func `there is one mask for each gate and sequence, of the right scale`(
    word: String, gates: Int
  ) throws {
    let m = try layer(word, units: 50, features: 40)
    for mask in try masks(of: m, batch: 20, features: 40) {
      #expect(mask.shape[0] == 20 && mask.shape[1] == gates)
      #expect(Set(mask.doubles) == [0, 1 / 0.75])
      let share = mask.doubles.reduce(0) { $0 + ($1 == 0 ? 1 : 0) } / Double(mask.count)
      #expect(abs(share - 0.25) < 0.05)
      let rows = stride(from: 0, to: mask.count, by: mask.shape[2]).map {
        Array(mask.doubles[$0..<$0 + mask.shape[2]])
      }
      #expect(Set(rows).count == rows.count, "gates and sequences have masks of their own")
    }
  }

  @Test func `tied masks are one for all gates`() throws {
    let m = try layer("lstm", units: 50, features: 40, [("tied", .bool(true))])
    #expect(try masks(of: m, batch: 20, features: 40).map(\.shape) == [[20, 1, 40], [20, 1, 50]])
  }

  /// Without the state's product, equal inputs give equal outputs at every step.
  @Test func `masks hold for all steps`() throws {
    let m = try layer("simple_rnn", units: 6, features: 8)
    try m.set("simple_rnn.recurrent_kernel", to: Tensor([Double](repeating: 0, count: 36), [6, 6]))
    let graph = Graph()
    let x = graph.constant(Tensor([Double](repeating: 1, count: 3 * 4 * 8), [3, 4, 8]))
    let y = try m.apply(to: [x], in: graph, Application(isTraining: true)).output
    let numbers = try run(graph, for: [y])[0]
    for sample in 0..<3 {
      let steps = (0..<4).map { step in
        Array(numbers[(sample * 4 + step) * 6..<(sample * 4 + step + 1) * 6])
      }
      #expect(Set(steps).count == 1)
    }
    #expect(Array(numbers[0..<6]) != Array(numbers[24..<30]))
  }

  @Test func `without training nothing is dropped`() throws {
    let m = try layer("lstm", units: 3, features: 2)
    #expect(try masks(of: m, batch: 2, features: 2, isTraining: false).isEmpty)
  }

  @Test(arguments: ["lstm", "gru", "simple_rnn"])
  func `gradients through masks agree with central differences`(word: String) throws {
    let m = try layer(word, units: 3, features: 2)
    let graph = Graph()
    let x = Variable("x", Tensor((0..<24).map { Double($0 * 7 % 11) / 5 - 1 }, [3, 4, 2]))
    let y = try m.apply(to: [graph.variable(x)], in: graph, Application(isTraining: true)).output
    let loss = try graph.apply(Sum(), to: graph.apply(Multiply(), to: y, y))
    let weights = m.parameters.map(\.variable)
    for report in try GradientCheck().reports(graph, of: loss, for: [x] + weights) {
      #expect(report.passes, "\(report)")
    }
  }

  private func layer(
    _ word: String, units: Double, features: Int, _ more: [(name: String, value: Argument)] = []
  ) throws -> Model {
    let options: [(name: String, value: Argument)] = [
      ("dropout", .number(0.25)), ("recurrent_dropout", .number(0.25)),
      ("return_sequences", .bool(true)),
    ]
    let line = LayerDescription(word, Arguments([.number(units)], named: options + more))
    return try model([4, features], [line], dtype: .float64)
  }

  /// All masks that a step draws, in order: the input's, then the state's.
  private func masks(
    of model: Model, batch: Int, features: Int, isTraining: Bool = true
  ) throws -> [Tensor] {
    let graph = Graph()
    let x = graph.input(TensorType([batch, 4, features], .float64))
    _ = try model.apply(to: [x], in: graph, Application(isTraining: isTraining))
    let nodes = graph.nodes.filter { node in
      guard case .operation(let operation, _) = graph.sources[node.index] else { return false }
      return operation is DropoutMask
    }
    let executor = Executor(Plan(graph, outputs: nodes))
    executor.run()
    return nodes.map { executor.value(of: $0) }
  }
}

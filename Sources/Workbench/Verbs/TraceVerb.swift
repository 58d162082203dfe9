import Catalog
import Engine
import Learning
import Support

/// `trace m, x`: what each layer makes of the input, line by line.
enum TraceVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let x = Parameter<Value>.any(
    "x", "One sample or several, or a part of a data set.", expected: "a tensor or a data set")

  static let signature = Signature(
    "trace", .verb, "statistics of each layer's output for an input", example: "trace m, [1, 2]",
    [model.description, x.description],
    details: """
      Shapes are those of one sample; std is the population deviation. zeros is the share of outputs
      that are 0: behind relu these units are dead for this input. Attention also shows the mean
      entropy of its weights in nats: 0 looks at one place, log n at n places alike.
      A model of several inputs takes each by name: trace m, a=x, b=z.
      """, namesInputs: true, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let trace = try ModelTrace(
      of: model, on: call.samples(x, for: model), threads: call.interpreter.options.threads)
    return .report(report(trace))
  }

  private static func report(_ trace: ModelTrace) -> Report {
    let hasAttention = trace.rows.contains { $0.entropy != nil }
    var header = ["layer", "kind", "shape", "mean", "std", "min", "max", "zeros"]
    var alignments: [TextTable.Alignment] =
      [.left, .left, .left] + header.dropFirst(3).map { _ in .right }
    if hasAttention {
      header.append("entropy")
      alignments.append(.right)
    }
    var table = TextTable(header: header, alignments: alignments)
    for row in trace.rows {
      var cells = [
        String(repeating: "  ", count: row.depth) + row.path, row.kind, row.shape.description,
      ]
      cells += [row.mean, row.deviation, row.minimum, row.maximum].map(NumberText.metric)
      cells.append(percent(row.zeros))
      if hasAttention { cells.append(row.entropy.map(NumberText.metric) ?? "") }
      table.append(cells)
    }
    let head = "trace of \(trace.model) on \(Problems.count(trace.sampleCount, "sample"))"
    let columns: [(String, (ModelTrace.Row) -> Double)] = [
      ("mean", \.mean), ("std", \.deviation), ("min", \.minimum), ("max", \.maximum),
      ("zeros", \.zeros),
    ]
    return Report(
      kind: "trace", text: ([head] + table.lines(indent: 2)).joined(separator: "\n"),
      fields: [("layers", .list(trace.rows.map { .text($0.path) }))]
        + columns.map { name, value in
          (name, .tensor(TensorValue(weak: Tensor(trace.rows.map(value), [trace.rows.count]))))
        })
  }

  private static func percent(_ share: Double) -> String {
    "\(NumberText.significant(share * 100, digits: 3))%"
  }
}

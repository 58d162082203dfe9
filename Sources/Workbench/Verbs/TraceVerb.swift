import Catalog
import Engine
import Learning
import Plots
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
      t = trace m, x; plot t draws what attention looks at, head by head; t.attention are its numbers
      [samples, heads, queries, places], a list of them for several layers. Of up to 16 samples each layer's
      output stands behind its label: plot t.conv2d draws the maps of a convolution.
      """, namesInputs: true, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let samples = try call.samples(x, for: model)
    let trace = try ModelTrace(
      of: model, on: samples, threads: call.interpreter.options.threads,
      keepsOutputs: samples.count <= 16)
    var value = report(trace)
    value.fields += TracedValues(trace).fields
    if let plot = AttentionPlot.plot(trace, of: model, on: samples) {
      value.shown.blocks.append(.figure(plot))
    }
    return .report(value)
  }

  private static func report(_ trace: ModelTrace) -> ReportValue {
    let numbers: [(name: String, value: (ModelTrace.Row) -> Double)] = [
      ("mean", \.mean), ("std", \.deviation), ("min", \.minimum), ("max", \.maximum),
    ]
    var columns: [Table.Field<ModelTrace.Row>] = [
      .nested("layer") { ($0.path, $0.depth) }, .text("kind") { $0.kind },
      .text("shape") { $0.shape.description },
    ]
    columns += numbers.map { .number($0.name, .metric, $0.value) }
    columns.append(.share("zeros") { $0.zeros })
    if trace.rows.contains(where: { $0.entropy != nil }) {
      columns.append(.number("entropy", .metric, unit: "nat") { $0.entropy })
    }
    let head = "trace of \(trace.model) on \(Problems.count(trace.sampleCount, "sample"))"
    return ReportValue(
      Report("trace", title: head, [.table(Table(trace.rows, columns))]),
      fields: [("layers", .list(trace.rows.map { .text($0.path) }))]
        + (numbers + [("zeros", \.zeros)]).map { name, value in
          (name, .tensor(TensorValue(weak: Tensor(trace.rows.map(value), [trace.rows.count]))))
        })
  }
}

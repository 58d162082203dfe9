import Data
import Engine

/// What each layer of a model makes of some samples: statistics of its output.
package struct ModelTrace {
  /// Statistics of what one layer gives, over all samples and elements.
  package struct Row {
    /// The label path: `dense`, `encoder.dense`.
    package let path: String
    /// The word of the layer: `dense`.
    package let kind: String
    /// The output of one sample.
    package let shape: Shape
    /// Over all elements.
    package let mean: Double
    /// Population standard deviation.
    package let deviation: Double
    /// The smallest element.
    package let minimum: Double
    /// The largest element.
    package let maximum: Double
    /// The share of outputs that are 0: dead units behind a relu.
    package let zeros: Double
    /// The mean entropy of attention weights in nats: 0 looks at one place, log n at n alike.
    package let entropy: Double?
    /// How many structures stand around the layer.
    package let depth: Int
    /// How many units, along the last axis, are 0 for all samples at all places.
    package let silent: Int
    /// What the layer gave [samples × …]; `nil` where outputs are not kept.
    package var output: Tensor?
    /// What a layer of attention looks at [samples × heads × queries × places]; `nil` of other layers.
    package var attention: Tensor?
  }

  /// The name of the model.
  package let model: String
  /// How many samples it has seen.
  package let sampleCount: Int
  /// In the order of the model's text.
  package let rows: [Row]

  /// Numbers of outputs that rows keep at most, where they are asked to.
  private static let keptNumbers = 1 << 21

  /// Runs inference once with every activation kept; inputs are found by name.
  ///
  /// Rows hold what attention looks at and, up to two million numbers, the outputs where `keepsOutputs`.
  package init(
    of model: Model, on samples: Samples, threads: Int = 1, keepsOutputs: Bool = false
  ) throws(LearningError) {
    guard samples.count > 0 else { throw .input(.noSamples(data: "the input of trace")) }
    var inputs = try samples.arranged(for: model)
    inputs.targets = nil
    let graph = Graph()
    let nodes = BatchNodes(inputs, rows: inputs.count, in: graph)
    let record = LayerRecord()
    _ = try model.apply(to: nodes.inputs, in: graph, Application(record: record))
    let weights = record.entries.map { graph.attentionWeights(in: $0) }
    let outputs = record.entries.map(\.output) + weights.compactMap { $0 }
    let plan = Plan(graph, outputs: outputs, reusesMemory: false)
    try MemoryLimit.check(
      bytes: saturatingSum(plan.arenaByteCount, plan.inputByteCount), model: model.name)
    let executor = Executor(plan, threads: threads)
    nodes.fill(executor, with: inputs, 0..<inputs.count, step: nil)
    executor.run()
    self.model = model.name
    sampleCount = inputs.count
    let all = record.entries.reduce(0) { saturatingSum($0, $1.output.shape.count) }
    let keepsOutputs = keepsOutputs && all <= Self.keptNumbers
    rows = zip(record.entries, weights).map { entry, weights in
      let looked = weights.map { executor.value(of: $0) }
      var row = Row(entry, executor.value(of: entry.output), entropy: looked.map(entropy))
      if keepsOutputs { row.output = executor.value(of: entry.output) }
      if let looked, looked.count <= Self.keptNumbers { row.attention = looked }
      return row
    }
  }
}

extension ModelTrace.Row {
  fileprivate init(_ entry: LayerRecord.Entry, _ output: Tensor, entropy: Double?) {
    path = entry.path
    kind = entry.kind
    shape = entry.output.shape.sample
    depth = entry.depth
    self.entropy = entropy
    silent = silentUnits(of: output)
    let statistics = TensorStatistics(output)
    (mean, deviation) = (statistics.mean, statistics.deviation)
    // A value that is no number hides behind comparisons; it must show.
    minimum = mean.isNaN ? .nan : statistics.least
    maximum = mean.isNaN ? .nan : statistics.largest
    zeros = Double(statistics.zeros) / Double(output.count)
  }
}

extension Graph {
  /// The softmax over places to look at, in a layer of attention.
  fileprivate func attentionWeights(in entry: LayerRecord.Entry) -> Node? {
    guard entry.kind == "multi_head_attention" else { return nil }
    let index = entry.nodes.last { index in
      guard case .operation(let operation, _) = sources[index] else { return false }
      return operation is Softmax
    }
    return index.map { nodes[$0] }
  }
}

/// Places of the last axis at which all numbers are 0.
private func silentUnits(of output: Tensor) -> Int {
  guard output.shape.rank > 1, let units = output.shape.extents.last, units > 0 else { return 0 }
  var isAwake = [Bool](repeating: false, count: units)
  var place = 0
  for index in 0..<output.count {
    if !isAwake[place], output[index] != 0 { isAwake[place] = true }
    place = place + 1 == units ? 0 : place + 1
  }
  return isAwake.count { !$0 }
}

/// The mean over all rows of −Σ p·log p.
private func entropy(of weights: Tensor) -> Double {
  guard let width = weights.shape.extents.last, weights.count > 0,
    let logarithms = try? Eager.apply(Logarithm(), to: [weights])
  else { return .nan }
  var sum = 0.0
  for (share, logarithm) in zip(weights.doubles, logarithms.doubles) where share > 0 {
    sum -= share * logarithm
  }
  return sum / Double(weights.count / width)
}

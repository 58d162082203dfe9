import Data
import Engine
import Learning
import Plots
import Support

/// What stands behind the dots of a trace: outputs by label, and what attention looks at.
struct TracedValues {
  private let trace: ModelTrace

  init(_ trace: ModelTrace) { self.trace = trace }

  /// `t.attention`, then one for each layer whose output was kept; labels that fields have already are left out.
  var fields: [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = []
    let looked = trace.rows.compactMap(\.attention).map { Value.tensor(TensorValue($0)) }
    if looked.count == 1 { fields.append(("attention", looked[0])) }
    if looked.count > 1 { fields.append(("attention", .list(looked))) }
    var taken: Set<String> = [
      "layers", "mean", "std", "min", "max", "zeros", "attention",
    ]
    for row in trace.rows {
      let name = row.path.replacing(".", with: "_")
      guard let output = row.output, taken.insert(name).inserted else { continue }
      fields.append((name, .tensor(TensorValue(output))))
    }
    return fields
  }
}

/// What the layers of attention in a trace look at, for its first sample.
enum AttentionPlot {
  /// What a model looks at in the first training sample of its data.
  static func plot(_ model: Model, _ dataset: Dataset, _ call: VerbCall) throws -> Plot {
    let samples = dataset.train.subset(0..<min(1, dataset.train.count))
    let trace = try ModelTrace(
      of: model, on: samples, threads: call.interpreter.options.threads, keepsOutputs: true)
    guard var drawn = plot(trace, of: model, on: samples) else {
      throw PlotProblem.noAttention(model: model.name, needsData: false)
    }
    if dataset.train.count > 1 {
      drawn.notes.append("the first of \(NumberText.grouped(dataset.train.count)) samples")
    }
    return drawn
  }

  /// `nil` where no layer attends.
  static func plot(_ trace: ModelTrace, of model: Model, on samples: Samples) -> Plot? {
    let layers = trace.rows.compactMap { row in row.attention.map { (row.path, $0) } }
    guard let (_, first) = layers.first, first.shape.rank == 4 else { return nil }
    var heads: [AttentionChart.Head] = []
    for (path, shares) in layers where shares.shape.rank == 4 {
      let (count, rows, columns) = (shares.shape[1], shares.shape[2], shares.shape[3])
      let size = rows * columns
      for head in 0..<count {
        let numbers = (head * size..<(head + 1) * size).map { shares[$0] }
        let name = layers.count > 1 ? "\(path) \(head)" : "head \(head)"
        heads.append(
          AttentionChart.Head(
            count == 1 && layers.count == 1 ? "" : name,
            HeatMap(rows: rows, columns: columns, values: numbers)))
      }
    }
    let words = words(of: model, samples, count: first.shape[2])
    let isSelf = first.shape[2] == first.shape[3]
    var plot = Plot(
      AttentionChart(heads, queries: words, keys: isSelf ? words : []),
      title: layers.count == 1
        ? "\(trace.model).\(layers[0].0): attention" : "\(trace.model): attention")
    if samples.count > 1 { plot.notes.append("the first of \(samples.count) samples") }
    return plot
  }

  /// The tokens of the first sample, as many as a layer of attention has places; none where nobody knows them.
  private static func words(of model: Model, _ samples: Samples, count: Int) -> [String] {
    for input in samples.inputs where input.rows.shape.extents == [count] {
      let numbers = (0..<count).map { Int(saturating: input.rows.number(0, $0).rounded()) }
      guard let vocabulary = input.vocabulary ?? model.vocabularies.last else { continue }
      return numbers.map { number in
        vocabulary.text(of: number).map(DatasetPlot.readable)
          ?? TokenVocabulary.Special.allCases.first { vocabulary[$0] == number }
          .map { "<\($0.rawValue)>" } ?? "\(number)"
      }
    }
    return []
  }
}

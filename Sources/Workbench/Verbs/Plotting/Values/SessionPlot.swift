import Catalog
import Engine
import Learning
import Plots
import Support

/// Charts that are no numbers of a value: the loop of a training, and what holds memory.
package struct SessionPlot {
  let call: VerbCall

  /// The chart of a word, `loop` or `memory`, with what stands behind it.
  func plot(_ word: String, _ others: [(value: Value, text: String)]) throws -> Plot {
    try PlotPlaces.refuse(call, except: [PlotPlaces.columns.description], "`\(word)`")
    if word == MemoryChart.signature.name {
      if let other = others.first { throw PlotProblem.mixture("`memory`", other.value.kindName) }
      return memory
    }
    guard let first = others.first else { return Plot(LoopChart(), title: "training loop") }
    guard case .run(let run) = first.value, others.count == 1 else {
      throw PlotProblem.mixture("`loop`, which takes a run", first.value.kindName)
    }
    // Held between two steps it stands before the next batch.
    return Self.loop(
      of: run, named: first.text, active: run.progress.phase == .paused ? .batch : nil)
  }

  /// The loop of one training, with its own words in the boxes; `active` is the box that is lit.
  static func loop(of run: TrainingRun, named name: String, active: LoopChart.Stage? = nil) -> Plot
  {
    let options = run.setup.options
    let progress = run.seen.progress
    let model = run.models.first?.name ?? "m"
    let samples = min(options.batchSize, run.setup.training.count)
    let loss = run.setup.supervision?.loss.text ?? options.loss?.text ?? "loss"
    let optimizer = run.setup.steps.first.map { $0.optimizer.text } ?? "adam"
    var exit = "\(NumberText.count(options.epochs, "epoch")) done"
    if options.earlyStopping != nil || options.until != nil { exit = "converged or " + exit }
    var plot = Plot(
      LoopChart(
        captions: [
          NumberText.count(samples, "sample"), "\(model)(x)", loss, "gradients", optimizer,
        ], exit: exit, active: active), title: "loop of \(name)")
    plot.notes = ["epoch \(progress.epoch) of \(options.epochs)", "step \(progress.step)"]
    return plot
  }

  /// The loop of a training with the numbers of one step in its boxes: as far as they are known at `stage`, which is
  /// lit. Behind a whole step the next batch is what comes now.
  package static func loop(
    of run: TrainingRun, named name: String, after detail: StepDetail,
    at stage: LoopChart.Stage? = nil
  ) -> Plot {
    func length(_ tensors: some Sequence<Tensor>) -> String {
      let squares = tensors.reduce(0.0) { $0 + $1.doubles.reduce(0) { $0 + $1 * $1 } }
      return NumberText.significant(squares.squareRoot(), digits: 3)
    }
    var plot = loop(of: run, named: name)
    let words = plot.chart as? LoopChart
    let moves = detail.weights.map { weight in
      let (before, after) = (weight.before.doubles, weight.after.doubles)
      return Tensor(zip(after, before).map { $0 - $1 }, [before.count])
    }
    let numbers = [
      NumberText.count(detail.samples.count, "sample"),
      NumberText.count(detail.layers.count, "layer"),
      NumberText.significant(detail.loss, digits: 4),
      "norm " + length(detail.weights.map(\.gradient)), "by " + length(moves),
    ]
    let known = stage.flatMap { LoopChart.Stage.allCases.firstIndex(of: $0) } ?? numbers.count
    let captions = zip(numbers, words?.captions ?? numbers).enumerated().map {
      $0 <= known ? $1.0 : $1.1
    }
    plot.chart = LoopChart(captions: captions, exit: words?.exit ?? "", active: stage ?? .batch)
    plot.notes = ["epoch \(detail.epoch)", "step \(NumberText.grouped(detail.step))"]
    return plot
  }

  /// What names hold, the largest first; what several share is counted with each.
  private var memory: Plot {
    let session = call.interpreter
    var holders: [MemoryChart.Holder] = []
    for name in session.order {
      guard let value = call.evaluator.frame[name] else { continue }
      let bytes = Self.bytes(of: value)
      if bytes > 0 { holders.append(.init(name, value.kindName, bytes: bytes)) }
    }
    let old = session.historyBytes.held
    if old > 0 { holders.append(.init("old weights", "for undo", bytes: old)) }
    let named = ByteEstimate.sum(holders.map(\.bytes))
    if session.memory.held > named {
      holders.append(
        .init("everything else", "trainings, prepared data", bytes: session.memory.held - named))
    }
    return Plot(
      MemoryChart(holders, held: session.memory.held, limit: session.memory.limit), title: "memory")
  }

  private static func bytes(of value: Value, depth: Int = 0) -> Int {
    guard depth < 20 else { return 0 }
    return switch value {
    case .tensor(let tensor): tensor.known?.type.byteCount ?? 0
    case .dataset(let dataset): dataset.byteCount
    case .model(let model), .layer(let model, _): model.byteCount
    case .run(let run): ByteEstimate.sum(run.keptMemory.map(\.bytes))
    case .list(let items): ByteEstimate.sum(items.map { bytes(of: $0, depth: depth + 1) })
    case .record(let record):
      ByteEstimate.sum(record.values.map { bytes(of: $0, depth: depth + 1) })
    default: 0
    }
  }
}

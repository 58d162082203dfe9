import Learning
import Plots
import Support

/// `compare [r, s]`: the curves of runs in one chart, where they part, and which settings differ.
enum RunComparison {
  private struct Entry {
    let name: String
    let run: TrainingRun
    private(set) var losses: [ThinnedSeries<Double>]

    init(_ name: String, _ run: TrainingRun) {
      self.name = name
      self.run = run
      let seen = run.seen
      losses = run.curveNames.indices.map { seen.stepSeries(of: $0) }
    }

    mutating func thin(to stride: Int) { losses = losses.map { $0.thinned(to: stride) } }

    /// How many steps there are to compare.
    var steps: Int { losses.map(\.count).min() ?? 0 }
  }

  static func perform(_ runs: [TrainingRun], _ call: VerbCall) throws -> Value {
    let names = call.namesInList(of: 0, count: runs.count)
    var entries = zip(runs, names).enumerated().map { index, pair in
      Entry(pair.1 ?? "run \(index + 1)", pair.0)
    }
    // Of very long runs not each step is kept.
    let stride = entries.flatMap { $0.losses.map(\.stride) }.max() ?? 1
    for index in entries.indices { entries[index].thin(to: stride) }
    if call.evaluator.context.looking != .check {
      call.interpreter.host.emit(.plot(plot(of: entries)))
    }
    let parting = entries.dropFirst().map { firstDifference(entries[0], $0) }
    var blocks = zip(entries.dropFirst(), parting).map { other, step in
      Report.Block.facts(
        Facts(
          sentence: line(entries[0], other, step),
          [
            Fact("first", .text(entries[0].name)), Fact("other", .text(other.name)),
            Fact("step", step.map(Table.Cell.count) ?? .none),
          ]))
    }
    blocks += starts(of: entries).map { .note($0) }
    blocks.append(settings(of: entries).map { .table($0) } ?? .note("all settings are equal"))
    let final = entries.map { Value.number($0.losses.first?.last ?? .nan) }
    return .report(
      ReportValue(
        Report("comparison", blocks),
        fields: [
          ("step", .number(Double(parting.compactMap(\.self).min() ?? 0))),
          ("final", try ListValue.make(final)),
        ]))
  }

  /// The first step, counted from 1, whose losses are not the same bits.
  private static func firstDifference(_ first: Entry, _ other: Entry) -> Int? {
    guard first.losses.count == other.losses.count else { return 1 }
    return zip(first.losses, other.losses).compactMap { a, b in
      zip(a.kept(), b.kept()).enumerated().first { $1.0.bitPattern != $1.1.bitPattern }
        .map { $0.offset * a.stride + 1 }
    }.min()
  }

  private static func line(_ first: Entry, _ other: Entry, _ step: Int?) -> String {
    let pair = "\(first.name) and \(other.name)"
    guard let step else {
      let common = min(first.steps, other.steps)
      return "\(pair) are the same in all \(Problems.count(common, "step")) that both have"
    }
    let values = [first, other].map { entry in
      entry.losses.first.flatMap { $0.kept(since: (step - 1) / $0.stride).first } ?? .nan
    }
    return "\(pair) differ from step \(NumberText.grouped(step)) (epoch "
      + "\(first.run.course.epoch(ofStep: step))) on: loss \(NumberText.general(values[0])) and "
      + NumberText.general(values[1])
  }

  /// Whose curves cannot be held against the others: they began with what a training had made.
  private static func starts(of entries: [Entry]) -> [String] {
    guard Set(entries.map { $0.run.setup.start?.weights }).count > 1 else { return [] }
    return entries.compactMap { entry in
      entry.run.setup.start.map { start in
        "\(entry.name) went on from weights that \(start.training.spoken) had made: its curve does "
          + "not compare with one that began anew"
      }
    }
  }

  /// One row for each setting that is not the same in all runs.
  private static func settings(of entries: [Entry]) -> Table? {
    let columns = entries.map { settings(of: $0.run) }
    var rows: [(name: String, values: [String])] = []
    for name in columns.joined().map(\.name) where !rows.contains(where: { $0.name == name }) {
      rows.append((name, columns.map { column in column.first { $0.name == name }?.text ?? "" }))
    }
    rows.removeAll { Set($0.values).count == 1 }
    guard !rows.isEmpty else { return nil }
    return Table(
      rows,
      [.text("setting") { $0.name }]
        + entries.enumerated().map { index, entry in .text(entry.name) { $0.values[index] } })
  }

  private static func settings(of run: TrainingRun) -> [(name: String, text: String)] {
    let setup = run.setup
    let options = setup.options
    var rows = [
      ("model", setup.models.map(\.source).joined(separator: "; ")), ("data", options.dataName),
      ("epochs", "\(run.progress.epochs)"), ("batch_size", "\(options.batchSize)"),
      ("optimizer", setup.steps.map(\.optimizer.text).joined(separator: ", ")),
      ("loss", setup.supervision?.loss.text ?? "of its steps"), ("seed", "\(options.seed)"),
      ("random draws", draws(options)),
      ("shuffle", "\(options.shuffles)"), ("dtype", setup.dtype.name),
      ("privacy", options.privacy.map(text) ?? "none"),
      ("clients", setup.federation.map { "\($0.clients.count)" } ?? "none"),
      ("local_epochs", "\(options.localEpochs)"),
      ("weights", setup.training.weights == nil ? "none" : "of samples"),
    ]
    for change in run.changes {
      rows.append(
        (
          "\(change.name) after step \(NumberText.grouped(change.step))",
          NumberText.general(change.value)
        ))
    }
    return rows
  }

  private static func text(_ privacy: DifferentialPrivacy) -> String {
    "dp(noise=\(NumberText.general(privacy.noise)), clip=\(NumberText.general(privacy.clip)), "
      + "delta=\(NumberText.general(privacy.delta)))"
  }

  /// How many equal orders of samples and equal masks were drawn since the seed was set.
  private static func draws(_ options: TrainingOptions) -> String {
    let orders = "orders number \(options.occurrence + 1)"
    guard options.maskOccurrence > 0 else { return orders }
    return "\(orders), masks number \(options.maskOccurrence + 1)"
  }

  private static func plot(of entries: [Entry]) -> Plot {
    let series = entries.enumerated().flatMap { index, entry -> [Series] in
      let curves = zip(entry.run.curveNames, entry.losses).map { curve, losses -> Series in
        var series = Series(
          entry.losses.count == 1 ? entry.name : "\(entry.name).\(curve)", role: .group(index),
          ys: losses.stride > 1 ? losses.kept() : losses.elements, firstX: 1,
          stride: Double(losses.stride))
        // As `plot r, s` draws them: losses of single steps hide how they fall.
        series.isSmoothed = true
        return series
      }
      // A run of one curve has one colour, which its validation shares.
      guard entries.allSatisfy({ $0.losses.count == 1 }), var own = curves.first,
        let measured = RunPlot.validation(of: entry.run, entry.name, place: index, bySteps: true)
      else { return curves }
      own.slot = index + 1
      return [own, measured]
    }
    return Plot.loss(series, title: "loss of " + Problems.list(entries.map(\.name), "and"))
  }
}

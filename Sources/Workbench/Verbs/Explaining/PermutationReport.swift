import Data
import Engine
import Formats
import Learning
import Plots
import Support

/// What a model listens to: how much worse it answers where a column stands in other rows.
enum PermutationReport {
  private struct Row {
    let name: String
    let importance: PermutationImportance
  }

  /// More rows than these are only in the file of a report, and in its fields.
  private static let rowLimit = 20
  /// So many numbers of a sample are columns; beyond they are pixels, or moments of a sound.
  private static let columnLimit = 1_000

  static func make(_ call: VerbCall, _ model: Model, _ rows: ExplainedRows) throws -> Value {
    guard rows.count > 1, rows.samples.targets != nil else {
      throw ExplainProblem.needsRows(
        method: ExplainMethod.permutation.rawValue, isWithoutTargets: rows.count > 1)
    }
    let interpreter = call.interpreter
    let score = try AnswerScore(
      of: model, on: rows.samples, units: TargetUnits(rows.recipe), data: "the data",
      threads: interpreter.options.threads)
    let baseline = try score.value(on: rows.samples)
    let repeats = try call[ExplainVerb.repeats]
    let columns = try PermutedColumns(rows, call.evaluator.dtype, limit: columnLimit)
    // The same orders whenever it is typed.
    let stream = RandomStream(
      seed: interpreter.random.seed, purpose: .shuffle,
      name: "permutation of \(rows.count) rows", occurrence: 0)
    let found = try PermutationImportance.of(
      columns: columns.names.count, repeats: repeats, rows: rows.count, baseline: baseline,
      stream: stream
    ) { column, order in
      if interpreter.breathe() { throw ValueProblem.interrupted }
      return try score.value(on: columns.samples(permuting: column, order))
    }
    let all = zip(columns.names, found).map(Row.init)
    let sorted = all.enumerated().sorted {
      let (a, b) = ($0.element.importance.mean, $1.element.importance.mean)
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
    let title =
      "what \(model.name) listens to: \(score.name) \(NumberText.metric(baseline)) on "
      + Problems.count(rows.count, "sample")
    let note =
      "permutation: \(score.name) less that with the column shuffled, "
      + "mean and std of \(Problems.count(repeats, "repeat"))"
      + (rows.recipe?.targetLookedBackAt.map {
        "; what earlier rows hold of \(Problems.quotedName($0)) stays where it is"
      } ?? "")
    var value = ReportValue(report(sorted, title, note, limit: rowLimit), fields: [])
    if sorted.count > rowLimit { value.whole = report(sorted, title, note, limit: .max) }
    func record(_ number: (PermutationImportance) -> Double) -> Value {
      .record(RecordValue(all.map(\.name), all.map { .number(number($0.importance)) }))
    }
    value.fields = [
      ("method", .text(ExplainMethod.permutation.rawValue)), ("measure", .text(score.name)),
      ("score", .number(baseline)), ("importances", record(\.mean)),
      ("importances_std", record(\.deviation)),
      ("order", .list(sorted.map { .text($0.name) })),
    ]
    return .report(value)
  }

  private static func report(_ rows: [Row], _ title: String, _ note: String, limit: Int) -> Report {
    let kept = Array(rows.prefix(limit))
    let most = kept.map { abs($0.importance.mean) }.max() ?? 0
    let remarks =
      rows.count > kept.count
      ? [
        Table.Remark(
          "…",
          [Fact("", .text("\(NumberText.grouped(rows.count - kept.count)) more in e.importances"))])
      ] : []
    let table = Table(
      kept, remarks: remarks,
      [
        .text("column") { Sanitizer.visibleLine($0.name) },
        .number("importance", .metric) {
          abs($0.importance.mean) < 1e-12 ? 0 : $0.importance.mean
        },
        .number("std", .metric) { $0.importance.deviation },
        .bar { AttributionBar.text($0.importance.mean, of: most) },
      ])
    var figure = Plot(
      BarChart(
        kept.map(\.importance.mean), labels: kept.map(\.name),
        errors: kept.map(\.importance.deviation)), title: "permutation importance")
    if rows.count > kept.count { figure.notes.append("\(kept.count) of \(rows.count)") }
    return Report(
      "explanation", title: title,
      [.table(table), .note(note), .figure(figure)])
  }
}

/// The columns that can be shuffled: those of the file that the model sees, or the numbers of a tensor.
struct PermutedColumns {
  let names: [String]
  private let rows: ExplainedRows
  private let dtype: DType

  init(_ rows: ExplainedRows, _ dtype: DType, limit: Int) throws {
    (self.rows, self.dtype) = (rows, dtype)
    if rows.table != nil, let recipe = rows.recipe {
      names = recipe.columns.map(\.name)
      return
    }
    let inputs = rows.samples.inputs
    if inputs.count > 1 {
      names = inputs.map(\.name)
      return
    }
    let shape = inputs[0].rows.shape
    let width = shape.extents.last ?? 1
    guard shape.rank == 1 || rows.recipe?.window != nil, width <= limit,
      inputs[0].vocabulary == nil
    else {
      throw ExplainProblem.unsuitable(
        method: ExplainMethod.permutation.rawValue,
        what: "samples of shape \(shape), which have no columns",
        other: "explain one: `explain m, d.test, row=0`")
    }
    if let origins = rows.recipe?.origins, origins.count == width {
      names = origins.map(\.name)
    } else if rows.columns.count == width {
      names = rows.columns
    } else {
      names = (0..<width).map { "x\($0)" }
    }
  }

  /// All rows with one column in another order.
  func samples(permuting column: Int, _ order: [Int]) throws -> Samples {
    if let raw = rows.table?.column(named: names[column]), rows.recipe != nil {
      return try rows.samples(
        replacing: TypedColumn(raw.name, raw.values.rows(order)), dtype)
    }
    var samples = rows.samples
    guard samples.inputs.count == 1 else {
      samples.inputs[column].rows = samples.inputs[column].rows.subset(order)
      return samples
    }
    let tensor = try tensor()
    let before = tensor.doubles
    var numbers = before
    let size = tensor.count / max(samples.count, 1)
    for row in order.indices.untilInterrupted {
      // Of windows all moments of the column.
      for place in stride(from: column, to: size, by: names.count) {
        numbers[row * size + place] = before[order[row] * size + place]
      }
    }
    samples.inputs[0].rows = SampleRows(Tensor(numbers, tensor.shape, tensor.dtype))
    return samples
  }

  /// The rows themselves, where there is memory for them and their changed copies.
  private func tensor() throws -> Tensor {
    let own = rows.samples.inputs[0].rows
    try MemoryBudget.current.require(
      ByteEstimate.product(3, own.type.shape.count, 8), for: "rows with a column changed")
    return own.tensor
  }

  /// All rows with one number in a column of a tensor.
  func samples(setting column: Int, to number: Double) throws -> Samples {
    var samples = rows.samples
    let tensor = try tensor()
    var numbers = tensor.doubles
    for place in stride(from: column, to: numbers.count, by: names.count) {
      numbers[place] = number
    }
    samples.inputs[0].rows = SampleRows(Tensor(numbers, tensor.shape, tensor.dtype))
    return samples
  }
}

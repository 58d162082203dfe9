import Data
import Engine
import Formats
import Learning
import Plots
import Support

/// The mean answer of a model where one column has a value in every row, for some values (Friedman 2001).
///
/// The values are those of the column where they are few; else 20 evenly from its 5 % to its 95 % quantile.
struct PartialDependence {
  private static let points = 20
  private static let classLimit = 10

  private struct Setting {
    let text: String
    let number: Double?
    let samples: () throws -> Samples
  }

  private let model: Model
  private let column: String
  private let answers: [ExplainedAnswer]
  private let settings: [Setting]
  /// The mean of each answer at each setting.
  private let means: [[Double]]
  private let count: Int

  init(_ call: VerbCall, _ model: Model, _ rows: ExplainedRows) throws {
    let known =
      rows.table != nil && rows.recipe != nil
      ? rows.recipe?.columns.map(\.name) ?? []
      : try PermutedColumns(rows, call.evaluator.dtype, limit: 1_000).names
    guard let name = try call.optional(ExplainVerb.column) else {
      throw ExplainProblem.whichColumn(known: known)
    }
    guard rows.table != nil && rows.recipe != nil || rows.recipe?.window == nil else {
      throw ExplainProblem.unsuitable(
        method: ExplainMethod.partialDependence.rawValue, what: "windows of rows in time",
        other: "method=permutation shuffles their columns")
    }
    guard known.contains(name) else { throw ExplainProblem.noSuchColumn(name, known: known) }
    if rows.table == nil, rows.samples.inputs.count > 1 {
      throw ExplainProblem.unsuitable(
        method: ExplainMethod.partialDependence.rawValue, what: "a model of several inputs",
        other: "method=permutation shuffles whole inputs")
    }
    let all = try ExplainedAnswer.all(of: model, rows)
    let asked = try call.optional(ExplainVerb.asked)
    if asked != nil || all.count == 2 && all[0].output.index == all[1].output.index {
      answers = [try ExplainedAnswer(of: model, rows, asked: asked, outputs: nil)]
    } else {
      answers = Array(all.prefix(Self.classLimit))
    }
    settings = try Self.settings(of: name, rows, call.evaluator.dtype)
    (self.model, column, count) = (model, name, rows.count)
    let chosen = answers
    means = try settings.map { setting in
      if call.interpreter.breathe() { throw ValueProblem.interrupted }
      try Interrupt.check()
      var samples = try setting.samples()
      samples.targets = nil
      let outputs = try model.predict(samples, threads: call.interpreter.options.threads).doubles
      return chosen.map { answer in
        let own = answer.output.values(of: outputs, samples: samples.count)
        return own.reduce(0, +) / Double(max(own.count, 1))
      }
    }
  }

  private static func settings(
    of name: String, _ rows: ExplainedRows, _ dtype: DType
  ) throws -> [Setting] {
    guard let column = rows.table?.column(named: name), rows.recipe != nil else {
      let columns = try PermutedColumns(rows, dtype, limit: 1_000)
      guard let place = columns.names.firstIndex(of: name) else { return [] }
      let tensor = rows.samples.inputs[0].rows.tensor
      let own = (0..<rows.count).map { tensor[$0 * columns.names.count + place] }
      return grid(own).map { number in
        Setting(text: NumberText.general(number), number: number) {
          try columns.samples(setting: place, to: number)
        }
      }
    }
    let count = rows.count
    if case .categories(let codes, let names) = column.values {
      return Set(codes).filter { $0 >= 0 }.sorted().map { code in
        Setting(text: names[Int(code)], number: nil) {
          try rows.samples(
            replacing: TypedColumn(
              name, .categories([Int32](repeating: code, count: count), names: names)), dtype)
        }
      }
    }
    guard let numbers = column.values.doubles else {
      throw ExplainProblem.unsuitable(
        method: ExplainMethod.partialDependence.rawValue, what: "a column of texts",
        other: "explain one row: its words get numbers")
    }
    let isDate = column.kind == .date
    return grid(numbers.filter { !$0.isNaN }).map { number in
      Setting(
        text: isDate ? DateText.of(number) : NumberText.general(number, digits: 5),
        number: number
      ) {
        let same = [Double](repeating: number, count: count)
        return try rows.samples(
          replacing: TypedColumn(name, isDate ? .dates(same) : .numbers(same)), dtype)
      }
    }
  }

  private static func grid(_ numbers: [Double]) -> [Double] {
    let distinct = Set(numbers).sorted()
    guard distinct.count > points else { return distinct }
    let sorted = numbers.interruptiblySorted(by: <)
    let (low, high) = (Quantile.of(sorted, 0.05), Quantile.of(sorted, 0.95))
    guard high > low else { return [low] }
    return (0..<points).map { low + (high - low) * Double($0) / Double(points - 1) }
  }

  var report: Value {
    let isAlone = answers.count == 1
    let most = isAlone ? means.map { abs($0[0]) }.max() ?? 0 : 0
    var fields: [Table.Field<Int>] = [
      .text("value", title: Sanitizer.visibleLine(column)) { settings[$0].text }
    ]
    for (place, answer) in answers.enumerated() {
      fields.append(
        .number(
          isAlone ? "mean" : "mean \(answer.name ?? "\(place)")",
          answer.name == nil ? .general : .metric,
          title: isAlone ? "mean" : answer.name ?? answer.words
        ) { means[$0][place] })
    }
    if isAlone {
      fields.append(.bar { AttributionBar.text(means[$0][0], of: most) })
    }
    let what = isAlone ? answers[0].words : answers[0].isProbability ? "probabilities" : "answers"
    let title =
      "partial dependence of \(model.name) on \(Sanitizer.visibleLine(column)): mean \(what), "
      + Problems.count(count, "row")
    let flat = means.flatMap { $0 }
    return .report(
      ReportValue(
        Report(
          "explanation", title: title,
          [.table(Table(Array(settings.indices), fields)), .figure(figure)]),
        fields: [
          ("method", .text(ExplainMethod.partialDependence.rawValue)), ("column", .text(column)),
          (
            "values",
            settings.contains { $0.number == nil }
              ? .list(settings.map { .text($0.text) })
              : .tensor(TensorValue(Tensor(settings.map { $0.number ?? .nan }, [settings.count])))
          ),
          (
            "mean",
            .tensor(
              TensorValue(
                Tensor(flat, isAlone ? [settings.count] : [settings.count, answers.count])))
          ),
        ]))
  }

  private var figure: Plot {
    guard settings.allSatisfy({ $0.number != nil }), settings.count > 1 else {
      return Plot.heat(
        HeatMap(
          rows: settings.count, columns: answers.count, values: means.flatMap { $0 },
          rowLabels: settings.map(\.text),
          columnLabels: answers.map { $0.name ?? "mean" }), title: "partial dependence on \(column)"
      )
    }
    let xs = settings.map { $0.number ?? 0 }
    var plot = Plot.functions(
      answers.enumerated().map { place, answer in
        Series(
          answer.name ?? answer.words, role: .group(place), xs: xs, ys: means.map { $0[place] })
      }, title: "partial dependence on \(column)")
    plot.x.title = column
    return plot
  }
}

/// As NumPy has it: linear between the two nearest.
private enum Quantile {
  static func of(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let below = Int(place, within: 0...sorted.count - 1, rounded: .down)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - Double(below))
  }
}

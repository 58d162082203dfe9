import Catalog
import Data
import Engine
import Language
import Learning
import Plots

/// Finds the chart for the values of one `plot` line.
struct PlotChoice {
  let call: VerbCall
  private(set) var values: [(value: Value, text: String)] = []
  private(set) var range: ClosedRange<Double>?

  init(_ call: VerbCall) throws {
    self.call = call
    for (index, argument) in call.arguments.positional.enumerated() {
      if case .range(let low, let high) = argument.value {
        guard low < high || index > 0 && low == high, low.isFinite, high.isFinite else {
          throw PlotProblem.notFinite("the range")
        }
        range = low...high
      } else if case .list(let items) = argument.value {
        values += items.map { ($0, ValueText.short($0)) }
      } else {
        values.append((argument.value, call.sourceText(ofPositional: index)))
      }
    }
  }

  /// The data as numbers that can be drawn.
  func prepared(_ dataset: Dataset, _ text: String, for model: Model? = nil) throws
    -> Dataset
  {
    try call.evaluator.prepared(dataset, as: text, for: model, at: call.span)
  }

  /// A data set by the columns that are named, or as a whole.
  private func plot(_ dataset: Dataset, _ text: String) throws -> Plot {
    let names = values.dropFirst().compactMap { entry -> String? in
      if case .text(let name) = entry.value { name } else { nil }
    }
    let kind = try kind()
    if let name = names.first(where: FileKinds.standard.canDraw(named:)),
      dataset.tabular?.columnNames.contains(name) != true
    {
      throw PlotProblem.textBeside(name, value: text)
    }
    if !names.isEmpty, names.count == values.count - 1 {
      let columns = try ColumnPlot(dataset, word: "plot")
      return try kind == PairsChart.self ? columns.pairs(names) : columns.plot(names)
    }
    if let plot = try boxed(dataset) { return plot }
    if let plot = try samples(dataset, text, as: kind) { return plot }
    if let other = values.dropFirst().first(where: {
      if case .text = $0.value { false } else { true }
    }) {
      throw PlotProblem.mixture("names of columns in quotation marks", other.value.kindName)
    }
    if dataset.followsFromColumns, range == nil,
      let plot = try ColumnPlot(dataset, word: "plot").overview(kind)
    {
      return plot
    }
    let ready = try prepared(dataset, text)
    guard let kind else { return try DatasetPlot.plot(ready, at: places(in: ready)) }
    // What has no columns is drawn as the matrix that a model sees.
    return try kind.plot([NumberTable(text, ready.train.x)])
  }

  func plot() throws -> Plot {
    guard let first = values.first else { throw PlotProblem.nothing }
    if let range {
      switch first.value {
      case .function, .spec, .dataset: break
      case .model where values.count == 2: break
      default: throw PlotProblem.rangeOfValues(first.text, range)
      }
    }
    if let plot = try net() { return plot }
    try checkKind(first)
    try checkTexts(first)
    if !first.value.isTensor {
      try call.refuse(idle: PlotVerb.rate.description, .of("what is no tensor"))
    }
    if values.count != 2 || !first.value.isModel {
      try call.refuse(idle: PlotVerb.wrong.description, .of("what is drawn without a model"))
    }
    switch first.value {
    case .function, .spec:
      if values.count == 3, let low = values[1].value.number, let high = values[2].value.number,
        low < high
      {
        throw PlotProblem.rangeOfNumbers(first.text, from: low, to: high)
      }
      return try FunctionPlot(call.evaluator, range ?? -6...6).plot(values)
    case .run: return try RunPlot.plot(values)
    case .model(let model):
      let kind = try kind()
      if values.count == 1 {
        if let kind, kind.readsClasses { return try EmbeddingPlot.plot(model, as: kind) }
        return try NetworkPlot.plot(model)
      }
      guard values.count == 2, case .dataset(let dataset) = values[1].value else {
        throw PlotProblem.mixture("a model", values[1].value.kindName)
      }
      if kind == NetworkChart.self {
        return try NetworkPlot.plot(model, on: prepared(dataset, values[1].text, for: model))
      }
      return try plot(model, prepared(dataset, values[1].text, for: model))
    case .dataset(let dataset): return try plot(dataset, first.text)
    case .report(let report):
      guard let plot = report.shown.figure else {
        throw PlotProblem.notDrawable("a report of \(report.shown.kind)")
      }
      guard values.count == 1 else { throw PlotProblem.alone(first.text) }
      return plot
    case .tensor: return try TensorPlot(
        kind: try kind(), rate: try call.optional(PlotVerb.rate)
      ).plot(values)
    default: throw PlotProblem.notDrawable(first.value.kindName)
    }
  }

  /// Columns are named of data only.
  private func checkTexts(_ first: (value: Value, text: String)) throws {
    if case .dataset = first.value { return }
    for other in values.dropFirst() {
      if case .text(let text) = other.value {
        throw PlotProblem.textBeside(text, value: first.text)
      }
    }
  }

  /// Only tensors leave a choice.
  private func checkKind(_ first: (value: Value, text: String)) throws {
    guard let kind = try kind() else { return }
    let numbers: String?
    switch first.value {
    case .tensor: return
    case .run: numbers = first.text + ".loss"
    case .dataset:
      if kind == PairsChart.self || kind == CorrelationChart.self { return }
      if kind.readsClasses || kind == WaveChart.self || kind == SpectrogramChart.self { return }
      numbers = first.text + ".y"
    case .function, .spec(_, .activation), .spec(_, .function): numbers = nil
    case .model where kind == NetworkChart.self: return
    case .model where values.count == 1 && kind.readsClasses: return
    case .model where values.count == 2: numbers = nil
    case .report(let report) where report.shown.figure != nil: numbers = nil
    default: return
    }
    throw PlotProblem.kindOfOthers(
      kind: kind.signature.name, value: first.value.kindName,
      name: call.syntax.filter { $0.label == nil }.map { call.evaluator.text(of: $0.value.span) }
        .joined(separator: ", "), numbers: numbers)
  }

  /// What `kind=` names; `nil` where it is left out.
  private func kind() throws -> (any NumberChart.Type)? { try call.optional(PlotVerb.kind) }
}

extension Value {
  /// Whether it is a model.
  fileprivate var isModel: Bool { if case .model = self { true } else { false } }

  /// Whether it is a tensor.
  fileprivate var isTensor: Bool { if case .tensor = self { true } else { false } }
}

import Data
import Engine
import Language
import Learning
import Plots

// What a line asks for that its values do not have.
extension PlotChoice {
  /// Columns are named of data only.
  func checkTexts(_ first: (value: Value, text: String)) throws {
    if case .dataset = first.value { return }
    // Weights are named of the runs of a sweep, too.
    if case .report(let report) = first.value, SweepPlot.fits(report), let kind = try kind(),
      Self.readsRuns(kind)
    {
      return
    }
    if case .text = first.value, values.contains(where: { $0.value.isTensor }) {
      throw PlotProblem.namesFirst(
        names: call.sourceText(ofPositional: 0), values: call.sourceText(ofPositional: 1))
    }
    for other in values.dropFirst() {
      if case .text(let text) = other.value {
        if case .run = first.value, !FileKinds.standard.canDraw(named: text) {
          throw PlotProblem.measureBeside(text, run: first.text)
        }
        throw PlotProblem.textBeside(text, value: first.text)
      }
    }
  }

  /// Only tensors leave a choice.
  func checkKind(_ first: (value: Value, text: String)) throws {
    guard let kind = try kind() else { return }
    let numbers: String?
    switch first.value {
    case .tensor: return
    case .run: numbers = first.text + ".loss"
    case .report(let report)
    where SweepPlot.fits(report)
      && (kind == ParallelChart.self || kind == ParetoChart.self || Self.readsRuns(kind)):
      return
    case .dataset:
      // A column over time is a line, and one beside another points.
      if kind == LineChart.self, values.count >= 3 { return }
      if kind == ScatterChart.self, values.count == 3 { return }
      if kind == PairsChart.self || kind == CorrelationChart.self { return }
      if Self.readsColumns(kind), values.count > 1 { return }
      if kind.readsClasses || kind == WaveChart.self || kind == SpectrogramChart.self { return }
      numbers = first.text + ".y"
    case .function, .spec(_, .activation), .spec(_, .function): numbers = nil
    case .model where kind == NetworkChart.self: return
    case .model where values.count == 1 && kind.readsClasses: return
    case .model where values.count == 1 && kind.ofGroups != nil: return
    case .model where values.count == 2 && (kind == ResidualChart.self || kind == BandChart.self):
      return
    case .model where values.count == 2 && Self.judges(kind):
      throw PlotProblem.needsEvaluation(
        kind: kind.signature.name, model: first.text, data: values[1].text)
    case .model where values.count == 2 && kind == AttentionChart.self: return
    case .model where kind == AttentionChart.self:
      throw PlotProblem.noAttention(model: first.text, needsData: true)
    case .model(let model) where values.count == 2 && !model.indexLimits.isEmpty:
      throw PlotProblem.kindOfTexts(
        kind: kind.signature.name, model: first.text, data: values[1].text)
    case .model: numbers = nil
    case .report(let report) where report.shown.figure != nil && report.charts.isEmpty:
      numbers = nil
    default: return
    }
    throw PlotProblem.kindOfOthers(
      kind: kind.signature.name, value: first.value.kindName,
      name: call.syntax.filter { $0.label == nil }.map { call.evaluator.text(of: $0.value.span) }
        .joined(separator: ", "), numbers: numbers)
  }

  /// Whether a kind shows named columns of a table as groups.
  private static func readsColumns(_ kind: any NumberChart.Type) -> Bool {
    kind.ofGroups != nil || kind == BarChart.self || kind == StackedBars.self
  }

  /// Whether a kind shows how answers of classes are judged.
  private static func judges(_ kind: any NumberChart.Type) -> Bool {
    kind == ROCChart.self || kind == PrecisionRecallChart.self || kind == CalibrationChart.self
      || kind == ThresholdChart.self || kind == ConfusionMatrix.self
  }
}

import Plots

/// What `evaluate`, `check` and their like return: the report that is shown, and what stands behind
/// its dots.
package struct ReportValue {
  /// What a person reads.
  package var shown: Report
  /// What a file of it holds, where the screen shows only a part.
  package var whole: Report?
  /// What a file of rows holds, where a person reads a sentence, or fewer columns.
  package var rows: (() -> Report)?
  /// In the order in which they are shown: `e.loss`, `e.accuracy`, `e.confusion`.
  package var fields: [(name: String, value: Value)]

  /// What `plot e, kind=…` draws of it, made when it is asked for; the first is drawn where nothing is shown.
  var charts: [ReportChart] = []

  /// What each combination of a sweep came to, the best first; empty for other reports.
  var curves: [SweepCurves] = []

  /// Whether its rows are trainings, each of which may be there or not.
  var isOfManyTrainings = false

  init(_ shown: Report, fields: [(name: String, value: Value)]) {
    self.shown = shown
    self.fields = fields
  }

  /// What stands behind `.name`; `nil` where the report has no such field.
  package subscript(_ name: String) -> Value? { fields.first { $0.name == name }?.value }
}

/// A chart that stands behind a report.
package struct ReportChart {
  /// The kind, as `kind=` names it.
  let kind: any NumberChart.Type
  /// Makes it; throws a `PlotProblem` where that cannot be.
  let plot: () throws -> Plot

  init(_ kind: any NumberChart.Type, _ plot: @escaping () throws -> Plot) {
    (self.kind, self.plot) = (kind, plot)
  }
}

extension ReportValue {
  /// The line in which a report that is assigned to a name says what it came to: `sweep s: best h=4`; `nil` without a
  /// name, where all of it is shown.
  static func line(_ word: String, of name: String?, _ text: String) -> Output? {
    guard let name = name.map(ResultNames.spoken), !name.isEmpty else { return nil }
    return .runLine(
      Report(word, title: "\(word) \(name): \(text)", []), wasShownLive: false)
  }
}

import Language
import Plots
import Workbench

extension CellOutput {
  /// `nil` for what is only stored.
  init?(_ output: Output) {
    switch output {
    case .value(let text), .text(let text): self = .text(text)
    case .report(let report), .runLine(let report, _): self = .report(report)
    case .curve(let name, let epochs, let series):
      let lines = series.filter { $0.name == "loss" || $0.name == "val_loss" }
      guard !lines.isEmpty, (lines.first?.values.count ?? 0) > 1 else { return nil }
      self = .plot(
        Plot.loss(
          lines.map { name, values in
            let (label, role): (String, Series.Role) =
              name == "loss" ? ("train", .train) : ("validation", .validation)
            return epochs.count == values.count
              ? Series(label, role: role, xs: epochs.map(Double.init), ys: values)
              : Series(label, role: role, ys: values, firstX: 1)
          }, title: name))
    case .plot(let plot): self = .plot(plot)
    case .aside(let text): self = .aside(text)
    case .diagnostic(let diagnostic, let source, let firstLine):
      let text = DiagnosticText.render(diagnostic, source: source, firstLine: firstLine)
      self = diagnostic.severity == .error ? .error(text) : .aside(text)
    }
  }
}

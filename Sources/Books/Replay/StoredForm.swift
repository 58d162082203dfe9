import Language
import Plots
import Sessions
import Workbench

/// Turns what a cell printed into what a session stores.
///
/// Neighbours of one kind share a block. Asides (times, speeds) are not stored, and what was measured is `...`.
struct StoredForm {
  let fingerprint: String
  private(set) var outputs: [StoredOutput] = []
  private var pending: (kind: StoredOutput.Kind, parts: [String])?

  /// What a cell printed, in the form that a session keeps.
  static func outputs(of printed: [Output], fingerprint: String) -> [StoredOutput] {
    var form = StoredForm(fingerprint: fingerprint)
    for output in printed { form.add(output) }
    form.flush()
    return form.outputs
  }

  private init(fingerprint: String) { self.fingerprint = fingerprint }

  private mutating func add(_ output: Output) {
    switch output {
    case .value(let text): append(text, .value)
    case .text(let text): append(text, .text)
    case .runLine(let report, _): append(report.settled.text(), .text)
    case .report(let report): append(report.settled.text(), .table)
    case .aside: break
    case .curve(let name, let epochs, let series):
      flush()
      let columns = SampledColumns(series.map { .init($0.name, $0.values) }, numbers: epochs)
      outputs.append(.curve(name: name, columns, fingerprint: fingerprint))
    case .plot(let plot):
      flush()
      outputs.append(PlotForm(plot, fingerprint: fingerprint).stored)
    case .diagnostic(let diagnostic, let source, let firstLine):
      let text = DiagnosticText.render(diagnostic, source: source, firstLine: firstLine)
      guard diagnostic.severity == .error else { return append(text, .text) }
      flush()
      outputs.append(.error(code: diagnostic.code, text))
    }
  }

  private mutating func append(_ text: String, _ kind: StoredOutput.Kind) {
    if pending?.kind != kind {
      flush()
      pending = (kind, [])
    }
    // In place: a cell may print a hundred thousand lines.
    pending?.parts.append(text)
  }

  private mutating func flush() {
    if let pending {
      outputs.append(StoredOutput(pending.kind, pending.parts.joined(separator: "\n")))
    }
    pending = nil
  }
}

import Catalog
import Plots
import Support

/// Reports as JSON, for other programs: the members of `Report.json` behind one that says what it is.
enum JSONReport {
  private static let format = JSON.Member("format", "nabla report")
  /// How each begins.
  private static let mark = String(JSON.object([format]).description.dropLast())

  private static let chartMark = String(
    JSON.object([JSON.Member("format", .text(Plot.jsonFormat))]).description.dropLast())

  static let kind = FileKind(
    signature: FileSignature(
      "JSON", "a report in JSON", suffixes: [".json"], holds: [.report, .export, .figure],
      mark: mark, otherMarks: [RunCurves.formerMark, chartMark],
      advice: { _ in "other programs read it" },
      begins: { $0.starts(with: mark.utf8) || $0.starts(with: chartMark.utf8) }),
    exports: [.run { run, _ in ExportedFiles(RunCurves(run).lines()) }],
    draw: .numbers { Array(($0.json.description + "\n").utf8) },
    writeReport: { report in
      guard case .object(let members) = report.json else { return [] }
      return Array((JSON.object([format] + members).description + "\n").utf8)
    })
}

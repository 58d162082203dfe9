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
    exports: [.run { run, _ in ExportedFiles(RunCurves(run).lines()) }, predictions],
    draw: .numbers { Array(($0.json.description + "\n").utf8) },
    writeReport: written)

  private static func written(_ report: Report) -> [UInt8] {
    guard case .object(let members) = report.json else { return [] }
    return Array((JSON.object([format] + members).description + "\n").utf8)
  }

  /// Predictions are written as the report that a model of nabla gives of a file: a row for each sample.
  private static let predictions = FileExport(
    of: "predictions",
    read: { value -> TensorValue? in
      guard case .tensor(let tensor) = value, tensor.known != nil,
        tensor.answerNames != nil || tensor.fileRows != nil
      else { return nil }
      return tensor
    },
    make: { value, _ in
      guard let tensor = value.known else { return ExportedFiles([]) }
      return ExportedFiles(
        written(
          RowsReport.make(
            tensor, classes: value.answerNames, rows: value.fileRows?.rows,
            files: value.fileRows?.files, named: "predictions")))
    })
}

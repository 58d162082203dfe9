import Catalog
import Data
import Engine
import Plots

/// Reports as rows of comma-separated values, for tables elsewhere.
enum CSVReport {
  /// Blank lines at the end, which whoever reads such files leaves out: a comment would be a row to most.
  private static let mark = "\r\n\n\r\n\n"

  /// The kind of file that data come from, which reports are written to, too.
  static func kind(of data: FileSignature) -> FileKind {
    FileKind(
      signature: FileSignature(
        data.name, data.words, suffixes: data.suffixes, otherSuffixes: data.otherSuffixes,
        holds: data.holds.union([.report, .export]), source: data.source, mark: mark,
        advice: data.advice),
      exports: [
        .tensor { tensor, _ in
          guard let known = tensor.known else { return ExportedFiles([]) }
          return ExportedFiles(try CSVRows(known, classes: tensor.answerNames).bytes() + mark.utf8)
        },
        .dataset { dataset, _ in ExportedFiles(try CSVRows.bytes(of: dataset) + mark.utf8) },
        .report { report, _ in rows(report.rows?() ?? report.whole ?? report.shown) },
        .run { run, _ in rows(RunCurves(run).report) },
      ],
      writeReport: { Array(($0.csv + mark).utf8) }, holdsRows: true)
  }

  private static func rows(_ report: Report) -> ExportedFiles {
    ExportedFiles(Array((report.csv + mark).utf8))
  }
}

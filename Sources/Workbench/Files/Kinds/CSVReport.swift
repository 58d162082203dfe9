import Catalog
import Data
import Engine
import Plots

/// Reports as rows of comma-separated values, for tables elsewhere.
enum CSVReport {
  /// Blank lines with which such files once ended. Now they end as all do, since some programs count lines: a list
  /// beside them says whose they are.
  private static let formerMark = "\r\n\n\r\n\n"

  /// The kind of file that data come from, which reports are written to, too.
  static func kind(of data: FileSignature) -> FileKind {
    FileKind(
      signature: FileSignature(
        data.name, data.words, suffixes: data.suffixes, otherSuffixes: data.otherSuffixes,
        holds: data.holds.union([.report, .export, .figure]), source: data.source,
        otherMarks: [formerMark],
        advice: data.advice),
      exports: [
        .tensor { tensor, _ in
          guard let known = tensor.known else { return ExportedFiles([]) }
          return ExportedFiles(try CSVRows(tensor, known).bytes())
        },
        .dataset { dataset, _ in ExportedFiles(try CSVRows.bytes(of: dataset)) },
        .run { run, _ in ExportedFiles(Array(RunCurves(run).report.csv.utf8)) },
      ],
      draw: .numbers { Array($0.csv.utf8) }, writeReport: { Array($0.csv.utf8) }, holdsRows: true)
  }
}

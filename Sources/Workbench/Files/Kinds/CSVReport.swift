import Catalog
import Data
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
        holds: data.holds.union([.report]), source: data.source, mark: mark, advice: data.advice),
      writeReport: { Array(($0.csv + mark).utf8) }, holdsRows: true)
  }
}

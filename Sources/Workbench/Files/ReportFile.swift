import Plots
import Support

extension FileKind {
  /// The same, made of reports by `export`, too, where it can hold one.
  var exportingReports: FileKind {
    guard writeReport != nil else { return self }
    var kind = self
    kind.exports.append(.report { report, _ in reportFile(report) ?? ExportedFiles([]) })
    return kind
  }

  /// The file of a report with what is told of it: rows leave out what stands beside them. `nil` where it holds no reports.
  func reportFile(_ report: ReportValue) -> ExportedFiles? {
    guard let writeReport else { return nil }
    let whole = report.everything
    guard holdsRows else { return ExportedFiles(writeReport(whole)) }
    let rows = report.rows?() ?? whole
    // What only the whole report has is left out as well.
    let beside = rows.besideRows + whole.besideRows.filter { !rows.besideRows.contains($0) }
    return ExportedFiles(writeReport(rows), remark: Self.told(beside, hasTable: rows.hasTable))
  }

  private static func told(_ beside: [String], hasTable: Bool) -> String {
    guard !beside.isEmpty else { return "" }
    let list = Problems.list(first: 6, of: beside)
    let isOne = beside.count == 1 && !beside[0].hasSuffix("s")
    return (hasTable ? "the rows of its table; " : "") + "\(list) "
      + "\(isOne ? "is" : "are") in files that end in .json, .md and .html"
  }
}

extension ReportValue {
  /// All that there is to read of it: the table of its rows where a person sees a sentence, or fewer rows or columns.
  fileprivate var everything: Report {
    if let whole { return whole }
    guard let table = rows?().table else { return shown }
    var all = shown
    guard let place = shown.blocks.firstIndex(where: { $0.table != nil }) else {
      all.blocks.append(.table(table))
      return all
    }
    guard let seen = shown.blocks[place].table,
      table.columns.count > seen.columns.count || table.rowCount > seen.rowCount
    else { return shown }
    all.blocks[place] = .table(table)
    return all
  }
}

extension Report {
  fileprivate var table: Table? { blocks.lazy.compactMap(\.table).first }
}

extension Report.Block {
  fileprivate var table: Table? { if case .table(let table) = self { table } else { nil } }
}

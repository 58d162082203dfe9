import Data
import Formats
import Plots
import Support

/// How data sets print.
enum DatasetReport {
  /// So many columns fit a screen.
  private static let columnLimit = 16
  /// So many are described when somebody asks for all.
  private static let describedLimit = 1_000

  /// `data d: mnist` and a row for each part; below them how often each class occurs in training,
  /// or what the numbers of a text stand for. Of a table a row for each column, and the parts below.
  static func make(_ dataset: Dataset, named variable: String) -> Report {
    guard dataset.followsFromColumns else {
      return Report("data", title: "data \(variable): \(dataset.name)", [.table(dataset.table)])
    }
    let columns = dataset.standingColumns.filter { $0.name != dataset.target }
    let title =
      "data \(variable): \(dataset.name), \(Problems.count(dataset.rowCount, "row")), "
      + "\(Problems.count(columns.count, "column"))\(target(of: dataset))"
    return Report("data", title: title, [.table(table(columns, dataset, named: variable))])
  }

  /// `describe d` of a table: all its columns, with what their numbers are like.
  static func columns(of dataset: Dataset) -> (table: Table, shown: [ColumnSummary]) {
    let columns = dataset.standingColumns
    let shown = columns.prefix(describedLimit).map { ColumnSummary($0) }
    let numbers: [Table.Field<ColumnSummary>] = [
      .number("mean", .significant(4)) { $0.numbers?.mean },
      .number("std", .significant(4)) { $0.numbers?.deviation },
      .number("min", .significant(4)) { $0.numbers?.least },
      .number("median", .significant(4)) { $0.numbers?.median },
      .number("max", .significant(4)) { $0.numbers?.largest },
      .text("what") { $0.words },
    ]
    let table = Table(
      shown, remarks: remarks(dataset, hidden: columns.count - shown.count), titles + numbers)
    return (table, shown)
  }

  private static func table(
    _ columns: [TypedColumn], _ dataset: Dataset, named variable: String
  ) -> Table {
    // What is not shown is not counted either: tables may have thousands of columns.
    let shown = columns.prefix(columnLimit).map { ColumnSummary($0) }
    let hint = ": `describe \(variable)`"
    return Table(
      Array(shown),
      remarks: remarks(dataset, hidden: columns.count - shown.count, hint),
      titles + [.text("what") { $0.what }])
  }

  private static var titles: [Table.Field<ColumnSummary>] {
    [
      .text("column") { Sanitizer.visible($0.name) }, .text("kind") { $0.kind.rawValue },
      .count("missing") { $0.missing == 0 ? nil : $0.missing }, .count("distinct") { $0.distinct },
    ]
  }

  private static func remarks(
    _ dataset: Dataset, hidden: Int, _ hint: String = ""
  ) -> [Table.Remark] {
    var remarks: [Table.Remark] = []
    if hidden > 0 {
      remarks.append(.init("…", [Fact("", .text("\(NumberText.grouped(hidden)) more\(hint)"))]))
    }
    remarks.append(
      .init(
        "parts",
        Dataset.Part.allCases.compactMap { part in
          dataset.samples(of: part).map { Fact((dataset.part ?? part).rawValue, .count($0.count)) }
        }))
    let lines = dataset.recipeLines
    if !lines.isEmpty { remarks.append(.init("recipe", lines.map { Fact("", .text($0)) })) }
    return remarks
  }

  /// `, target survived (0: 549, 1: 342)`.
  private static func target(of dataset: Dataset) -> String {
    guard let target = dataset.target else { return "" }
    guard let counts = dataset.train.classCounts, counts.count <= 12 else {
      return ", target \(Sanitizer.visible(target))"
    }
    let classes = counts.enumerated().map { label, count in
      let name = label < dataset.classNames.count ? dataset.classNames[label] : "\(label)"
      return "\(Sanitizer.visible(name)): \(NumberText.grouped(count))"
    }
    return ", target \(Sanitizer.visible(target)) (\(classes.joined(separator: ", ")))"
  }
}

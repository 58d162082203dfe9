import Data
import Plots
import Support

/// How data sets print.
enum DatasetReport {
  /// So many columns fit a screen.
  private static let columnLimit = 16

  /// `data d: mnist` and a row for each part; below them how often each class occurs in training,
  /// or what the numbers of a text stand for. Of a table a row for each column, and the parts below.
  static func make(_ dataset: Dataset, named variable: String) -> Report {
    guard dataset.followsFromColumns else {
      return Report("data", title: "data \(variable): \(dataset.name)", [.table(dataset.table)])
    }
    let summaries = dataset.columnSummaries.filter { $0.name != dataset.target }
    let title =
      "data \(variable): \(dataset.name), \(Problems.count(dataset.rowCount, "row")), "
      + "\(Problems.count(summaries.count, "column"))\(target(of: dataset))"
    return Report("data", title: title, [.table(table(summaries, dataset, named: variable))])
  }

  /// `describe d` of a table: all its columns.
  static func columns(of dataset: Dataset) -> Table {
    table(dataset.columnSummaries, dataset, named: dataset.name, limit: .max)
  }

  private static func table(
    _ summaries: [ColumnSummary], _ dataset: Dataset, named variable: String,
    limit: Int = columnLimit
  ) -> Table {
    let shown = summaries.prefix(limit)
    var remarks: [Table.Remark] = []
    if summaries.count > shown.count {
      remarks.append(
        .init(
          "…",
          [Fact("", .text("\(summaries.count - shown.count) more: `describe \(variable)`"))]))
    }
    remarks.append(
      .init(
        "parts",
        Dataset.Part.allCases.compactMap { part in
          dataset.samples(of: part).map { Fact((dataset.part ?? part).rawValue, .count($0.count)) }
        }))
    let lines = dataset.recipeLines
    if !lines.isEmpty { remarks.append(.init("recipe", lines.map { Fact("", .text($0)) })) }
    return Table(
      Array(shown), remarks: remarks,
      [
        .text("column") { Sanitizer.visible($0.name) }, .text("kind") { $0.kind.rawValue },
        .count("missing") { $0.missing == 0 ? nil : $0.missing },
        .count("distinct") { $0.distinct },
        .text("what") { $0.what },
      ])
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

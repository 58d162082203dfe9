import Catalog
import Plots

/// What the user calls the rows and columns of a tensor that is drawn.
struct TensorNames {
  /// The names of rows, such as bars and rows of shades.
  static let rows = names("row_labels", "Names of the rows, or of bars: a list of texts.")
  /// The names of columns.
  static let columns = names("column_labels", "Names of the columns: a list of texts.")

  private static func names(_ name: String, _ summary: String) -> Parameter<[String]> {
    Parameter<[String]>.value(
      name, summary, expected: "a list of texts, such as [\"a\", \"b\"]", shown: .nothing
    ) { value, _ in
      guard case .list(let items) = value else { return nil }
      let texts = items.compactMap { item -> String? in
        if case .text(let text) = item { text } else { nil }
      }
      return texts.count == items.count && !texts.isEmpty ? texts : nil
    }
  }

  private var call: VerbCall?
  private var rowNames: [String]?
  private var columnNames: [String]?

  init() {}

  init(_ call: VerbCall) throws {
    self.call = call
    rowNames = try call.optional(Self.rows)
    columnNames = try call.optional(Self.columns)
  }

  /// Refuses names of what is no tensor.
  static func refuse(_ call: VerbCall) throws {
    try call.refuse(idle: rows.description, .of("what is no tensor"))
    try call.refuse(idle: columns.description, .of("what is no tensor"))
  }

  /// Gives the names to the first table, as many as it has rows and columns.
  func give(_ tables: inout [NumberTable], _ kind: any NumberChart.Type) throws {
    guard let call, rowNames != nil || columnNames != nil else { return }
    let hasColumns = tables[0].rank == 2
    let areBoth = kind == HeatChart.self || kind == BarChart.self || kind == StackedBars.self
    // Rows and columns of a confusion matrix are the same classes.
    let readsRows = areBoth || kind == ConfusionMatrix.self
    let readsColumns = hasColumns && (areBoth || kind.ofGroups != nil)
    let cause = IdleOption.Cause.of("kind=\(kind.signature.name)")
    if !readsRows { try call.refuse(idle: Self.rows.description, cause) }
    if !readsColumns { try call.refuse(idle: Self.columns.description, cause) }
    if let rowNames, kind == ConfusionMatrix.self, tables.count == 2, tables[0].rank == 1 {
      // Names of classes, which are fewer than samples.
      let classes = Set(tables.flatMap(\.values)).sorted()
      guard ConfusionMatrix.names(of: classes, among: rowNames) != nil else {
        throw PlotProblem.labels(
          option: "row_labels", count: rowNames.count, needed: classes.count)
      }
      tables[0].rowWords = rowNames
    } else if let rowNames {
      let needed = tables[0].extents.first ?? 1
      guard rowNames.count == needed else {
        throw PlotProblem.labels(option: "row_labels", count: rowNames.count, needed: needed)
      }
      tables[0].rowWords = rowNames
    }
    if let columnNames {
      let needed = tables[0].extents[1]
      guard columnNames.count == needed else {
        throw PlotProblem.labels(option: "column_labels", count: columnNames.count, needed: needed)
      }
      tables[0].columnWords = columnNames
    }
  }
}

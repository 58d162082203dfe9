import Data
import Engine
import Formats
import Plots
import Support

/// The first rows of a data set.
enum RowsReport {
  /// More columns than anybody reads side by side.
  private static let columnLimit = 40
  /// Characters of a text that are shown.
  private static let textLimit = 32

  /// A row a line: of a table as they came, of other data as the numbers that a model sees.
  static func make(_ dataset: Dataset, _ count: Int) throws -> ReportValue {
    let shown = min(count, dataset.train.count)
    let columns =
      dataset.tabular == nil || !dataset.followsFromColumns
      ? samples(of: dataset, shown) : dataset.standingColumns.map { column(of: $0, shown) }
    try MemoryBudget.current.require(
      ByteEstimate.product(shown, min(columns.count, columnLimit), 64), for: "these rows")
    let visible = columns.prefix(columnLimit)
    var remarks: [Table.Remark] = []
    if columns.count > visible.count {
      remarks.append(
        .init("…", [Fact("", .text("\(columns.count - visible.count) more columns"))]))
    }
    let table = Table(
      Array(0..<shown), remarks: remarks,
      [.count("row") { dataset.tabular?.raw.train.origin(of: $0) ?? $0 }] + visible)
    let part = dataset.part.map { ".\($0.rawValue)" } ?? ""
    return ReportValue(
      Report(
        "rows",
        title: "\(dataset.name)\(part): the first \(NumberText.grouped(shown))"
          + " of \(Problems.count(dataset.train.count, "row"))", [.table(table)]),
      fields: [])
  }

  /// A row for each number of a tensor, or for each of its rows, for files.
  ///
  /// `rows` says which row of a file each is, `files` which file.
  static func make(
    _ tensor: Tensor, classes: ClassNames? = nil, rows: [Int]? = nil, files: [String]? = nil,
    named title: String = "rows"
  ) -> Report {
    let count = tensor.shape.extents.first ?? 1
    let width = count == 0 ? 0 : tensor.count / count
    let numbers = tensor.doubles
    let columns = AnswerColumns(classes, of: tensor)
    var fields: [Table.Field<Int>] = (0..<width).map { column in
      .number(columns.names[column]) { numbers[$0 * width + column] }
    }
    if let title = columns.probability {
      fields.insert(.number(title) { columns.probability(of: tensor, $0) }, at: 0)
    }
    if let title = columns.answer {
      fields.insert(.text(title) { columns.answer(of: tensor, $0) }, at: 0)
    }
    if let files, files.count == count {
      fields.insert(.text("file") { files[$0] }, at: 0)
    } else if let rows, rows.count == count {
      fields.insert(.count(columns.rowTitle) { rows[$0] }, at: 0)
    }
    return Report(title, [.table(Table(Array(0..<count), fields))])
  }

  private static func column(of column: TypedColumn, _ count: Int) -> Table.Field<Int> {
    let title = Sanitizer.visible(column.name)
    switch column.values {
    case .numbers(let numbers), .wholes(let numbers):
      return .number(column.name, title: title) { numbers[$0].isNaN ? nil : numbers[$0] }
    case .dates(let seconds):
      return .text(column.name, title: title) {
        seconds[$0].isNaN ? nil : DateText.of(seconds[$0])
      }
    default:
      let texts = TypedColumn(column.name, column.values.rows(Array(0..<count))).texts
      return .text(column.name, title: title) { texts[$0].map(short) }
    }
  }

  private static func samples(of dataset: Dataset, _ count: Int) -> [Table.Field<Int>] {
    let samples = dataset.train
    var shown = samples.inputs.flatMap { input -> [Table.Field<Int>] in
      let rows = input.rows
      let size = rows.shape.count
      if let vocabulary = input.vocabulary {
        return [
          .text(input.name) { row in
            short(vocabulary.joined((0..<size).map { Int(saturating: rows.number(row, $0)) }))
          }
        ]
      }
      guard rows.shape.rank <= 1, size <= 16 else {
        return [
          .text(input.name) { row in
            let numbers = (0..<size).map { rows.number(row, $0) }
            let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
            return "\(rows.shape) \(NumberText.general(low))..\(NumberText.general(high))"
          }
        ]
      }
      return (0..<size).map { element in
        let name =
          dataset.columns.count == size && samples.inputs.count == 1
          ? dataset.columns[element] : size == 1 ? input.name : "\(input.name)\(element)"
        return .number(name, title: Sanitizer.visible(name)) { rows.number($0, element) }
      }
    }
    if let targets = samples.targets {
      shown.append(target(targets, of: dataset))
    }
    return shown
  }

  private static func target(_ targets: SampleRows, of dataset: Dataset) -> Table.Field<Int> {
    let name = dataset.target ?? "y"
    let size = targets.shape.count
    let names = dataset.classNames
    if size != 1 {
      return .text(name, title: Sanitizer.visible(name)) { row in
        let numbers = (0..<min(size, 8)).map { NumberText.general(targets.number(row, $0)) }
        return numbers.joined(separator: " ") + (size > 8 ? " …" : "")
      }
    }
    return .text(name, title: Sanitizer.visible(name)) { row in
      let number = targets.number(row)
      let place = Int(whole: number) ?? -1
      return names.indices.contains(place)
        ? Sanitizer.visible(names[place]) : NumberText.general(number)
    }
  }

  private static func short(_ text: String) -> String {
    let line = Sanitizer.visibleLine(text)
    return line.count > textLimit ? line.prefix(textLimit - 1) + "…" : line
  }
}

import Data
import Engine
import Formats
import Plots
import Support

/// Charts of the columns of a table, as they stand in the file, training rows only.
struct ColumnPlot {
  private let dataset: Dataset
  private let table: TypedTable

  /// Charts of this data set; throws for data without columns.
  init(_ dataset: Dataset, word: String) throws {
    guard let table = dataset.tabular?.raw.train else {
      throw DataError(.recipe(.noColumns(data: dataset.name)), word: word)
    }
    self.dataset = dataset
    let computed = dataset.standingColumns.filter { table.column(named: $0.name) == nil }
    self.table = computed.reduce(table) { $0.appending($1) }
  }

  /// How one column is spread, or how two go together.
  ///
  /// `by` names the column whose words are the colours of points; `isLine` joins them in the order of the first.
  func plot(_ names: [String], by: String? = nil, isLine: Bool = false) throws -> Plot {
    let columns = try names.map(column)
    if isLine, columns.count > 2 { return try lines(columns, by: by) }
    switch columns.count {
    case 1 where by == nil: return try alone(columns[0])
    case 2: return try together(columns[0], columns[1], by: try by.map(column), isLine: isLine)
    case 3... where by == nil: return try pairs(columns)
    default:
      throw PlotProblem.notDrawable("colours by a column of anything but two columns of numbers")
    }
  }

  /// Each of these columns of numbers against each other one.
  func pairs(_ names: [String]) throws -> Plot { try pairs(names.map(column)) }

  /// The columns that are numbers, with a target of two classes as 0 and 1, or classes as a colour.
  func overview(_ kind: (any NumberChart.Type)?) throws -> Plot? {
    let numbers = dataset.standingColumns.filter {
      $0.name != dataset.target && ($0.kind == .number || $0.kind == .whole)
    }
    let target = try targetNumbers()
    if kind == PairsChart.self {
      guard numbers.count > 1 else { return nil }
      var plot = try pairs(numbers)
      plot.notes += leftOut(besides: numbers, withTarget: false)
      return plot
    }
    guard kind == nil || kind == CorrelationChart.self else { return nil }
    if numbers.count + (target == nil ? 0 : 1) < 3 {
      return kind == nil ? try ofFew(numbers) : nil
    }
    try requireMemory(numbers.count + 1)
    var columns = numbers.prefix(CorrelationChart.limit - 1).map {
      (name: $0.name, values: $0.values.doubles ?? [])
    }
    if let target { columns.append(target) }
    var plot = Plot(try CorrelationChart(columns), title: "\(dataset.name): correlation")
    if numbers.count > CorrelationChart.limit - 1 {
      plot.notes.append(
        "\(CorrelationChart.limit - 1) of \(NumberText.grouped(numbers.count)) columns")
    }
    plot.notes += leftOut(besides: numbers, withTarget: target != nil)
    return plot
  }

  /// What kinds of columns are not drawn among those of numbers.
  private func leftOut(besides numbers: [TypedColumn], withTarget: Bool) -> [String] {
    let shown = Set(numbers.map(\.name) + (withTarget ? [dataset.target ?? ""] : []))
    let all = dataset.standingColumns.filter { !shown.contains($0.name) }
    // What is learnt may be numbers, or words: it is named.
    let target = all.filter { $0.name == dataset.target }.map { "the target \($0.name)" }
    let rest = all.filter { $0.name != dataset.target }
    let dates = rest.count { if case .dates = $0.values { true } else { false } }
    let words = rest.count - dates
    let parts =
      (dates > 0 ? ["\(dates) of dates"] : []) + (words > 0 ? ["\(words) of words"] : [])
      + target
    return parts.isEmpty ? [] : ["left out: \(parts.joined(separator: ", "))"]
  }

  /// Where few columns are numbers: how they are spread; else the words of a text, or of the target.
  private func ofFew(_ numbers: [TypedColumn]) throws -> Plot? {
    switch numbers.count {
    case 2...: return try together(numbers[0], numbers[1])
    case 1: return try alone(numbers[0])
    default: break
    }
    let words = dataset.standingColumns
    let column =
      words.first { $0.kind == .text } ?? words.first { $0.name == dataset.target } ?? words.first
    return try column.map(alone)
  }

  /// A column by its name; throws with those that there are.
  func column(_ name: String) throws -> TypedColumn {
    guard let column = table.column(named: name) else {
      throw DataError(.table(.unknownColumn(name, known: table.names, path: dataset.name)))
    }
    return column
  }

  func requireMemory(_ columns: Int) throws {
    try MemoryBudget.current.require(
      ByteEstimate.product(table.rowCount, columns, 32), for: "the plot")
  }

  /// The target as one more column of numbers; `nil` where it is none, or more than two classes.
  private func targetNumbers() throws -> (name: String, values: [Double])? {
    guard let name = dataset.target, let column = table.column(named: name) else { return nil }
    if let classes = dataset.tabular?.learntTarget?.classes, !classes.isEmpty {
      guard classes.count == 2 else { return nil }
      let texts = column.texts
      return (
        "\(name) = \(classes[1])",
        try Interrupt.map(texts.count) { texts[$0].map { $0 == classes[1] ? 1 : 0 } ?? .nan }
      )
    }
    return column.values.doubles.map { (name, $0) }
  }
}

extension ColumnPlot {
  private func alone(_ column: TypedColumn) throws -> Plot {
    try requireMemory(2)
    var plot: Plot
    switch column.values {
    case .numbers(let numbers), .wholes(let numbers):
      // The chart itself says how many are NaN.
      return Plot.histogram(numbers, title: column.name)
    case .dates(let seconds): plot = bars(periods(seconds), title: column.name)
    case .categories: plot = bars(counts(column), title: column.name)
    case .texts(let texts):
      let words = try Interrupt.map(texts.count) { row in
        texts[row].map { Double($0.split(whereSeparator: \.isWhitespace).count) } ?? .nan
      }
      plot = Plot.histogram(words.filter { !$0.isNaN }, title: "\(column.name): words in a row")
    }
    let missing = (0..<column.count).untilInterrupted.count { column.values.isMissing($0) }
    if missing > 0 { plot.notes.append("\(NumberText.grouped(missing)) missing") }
    return plot
  }

  private func bars(_ counts: [(name: String, count: Int)], title: String) -> Plot {
    var plot = Plot(
      BarChart(counts.map { Double($0.count) }, labels: counts.map(\.name)), title: title)
    plot.notes.append("rows of each")
    return plot
  }

  /// How many rows each value has, the most frequent first.
  private func counts(_ column: TypedColumn) -> [(name: String, count: Int)] {
    let (codes, names) = column.coded
    var counts = [Int](repeating: 0, count: names.count)
    for row in codes.indices.untilInterrupted where codes[row] >= 0 { counts[Int(codes[row])] += 1 }
    return names.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }.map { (names[$0], counts[$0]) }
  }

  /// How many rows fall into each year; of a short time into each month, or each day.
  private func periods(_ seconds: [Double]) -> [(name: String, count: Int)] {
    let known = seconds.filter { !$0.isNaN }
    guard let first = known.min(), let last = known.max() else { return [] }
    let days = (last - first) / 86_400
    // Characters of 1960-01-31 that name a period.
    let length = days > 3 * 365 ? 4 : days > 62 ? 7 : 10
    var counts: [String: Int] = [:]
    for row in known.indices.untilInterrupted {
      counts[String(DateText.of(known[row]).prefix(length)), default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension ColumnPlot {
  /// Two columns: points of numbers, means of numbers for each word, counts of words with words.
  private func together(
    _ first: TypedColumn, _ second: TypedColumn, by: TypedColumn? = nil, isLine: Bool = false
  ) throws -> Plot {
    try requireMemory(6)
    let title = "\(first.name), \(second.name)"
    if by != nil || isLine, first.values.doubles == nil || second.values.doubles == nil {
      throw PlotProblem.notDrawable("points or lines of columns of words")
    }
    switch (first.values.doubles, second.values.doubles) {
    case (let x?, let y?):
      var plot =
        if isLine {
          line(x, y, named: second.name, by: by)
        } else if let by {
          Plot.scatter(PointGroups.named(by.texts.map { $0 ?? "missing" }, xs: x, ys: y))
        } else {
          points(x, y)
        }
      plot.title = title
      for (axis, column) in [(\Plot.x, first), (\Plot.y, second)] {
        plot[keyPath: axis].title = column.name
        if case .dates = column.values { plot[keyPath: axis].scale = .time }
      }
      return plot
    case (let numbers?, nil): return try means(of: axisName(first), numbers, by: second)
    case (nil, let numbers?): return try means(of: axisName(second), numbers, by: first)
    case (nil, nil):
      let (rows, columns) = (first.coded, second.coded)
      guard rows.names.count <= 60, columns.names.count <= 60 else {
        throw PlotProblem.notDrawable("columns of so many different words")
      }
      var counts = [Double](repeating: 0, count: rows.names.count * columns.names.count)
      for row in rows.codes.indices.untilInterrupted
      where rows.codes[row] >= 0 && columns.codes[row] >= 0 {
        counts[Int(rows.codes[row]) * columns.names.count + Int(columns.codes[row])] += 1
      }
      var plot = Plot.heat(
        HeatMap(
          rows: rows.names.count, columns: columns.names.count, values: counts,
          rowLabels: rows.names, columnLabels: columns.names), title: title)
      plot.notes.append("rows of each")
      return plot
    }
  }

  /// Points in the colours of the target's classes, where they are few.
  private func points(_ x: [Double], _ y: [Double]) -> Plot {
    let groups = classes()
    return Plot.scatter(
      groups.names.indices.map { slot in
        let rows = x.indices.filter { groups.codes.isEmpty || groups.codes[$0] == slot }
        return PointClass(groups.names[slot], xs: rows.map { x[$0] }, ys: rows.map { y[$0] })
      })
  }

  /// Numbers as they stand; dates as days since the first of them. `nil` for words.
  func drawn(_ column: TypedColumn) -> [Double]? {
    guard case .dates(let seconds) = column.values else { return column.values.doubles }
    let first = firstDate(seconds)
    return seconds.map { ($0 - first) / 86_400 }
  }

  func axisName(_ column: TypedColumn) -> String {
    guard case .dates(let seconds) = column.values else { return column.name }
    return "\(column.name), days since \(DateText.of(firstDate(seconds)))"
  }

  private func firstDate(_ seconds: [Double]) -> Double {
    seconds.lazy.filter { !$0.isNaN }.min() ?? 0
  }

  /// The mean of the numbers for each word, the most frequent words first.
  private func means(of name: String, _ numbers: [Double], by column: TypedColumn) throws -> Plot {
    let words = column.coded
    var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: words.names.count)
    for row in numbers.indices.untilInterrupted where words.codes[row] >= 0 && !numbers[row].isNaN {
      let code = Int(words.codes[row])
      sums[code] = (sums[code].sum + numbers[row], sums[code].count + 1)
    }
    let order = words.names.indices.filter { sums[$0].count > 0 }
      .sorted { (sums[$1].count, $0) < (sums[$0].count, $1) }
    return Plot(
      BarChart(
        order.map { sums[$0].sum / Double(sums[$0].count) }, labels: order.map { words.names[$0] }),
      title: "mean \(name) by \(column.name)")
  }

  private func pairs(_ columns: [TypedColumn]) throws -> Plot {
    let shown = columns.prefix(PairsChart.limit)
    try requireMemory(shown.count)
    let numbers = try shown.map { column in
      guard let values = drawn(column) else {
        throw PlotProblem.notDrawable("\"\(column.name)\" among pairs, a column of words")
      }
      return PairsColumn(axisName(column), values)
    }
    let groups = classes()
    var plot = Plot(
      PairsChart(
        numbers, classes: groups.codes, classNames: groups.codes.isEmpty ? [] : groups.names),
      title: "\(dataset.name): pairs")
    if columns.count > shown.count {
      plot.notes.append("\(shown.count) of \(columns.count) columns of numbers")
    }
    return plot
  }

  /// The class of each training row, for colours; none where there are more than eight.
  private func classes() -> (names: [String], codes: [Int]) {
    guard let target = dataset.target, let column = table.column(named: target),
      let names = dataset.tabular?.learntTarget?.classes, (2...8).contains(names.count)
    else { return ([""], []) }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return (names, column.texts.map { $0.flatMap { places[$0] } ?? -1 })
  }
}

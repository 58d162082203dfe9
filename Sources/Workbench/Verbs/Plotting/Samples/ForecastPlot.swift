import Data
import Engine
import Formats
import Learning
import Plots
import Support

/// A series in time with what a model says of it, also behind its end, and a band as wide as what it missed before.
struct ForecastPlot {
  let model: Model
  let dataset: Dataset
  let call: VerbCall

  /// The share of what was missed that the band holds.
  private static let share = 0.9

  /// Throws for rows without an order in time, and for models of anything but one number.
  func plot() throws -> Plot {
    guard let tabular = dataset.tabular, let recipe = model.recipe ?? dataset.recipe,
      let target = recipe.target, target.classes.isEmpty, model.outputShape.count == 1
    else {
      throw problem("`\(model.name)` does not predict one number of each row of `\(dataset.name)`")
    }
    guard recipe.looksBack else {
      throw problem("the rows of `\(dataset.name)` are no series in time")
    }
    let parts = [Dataset.Part.train, .validation, .test].compactMap { part in
      tabular.raw[part].map { (part: part, table: $0) }
    }
    // Words have numbers of their own in each part: then what looks back begins anew in each.
    let whole = parts.dropFirst().reduce(parts.first?.table) { $0?.followed(by: $1.table) }
    let tables = whole.map { [$0] } ?? parts.map(\.table)
    var measured: [Double] = []
    var dates: [Double] = []
    // The first answer of a row stands: what came behind the end of one part is known in the next, too.
    var forecast: [Int: Double] = [:]
    for table in tables {
      guard let numbers = table.column(named: target.column)?.values.doubles else { continue }
      try Interrupt.check()
      let start = measured.count
      measured += numbers
      dates += Self.dates(of: table) ?? [Double](repeating: .nan, count: table.rowCount)
      var notes: [RecipeNote] = []
      guard
        let made = try? recipe.answers(of: table, withTarget: false, model.dtype, notes: &notes),
        made.samples.count > 0
      else { continue }
      let answers = target.inUnits(
        try model.predict(made.samples, threads: call.interpreter.options.threads)
      ).doubles
      for (row, answer) in zip(made.rows ?? Array(0..<table.rowCount), answers)
      where row < table.rowCount || forecast[start + row] == nil {
        forecast[start + row] = answer
      }
    }
    var missed: [(part: Dataset.Part, values: [Double])] = []
    var start = 0
    for (part, table) in parts {
      let rows = start..<min(start + table.rowCount, measured.count)
      let own = rows.compactMap { row in
        forecast[row].map { measured[row] - $0 }.flatMap { $0.isFinite ? $0 : nil }
      }
      if !own.isEmpty { missed.append((part, own)) }
      start += table.rowCount
    }
    guard !forecast.isEmpty else {
      throw problem("`\(dataset.name)` has too few rows for what \(model.name) looks back at")
    }
    return chart(measured, Self.places(dates, forecast), forecast, missed, target.column)
  }

  private func chart(
    _ measured: [Double], _ places: [Double]?, _ forecast: [Int: Double],
    _ missed: [(part: Dataset.Part, values: [Double])], _ name: String
  ) -> Plot {
    func place(_ row: Int) -> Double { places?[row] ?? Double(row) }
    let rows = forecast.keys.sorted()
    let answers = rows.map { forecast[$0] ?? .nan }
    let (width, words) = Self.width(missed)
    let xs = rows.map(place)
    // Rows without an answer are a gap in line and band.
    var (gapX, gapY): ([Double], [Double]) = ([], [])
    for (index, row) in rows.enumerated() {
      if index > 0, row > rows[index - 1] + 1 {
        gapX.append(place(row - 1))
        gapY.append(.nan)
      }
      gapX.append(xs[index])
      gapY.append(answers[index])
    }
    let chart = BandChart(
      [
        Series(
          name, role: .group(0), xs: measured.indices.map(place), ys: measured),
        Series("predicted", role: .group(1), xs: gapX, ys: gapY),
      ],
      low: Series("low", role: .reference, xs: gapX, ys: gapY.map { $0 - width }),
      high: Series("high", role: .reference, xs: gapX, ys: gapY.map { $0 + width }), name: words)
    var plot = Plot(chart, title: "\(model.name) on \(dataset.name): forecast of \(name)")
    if places == nil {
      plot.x = Axis("row", isInteger: true)
      plot.x.showsTitle = true
    } else {
      plot.x.scale = .time
    }
    let behind = rows.count { $0 >= measured.count }
    if behind > 0 { plot.notes.append("\(NumberText.count(behind, "row")) beyond the end") }
    return plot
  }

  /// Half of the band, and what it is made of: the rows for validation, else those for tests, else those of training.
  private static func width(
    _ missed: [(part: Dataset.Part, values: [Double])]
  ) -> (Double, String) {
    guard
      let found = [Dataset.Part.validation, .test, .train].lazy.compactMap({ part in
        missed.first { $0.part == part }
      }).first
    else { return (0, "no row was predicted that is known") }
    let sizes = found.values.map(abs).sorted()
    let index = Int((share * Double(sizes.count)).rounded(.up) - 1, within: 0...(sizes.count - 1))
    let part =
      switch found.part {
      case .validation: "validation"
      case .test: "test"
      case .train: "training"
      }
    return (
      sizes[index],
      "± \(NumberText.significant(sizes[index], digits: 3)): 9 of 10 misses of \(part)"
    )
  }

  /// The first column of dates; `nil` without one.
  private static func dates(of table: TypedTable) -> [Double]? {
    for column in table.columns {
      if case .dates(let seconds) = column.values { return seconds }
    }
    return nil
  }

  /// Where rows stand in time, those behind the end as far apart as the last two; `nil` where dates are missing or do
  /// not rise.
  private static func places(_ dates: [Double], _ forecast: [Int: Double]) -> [Double]? {
    guard dates.count > 1, zip(dates, dates.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    var result = dates
    let step = dates[dates.count - 1] - dates[dates.count - 2]
    while result.count <= forecast.keys.max() ?? 0 {
      result.append((result.last ?? 0) + step)
    }
    return result
  }

  private func problem(_ reason: String) -> any Error {
    Problems.worded(PlotOptionProblem.noForecast(reason), at: call.span)
  }
}

extension TypedTable {
  /// The rows of another table of the same columns behind these; `nil` where some column is not of numbers or dates.
  fileprivate func followed(by other: TypedTable) -> TypedTable? {
    guard columns.map(\.name) == other.columns.map(\.name) else { return nil }
    var joined: [TypedColumn] = []
    for (mine, next) in zip(columns, other.columns) {
      guard let a = mine.values.doubles, let b = next.values.doubles else { return nil }
      let isTime = if case .dates = mine.values { true } else { false }
      joined.append(TypedColumn(mine.name, isTime ? .dates(a + b) : .numbers(a + b)))
    }
    return TypedTable(joined, rowCount: rowCount + other.rowCount)
  }
}

import Data
import Engine
import Plots
import Support

/// A series that was cut into windows: as it stands in the file, or some of its windows as lines.
enum WindowPlot {
  private static let shown = 10

  /// The chart of data in windows; the windows themselves where `places` name some. `nil` for other data.
  static func plot(_ dataset: Dataset, at places: [Int]?) throws -> Plot? {
    guard let window = dataset.recipe?.window, dataset.sampleShape.rank == 2 else { return nil }
    if places == nil, let plot = try series(dataset) { return named(plot, dataset, window) }
    let count = dataset.train.count
    let chosen = Array((places ?? Array(0..<min(count, shown))).prefix(shown))
    let samples = dataset.train.inputs[0].rows.tensor(chosen)
    let (length, width) = (dataset.sampleShape[0], dataset.sampleShape[1])
    let numbers = samples.doubles
    // What is forecast is the last column.
    let lines = chosen.indices.map { index in
      Series(
        "window \(chosen[index])", role: .group(index),
        ys: (0..<length).map { numbers[(index * length + $0) * width + width - 1] })
    }
    var plot = Plot(.lines(lines), title: "\(dataset.name): windows")
    (plot.x.title, plot.x.showsTitle, plot.x.isInteger) = ("row of the window", true, true)
    plot.notes = ["\(chosen.count) of \(NumberText.grouped(count))", "as learnt"]
    return plot
  }

  /// The column that is forecast over the dates of its rows, else over their numbers; `nil` without columns, and for words.
  private static func series(_ dataset: Dataset) throws -> Plot? {
    guard let name = dataset.target, let table = dataset.tabular?.raw.train,
      let values = table.column(named: name)?.values.doubles
    else { return nil }
    let date = table.columns.first { if case .dates = $0.values { true } else { false } }
    if let date, dataset.standingColumns.contains(where: { $0.name == name }) {
      return try ColumnPlot(dataset, word: "plot").plot([date.name, name], isLine: true)
    }
    var plot = Plot(.lines([Series(name, role: .group(0), ys: values)]), title: name)
    (plot.x.title, plot.x.showsTitle, plot.x.isInteger) = ("row", true, true)
    return plot
  }

  private static func named(_ plot: Plot, _ dataset: Dataset, _ window: Recipe.Window) -> Plot {
    var plot = plot
    plot.title = "\(dataset.name): \(dataset.target ?? plot.title)"
    plot.notes.append(
      "\(NumberText.grouped(dataset.train.count)) windows of \(NumberText.count(window.length, "row"))")
    return plot
  }
}

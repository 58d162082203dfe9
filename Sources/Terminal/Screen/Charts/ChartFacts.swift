import Plots

/// What keys must know of the chart that they act on.
struct ChartFacts {
  /// From the first position of a sample to the last; `nil` where the chart is none of curves.
  var extent: ClosedRange<Double>?
  /// What the lower axis shows now.
  var shown: ClosedRange<Double> = 0...1
  /// From one column of dots to the next.
  var stride = 1.0
  /// How many curves there are, hidden ones too.
  var curveCount = 0
  /// Whether the left axis is logarithmic now.
  var isLogarithmic = false
  /// The weight of the past in the smooth lines; `nil` where no curve is smoothed.
  var smoothing: Double?
  /// Whether positions are counted: the cursor stands on whole ones.
  var isCounted = false
  /// Where pointers may stand.
  var area = CellRectangle(column: 0, row: 0, width: 1, height: 1)
  /// How many cells an entry of a table is wide and high.
  var entry = (columns: 1, rows: 1)
  /// Where curves are worth a look; found when it is asked for.
  var remarkable: () -> [Double] = { [] }
  /// What may be chosen about the chart; found when it is asked for.
  var options: () -> ChartOptions = { ChartOptions() }
  /// Whether the chart has axes.
  var hasAxes = false

  /// The facts of a chart, of the plot as its owner has it and of the scene that shows it as it is looked at.
  init(_ plot: Plot, _ scene: Scene) {
    extent = plot.curveExtent
    shown = scene.horizontalRange ?? extent ?? 0...1
    stride = scene.dotStride
    curveCount = plot.curveChart?.series.count ?? 0
    isLogarithmic = scene.isLogarithmic
    smoothing = scene.smoothing
    isCounted = plot.x.isInteger
    area = scene.pointerArea
    if let table = scene.table, table.rows > 0, table.columns > 0 {
      entry = (max(1, table.cells.width / table.columns), max(1, table.cells.height / table.rows))
    }
    remarkable = { plot.remarkablePlaces }
    options = { plot.options }
    hasAxes = scene.horizontalRange != nil
  }

  /// Facts of curves over a range, for tests.
  init(
    extent: ClosedRange<Double>, stride: Double, curveCount: Int = 1, isLogarithmic: Bool = false
  ) {
    (self.extent, shown, self.stride) = (extent, extent, stride)
    (self.curveCount, self.isLogarithmic, isCounted) = (curveCount, isLogarithmic, true)
  }
}

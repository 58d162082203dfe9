/// A chart as a value: what to show, nothing about where.
///
/// `PlotLayout` turns it into a scene for a size, `Raster` the scene into cells, and the sinks those
/// into text; `SVG` and `description` need the plot alone. Charts of equal plots are equal byte for
/// byte: no clock, locale or environment is read.
package struct Plot: Sendable, Equatable {
  /// How dense training curves are smoothed.
  package enum Smoothing: Sendable, Equatable {
    /// As much as the width needs: 0 up to two samples a column.
    case automatic
    /// The weight of the past, 0 up to 0.999.
    case weight(Double)
  }

  /// Which value of a validation curve is marked.
  package enum Best: Sendable, Equatable {
    case lowest, highest, none
  }

  /// How far a run has come.
  package struct Progress: Sendable, Equatable {
    /// What is counted: `step`, `epoch`.
    package var unit: String
    /// How many are done.
    package var done: Int
    /// How many there will be; `nil` where the run has no known end.
    package var total: Int?

    /// For instance step 1200 of 2000.
    package init(_ unit: String = "step", done: Int, total: Int? = nil) {
      self.unit = unit
      self.done = done
      self.total = total
    }
  }

  /// The kind with its data.
  package var chart: any Chart {
    get { content.chart }
    set { content.chart = newValue }
  }
  private var content: Content
  /// The name at the upper left; may be empty.
  package var title: String
  /// The horizontal axis.
  package var x: Axis
  /// The vertical axis.
  package var y: Axis
  /// Further facts for the title row, most important first.
  package var notes: [String]
  /// Facts without which the picture would be misread, such as how many of all are wrong: they stay at every width.
  package var cautions: [String] = []
  /// Words at places in the picture.
  package var annotations: [Annotation]
  /// Whether a row at the foot explains the marks, where there is room.
  package var showsLegend: Bool
  /// How dense training curves are smoothed.
  package var smoothing: Smoothing
  /// Which value of a validation curve is marked.
  package var best: Best
  /// How far the run has come, for the title row.
  package var progress: Progress?
  /// The position that a reader points at; the foot then reads out the values there.
  package var cursor: Double?
  /// Whether a faint grid stands at the labels; `nil` where the picture is large.
  package var showsGrid: Bool?
  /// Whether curves carry a sign at each measured value, where these are few.
  package var showsMarkers: Bool
  /// Positions that a reader has marked: lines across the picture.
  package var bookmarks: [Double]
  /// Whether a clock decided its numbers, so that they are others each time: sessions do not keep them.
  package var isMeasured = false

  /// A chart with automatic axes; the factories (`Plot.loss`, …) choose better ones.
  package init(
    _ chart: some Chart, title: String = "", x: Axis = Axis(), y: Axis = Axis()
  ) {
    content = Content(chart: chart)
    self.title = title
    self.x = x
    self.y = y
    notes = []
    annotations = []
    showsLegend = true
    smoothing = .automatic
    best = .lowest
    progress = nil
    cursor = nil
    showsGrid = nil
    showsMarkers = false
    bookmarks = []
  }

  /// Compares charts of any kind, so that equality of plots is made of all their parts.
  private struct Content: Sendable, Equatable {
    var chart: any Chart

    static func == (left: Content, right: Content) -> Bool { left.chart.isEqual(to: right.chart) }
  }
}

/// A word at a place given in the axes' values.
package struct Annotation: Sendable, Equatable {
  /// The place across.
  package var x: Double
  /// The place up.
  package var y: Double
  /// The words.
  package var text: String

  /// Words whose first letter stands at (`x`, `y`).
  package init(x: Double, y: Double, _ text: String) {
    self.x = x
    self.y = y
    self.text = text
  }
}

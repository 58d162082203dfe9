import Catalog
import Support

/// A kind of chart with its data: all that is known of it stands in one file of `Plots/Kinds`.
///
/// Title, axes and notes are the `Plot`'s, which holds the chart; `Charts.all` lists the kinds.
package protocol Chart: Sendable, Equatable {
  /// The kind's name, what it shows and a line of the language that draws one.
  static var signature: Signature { get }

  /// The kind as one that can be made of plain numbers; `nil` for others.
  ///
  /// Asked of all kinds at the start of the program, where a dynamic cast would look through every type there is.
  static var ofNumbers: (any NumberChart.Type)? { get }

  /// What a person may choose about it.
  var options: ChartOptions { get }

  /// The one fact that stands for the chart where nothing else has room; never empty.
  var headline: String { get }

  /// The series that a single row of bars shows; `nil` for charts that are no curves.
  var sparkline: Series? { get }

  /// The chart laid out for a place of at least 20 columns and 5 rows.
  func scene(of plot: Plot, in place: Place) -> Scene

  /// The chart in plain sentences, numbers from the data and not from the picture.
  func description(of plot: Plot) -> [String]

  /// The data, as a session digests them.
  func dataColumns(of plot: Plot) -> [ChartColumn]

  /// The data under the names and words by which other programs read them: `dataColumns`, unless a kind knows better.
  func fileColumns(of plot: Plot) -> [ChartColumn]

  /// What a session says of data that nobody would read as a table; `nil` where it keeps rows of
  /// `dataColumns`.
  var storedText: String? { get }

  /// Rows of the picture that a session keeps.
  var storedRows: Int { get }

  /// Rows of a picture in which all of it is seen, where it may be as high as it needs; `nil` where more show no more.
  var wholeRows: Int? { get }

  /// Whether its letters grow with it where nobody said how large its picture is; those of others are alike in all files.
  var growsWhole: Bool { get }

  /// What stands at a cell of the picture that was laid out as `scene`: stored values in words; `nil` where nothing does.
  func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String?

  /// How much a vector picture is enlarged so that it fills its size; at least 1.
  func zoom(of plot: Plot, width: Int, height: Int) -> Double
}

extension Chart {
  /// Nothing, for kinds that do not say.
  package var options: ChartOptions { [] }
  /// None, which most kinds have.
  package var sparkline: Series? { nil }
  /// None: rows of the data are kept.
  package var storedText: String? { nil }
  /// As a session digests them.
  package func fileColumns(of plot: Plot) -> [ChartColumn] { dataColumns(of: plot) }
  /// Most are read beside others.
  package var growsWhole: Bool { false }
  /// Most kinds fit any height.
  package var wholeRows: Int? { nil }
  /// Enough for most pictures.
  package var storedRows: Int { 16 }
  /// As much as a picture of few rows needs to fill its size; none for kinds with axes.
  package func zoom(of plot: Plot, width: Int, height: Int) -> Double {
    SVGZoom.filling(plot, width, height)
  }

  /// Whether another chart is of this kind and has the same data.
  func isEqual(to other: any Chart) -> Bool { (other as? Self) == self }
}

/// Named numbers of a chart's data.
package struct ChartColumn: Sendable, Equatable {
  /// The name; several columns of a chart may share one.
  package private(set) var name: String
  /// The numbers in order; columns of one chart may differ in length.
  package let values: [Double]
  /// What a file says instead of the numbers, such as dates; empty where it says the numbers.
  package let words: [String]

  /// A column as it is.
  package init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
    words = []
  }

  /// The same under another name.
  func named(_ name: String) -> ChartColumn {
    var column = self
    column.name = name
    return column
  }

  /// A column of words, whose numbers are their places.
  package init(_ name: String, words: [String]) {
    self.name = name
    values = words.indices.map(Double.init)
    self.words = words
  }

  /// Positions on an axis: dates and names as such.
  package init(_ name: String, _ values: [Double], on axis: Axis) {
    self.name = name
    self.values = values
    switch axis.scale {
    case .time, .category: words = values.map { $0.isFinite ? axis.told($0, digits: 17) : "" }
    default: words = []
    }
  }
}

/// A kind of chart that can be made of plain numbers, and so be asked for with `kind=`.
package protocol NumberChart: Chart {
  /// How readily the kind is chosen for these numbers where nobody says `kind=`.
  static func fit(_ table: NumberTable) -> ChartFit

  /// Whether a second table is read as the class number of each row of the first.
  static var readsClasses: Bool { get }

  /// The kind as one that shows how groups of numbers are spread; `nil` for others.
  static var ofGroups: (any GroupChart.Type)? { get }

  /// The chart of some tables, at least one; kinds that show one table show the first.
  ///
  /// Throws a `ChartFault` where the numbers have no such chart.
  static func plot(_ tables: [NumberTable]) throws -> Plot
}

extension Chart {
  package static var ofNumbers: (any NumberChart.Type)? { nil }
}

extension NumberChart {
  /// No, as most kinds.
  package static var readsClasses: Bool { false }
  package static var ofGroups: (any GroupChart.Type)? { nil }
  package static var ofNumbers: (any NumberChart.Type)? { self }
}

/// How readily a kind of chart is chosen for numbers; the highest wins, of equals the first listed.
package enum ChartFit: Int, Sendable, Comparable {
  /// Only where it is asked for.
  case onRequest
  /// Where no other kind knows better.
  case general
  /// Numbers of this shape are usually meant so.
  case shape
  /// The numbers are known to be of this kind, whatever their shape.
  case meaning

  /// The order of the cases.
  package static func < (left: ChartFit, right: ChartFit) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Why numbers have no chart of a kind; data, worded by the workbench.
package enum ChartFault: Error, Equatable {
  /// The kind, as a message names it, and the shape that it cannot show.
  case shape(kind: String, extents: [Int])
  /// More pictures than one chart shows.
  case tooManyPictures(Int)
  /// Numbers that are no truths with scores.
  case scores(kind: String, shapes: [[Int]])
  /// Numbers that are no pairs of true and predicted ones.
  case pairs(kind: String, shapes: [[Int]])
  /// Scores outside 0…1 where probabilities are wanted.
  case notShares(kind: String)
}

/// How one direction of a chart maps values to places.
package struct Axis: Sendable, Equatable {
  /// The function between values and distance.
  package enum Scale: Sendable, Equatable {
    case linear
    /// Decades are equally long; values that are not positive count as below.
    case log10
    /// Linear within ±`linear`, logarithmic outside.
    case symlog(linear: Double)
    /// Whole numbers with names.
    case category([String])
    /// Seconds since 1970-01-01 in UTC, labelled as dates and times of day.
    case time
  }

  /// Which values the axis spans.
  package enum Domain: Sendable, Equatable {
    /// The data's range, padded to look well.
    case automatic
    /// Exactly these bounds.
    case fixed(Double, Double)
    /// From the first value to the next of 64, 128, 256, …: for runs without a known end.
    case doubling
  }

  /// What happens to values far outside the others.
  package enum Outliers: Sendable, Equatable {
    /// Rare ones are marked at the edge and counted in the legend.
    case mark
    /// Everything is inside.
    case fit
    /// As `mark`, but without marks on the edge; still counted.
    case clip
  }

  /// Name and unit; may be empty.
  package var title: String
  /// The function between values and distance.
  package var scale: Scale
  /// Which values the axis spans.
  package var domain: Domain
  /// Whether only whole numbers may be labelled.
  package var isInteger: Bool
  /// What happens to values far outside the others.
  package var outliers: Outliers
  /// Values at which a line crosses the picture, to compare with; an automatic domain holds them.
  package var lines: [Double] = []
  /// Values at which words stand; an automatic domain holds them.
  package var places: [Double] = []
  /// Whether the title stands beside the axis, where a terminal has room for it.
  package var showsTitle = false
  /// Whether a linear axis of values that are not negative begins at 0, so that what falls does not move it.
  package var includesZero = false

  /// A linear axis that fits its data, unless told otherwise.
  package init(
    _ title: String = "", scale: Scale = .linear, domain: Domain = .automatic,
    isInteger: Bool = false, outliers: Outliers = .mark
  ) {
    self.title = title
    self.scale = scale
    self.domain = domain
    self.isInteger = isInteger
    self.outliers = outliers
  }
}

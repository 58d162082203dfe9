/// A labelled row of numbers that is drawn as a line.
package struct Series: Sendable, Equatable {
  /// What a series stands for; it decides colour, smoothing and how outliers are treated.
  package enum Role: Sendable, Equatable {
    /// Measured at each step; smoothed where dense, outliers may leave the picture marked.
    case train
    /// Measured rarely; always inside the picture, its best value is marked.
    case validation
    /// As `train`, but never smoothed.
    case raw
    /// Already smooth; always inside the picture.
    case smooth
    /// A line to compare with; always inside the picture.
    case reference
    /// One of several equals, such as a function or a run.
    case group(Int)
  }

  /// How a line is dashed; `automatic` is solid in colour and told apart by pattern without.
  package enum Pattern: Sendable, Equatable {
    case automatic, solid, dotted, dashed
  }

  /// The name in legend and read-out.
  package var label: String
  /// What the series stands for.
  package var role: Role
  /// The positions, as many as samples; `nil` where the store's even spacing holds.
  package var xs: [Double]?
  /// The values, evenly spaced unless `xs` says otherwise.
  package var store: SeriesStore
  /// How the line is dashed.
  package var pattern: Pattern
  /// Whether a dense stretch of one of several equals is drawn as a band with a smooth line on it.
  package var isSmoothed = false
  /// Whether values far outside are left out as those of a training are.
  package var leavesOutliers = false
  /// Whether the best value of one of several equals is marked.
  package var marksBest = false
  /// The colour it keeps where others are left out, counted from 1; `nil` takes the first that is free.
  package var slot: Int?

  /// A series over explicit positions `xs`, or evenly spaced from 0. The shorter list counts.
  package init(
    _ label: String, role: Role = .group(0), xs: [Double]? = nil, ys: [Double],
    firstX: Double = 0, stride: Double = 1, pattern: Pattern = .automatic
  ) {
    let count = min(xs?.count ?? ys.count, ys.count)
    self.label = label
    self.role = role
    self.xs = xs.map { $0.count == count ? $0 : Array($0.prefix(count)) }
    store = SeriesStore(
      ys.count == count ? ys : Array(ys.prefix(count)), firstX: firstX, stride: stride)
    self.pattern = pattern
  }

  /// A series over a store that grows with a run; its pyramid is shared, not rebuilt.
  package init(
    _ label: String, role: Role, store: SeriesStore, pattern: Pattern = .automatic
  ) {
    self.label = label
    self.role = role
    xs = nil
    self.store = store
    self.pattern = pattern
  }

  /// The values in order.
  package var ys: [Double] { store.values }

  /// How many samples there are.
  package var count: Int { store.count }

  /// The position of sample `index`.
  package func x(at index: Int) -> Double {
    if let xs { return xs[index] }
    return store.x(at: index)
  }

  /// Whether a dense stretch of this series is drawn as a band with a smooth line on it.
  var isSmoothable: Bool { role == .train || isSmoothed }

  /// Whether values far outside may be marked at the edge rather than shown in place.
  var mayExceed: Bool { role == .train || role == .raw || leavesOutliers }
}

import Plots

/// How charts become files of a kind.
struct FileDrawing: Sendable {
  /// What sizes such files can have; `nil` where they have none.
  let sizes: Sizes?
  /// Whether there is a dark form of them.
  let hasTheme: Bool
  /// The bytes of a file. Throws where a library that is needed for it is missing or fails.
  let make: @Sendable (Plot, DrawRequest) throws -> [UInt8]

  /// Bounds of width and height.
  struct Sizes: Sendable, Equatable {
    /// What is counted.
    let unit: String
    let widths: ClosedRange<Int>
    let heights: ClosedRange<Int>
    /// Where nobody says otherwise.
    let standard: (width: Int, height: Int)

    static func == (left: Sizes, right: Sizes) -> Bool { left.unit == right.unit }

    /// Of pictures.
    static let pixels = Sizes(
      unit: "pixels", widths: 160...4000, heights: 160...4000, standard: (800, 500))
    /// Of texts: columns and lines.
    static let cells = Sizes(
      unit: "characters", widths: 20...500, heights: 5...250, standard: (80, 24))

    /// What a size must be, in words.
    var rule: String {
      widths == heights
        ? "two whole numbers from \(widths.lowerBound) to \(widths.upperBound)"
        : "\(widths.lowerBound) to \(widths.upperBound) columns and "
          + "\(heights.lowerBound) to \(heights.upperBound) lines"
    }
  }

  /// Files of some size in pixels, with a dark form.
  static func picture(
    _ make: @escaping @Sendable (Plot, DrawRequest) throws -> [UInt8]
  ) -> FileDrawing {
    FileDrawing(sizes: .pixels, hasTheme: true, make: make)
  }

  /// Files of the numbers of a chart.
  static func numbers(_ make: @escaping @Sendable (Plot) -> [UInt8]) -> FileDrawing {
    FileDrawing(sizes: nil, hasTheme: false) { plot, _ in make(plot) }
  }
}

/// What is wanted of a chart's file.
struct DrawRequest: Sendable {
  let width: Int
  let height: Int
  let theme: SVGTheme
  /// Whether a picture that needs less height has less: where nobody said how large it is.
  var isCropped = false
}

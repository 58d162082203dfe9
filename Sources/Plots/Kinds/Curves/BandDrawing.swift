/// What lies between two curves that share their positions, in the colour of the curve in it.
struct Band: Sendable, Equatable {
  /// The lower end.
  let low: Series
  /// The upper end, at the same places.
  let high: Series
  /// The colour, counted from 1.
  let slot: Int

  /// The band as a mark behind curves over these axes.
  func mark(over frame: Frame) -> Mark {
    func corners(_ series: Series) -> [UnitPoint] {
      (0..<min(low.count, high.count)).map {
        let y = frame.y.unit(series.ys[$0])
        return UnitPoint(frame.x.unit(series.x(at: $0)), y.isFinite ? min(max(y, -9), 9) : .nan)
      }
    }
    return .area(
      Area(upper: corners(high), lower: corners(low), ink: .band(slot), sign: Symbol.band))
  }
}

extension LineLayout {
  /// Curves in front of their bands; `foot` says at the foot what the bands are.
  static func scene(
    of plot: Plot, _ lines: [Series], bands: [Band], foot: [RowItem] = [], in place: Place
  ) -> Scene {
    // The ends take part in the axes, and are drawn as the edges of the bands only.
    let ends = bands.flatMap { [$0.low, $0.high] }
    let layout = LineLayout(plot, lines + ends, in: place, hidden: ends.count, foot: foot)
    var scene = layout.scene()
    guard let frame = scene.frame else { return scene }
    scene.marks.insert(contentsOf: bands.map { $0.mark(over: frame) }, at: 0)
    return scene
  }
}

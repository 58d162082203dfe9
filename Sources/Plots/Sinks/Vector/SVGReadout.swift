/// The values that marks of a picture say when somebody points at them.
struct SVGReadout {
  private let frame: Frame
  private let x: String
  private let y: String
  /// What the lines are called, by the number of their colour.
  private let names: [Int: String]
  /// Places of one line that say something, at most.
  private static let mostPlaces = 240

  /// None for a picture without axes.
  init?(_ plot: Plot, _ scene: Scene) {
    guard let frame = scene.frame else { return nil }
    self.frame = frame
    x = plot.x.title.isEmpty ? "x" : clean(plot.x.title)
    let series = (plot.chart as? LineChart)?.series ?? (plot.chart as? FunctionChart)?.series ?? []
    names = Dictionary(
      zip(Curve.slots(series), series.map { clean($0.label) }), uniquingKeysWith: { one, _ in one })
    y = plot.y.title.isEmpty ? "y" : clean(plot.y.title)
  }

  /// Both values at a place.
  func words(at place: UnitPoint, of ink: Ink? = nil) -> String {
    var name = y
    if case .series(let slot)? = ink, let called = names[slot], !called.isEmpty { name = called }
    return
      "\(x) \(short(frame.x.value(place.x), digits: 4)), \(name) \(short(frame.y.value(place.y), digits: 4))"
  }

  /// From where to where a bar reaches, and how high.
  func words(of bar: Bar) -> String {
    let cells = Double(max(frame.area.width, 1))
    let from = frame.x.value(Double(bar.column) / cells)
    let to = frame.x.value(Double(bar.column + bar.width) / cells)
    return "\(x) \(short(from, digits: 4)) to \(short(to, digits: 4)): "
      + short(frame.y.value(bar.height), digits: 4)
  }

  /// Places along a line that nobody sees, each with its values.
  func add(_ path: Path, in box: Box, to body: inout String) {
    let stride = max(1, path.points.count / Self.mostPlaces)
    for index in path.points.indices.untilInterrupted where index % stride == 0 {
      let point = path.points[index]
      guard (0...1).contains(point.x), (0...1).contains(point.y) else { continue }
      body += "<circle cx=\"\(number(box.x(point.x)))\" cy=\"\(number(box.y(point.y)))\" r=\"6\" "
      body += "fill-opacity=\"0\"" + closed(words(at: point, of: path.ink))
    }
  }
}

/// The end of an element, which says something where there is something to say.
func closed(_ words: String?, name: String = "circle") -> String {
  words.map { "><title>\(escaped($0))</title></\(name)>\n" } ?? "/>\n"
}

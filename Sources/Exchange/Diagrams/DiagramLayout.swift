import Support

/// Where the boxes and arrows of a diagram lie, in pixels from the upper left corner.
struct DiagramLayout {
  struct Place {
    var x = 0
    var y = 0
    var width = 0
    var height = 0

    var center: Int { x + width / 2 }
    var bottom: Int { y + height }
    var right: Int { x + width }
  }

  struct Point: Equatable {
    let (x, y): (Int, Int)
  }

  /// Between boxes below one another, and side by side.
  static let (down, across) = (34, 28)
  /// Beside boxes that an arrow goes around.
  private static let lane = 22
  /// How high a line of text is.
  static let line = 16

  private let diagram: ModelDiagram
  private(set) var places: [Place]
  /// The corners of each arrow, from its box to the one that it leads to.
  private(set) var paths: [[Point]] = []
  private(set) var (width, height) = (0, 0)
  /// Where arrows that go around go down.
  private var lanes: [Int: Int] = [:]

  init(_ diagram: ModelDiagram) {
    self.diagram = diagram
    places = diagram.boxes.map { box in
      let letters = box.lines.map { TextWidth.columns(of: $0) }.max() ?? 0
      return Place(
        width: max(92, letters * 73 / 10 + 26), height: box.lines.count * Self.line + 14)
    }
    let size = size(of: diagram.arrangement)
    (width, height) = size
    put(diagram.arrangement, x: 0, y: 0, width: size.width)
    paths = diagram.arrows.indices.map { path(of: $0) }
  }

  private func size(of part: ModelDiagram.Arrangement) -> (width: Int, height: Int) {
    switch part {
    case .box(let box): return (places[box].width, places[box].height)
    case .gap: return (Self.lane, 0)
    case .bypassed(let inner, _):
      let size = size(of: inner)
      return (size.width + 2 * Self.lane, size.height)
    case .column(let parts):
      let sizes = parts.map(size)
      return (
        sizes.map(\.width).max() ?? Self.lane,
        sizes.reduce(0) { $0 + $1.height } + max(0, sizes.count - 1) * Self.down
      )
    case .row(let parts):
      let sizes = parts.map(size)
      return (
        sizes.reduce(0) { $0 + $1.width } + max(0, sizes.count - 1) * Self.across,
        sizes.map(\.height).max() ?? 0
      )
    }
  }

  private mutating func put(_ part: ModelDiagram.Arrangement, x: Int, y: Int, width: Int) {
    let own = size(of: part)
    let left = x + (width - own.width) / 2
    switch part {
    case .box(let box): (places[box].x, places[box].y) = (left, y)
    case .gap(let arrow): lanes[arrow] = left + own.width / 2
    case .bypassed(let inner, let arrow):
      put(inner, x: left, y: y, width: own.width)
      lanes[arrow] = left + own.width - Self.lane / 2
    case .column(let parts):
      var top = y
      for part in parts {
        put(part, x: left, y: top, width: own.width)
        top += size(of: part).height + Self.down
      }
    case .row(let parts):
      var start = left
      for part in parts {
        let size = size(of: part)
        put(part, x: start, y: y, width: size.width)
        start += size.width + Self.across
      }
    }
  }

  private mutating func path(of index: Int) -> [Point] {
    let arrow = diagram.arrows[index]
    let (from, to) = (places[arrow.from], places[arrow.to])
    let (start, end) = (Point(x: from.center, y: from.bottom), Point(x: to.center, y: to.y))
    if let lane = lanes[index] { return around(from, to, at: lane) }
    if abs(start.x - end.x) <= 2 {
      // Widths that are odd move centers by a pixel.
      let straight = [start, Point(x: start.x, y: end.y)]
      if isFree(straight, except: arrow) { return straight }
    }
    let isJoin = diagram.boxes[arrow.to].kind == .join
    let turn = isJoin ? end.y - Self.down / 2 : start.y + Self.down / 2
    let bent = [start, Point(x: start.x, y: turn), Point(x: end.x, y: turn), end]
    if isFree(bent, except: arrow) { return bent }
    // Beside everything.
    width += Self.lane
    return around(from, to, at: width - Self.lane / 2)
  }

  /// Out below a box, down the lane, and in above the other one, or at its side.
  private func around(_ from: Place, _ to: Place, at lane: Int) -> [Point] {
    let out = from.bottom + Self.down / 3
    var corners = [
      Point(x: from.center, y: from.bottom), Point(x: from.center, y: out), Point(x: lane, y: out),
    ]
    if lane > to.right {
      let side = to.y + to.height / 2
      corners += [Point(x: lane, y: side), Point(x: to.right, y: side)]
    } else {
      let turn = to.y - Self.down / 2
      corners += [
        Point(x: lane, y: turn), Point(x: to.center, y: turn), Point(x: to.center, y: to.y),
      ]
    }
    return corners
  }

  /// Whether a path meets no box on its way.
  private func isFree(_ corners: [Point], except arrow: ModelDiagram.Arrow) -> Bool {
    for (a, b) in zip(corners, corners.dropFirst()) {
      let (left, right) = (min(a.x, b.x), max(a.x, b.x))
      let (top, bottom) = (min(a.y, b.y), max(a.y, b.y))
      for (index, place) in places.enumerated() where index != arrow.from && index != arrow.to {
        if left < place.right + 4, right > place.x - 4, top < place.bottom, bottom > place.y {
          return false
        }
      }
    }
    return true
  }
}

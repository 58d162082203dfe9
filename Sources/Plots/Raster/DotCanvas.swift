import Support

/// The dots of a plot area with the drawing that owns each cell.
///
/// A cell shows the dots of one owner only: the front-most that has any there. So a dot's colour never
/// lies, and the front line stands in a thin halo.
struct DotCanvas {
  /// Cells across.
  let columns: Int
  /// Cells down.
  let rows: Int
  /// Dots of a cell.
  let dots: (columns: Int, rows: Int)
  /// Dots of each cell: bit `y · dots.columns + x`.
  private(set) var masks: [UInt8]
  /// The owner of each cell, 0 for none.
  private(set) var owners: [UInt8]

  init(columns: Int, rows: Int, dots: (columns: Int, rows: Int)) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.dots = dots
    masks = [UInt8](repeating: 0, count: self.columns * self.rows)
    owners = masks
  }

  /// The dot nearest to a place of the unit square.
  func dot(_ point: UnitPoint) -> (x: Int, y: Int) {
    (
      Int(saturating: (point.x * Double(columns * dots.columns - 1)).rounded()),
      Int(saturating: ((1 - point.y) * Double(rows * dots.rows - 1)).rounded())
    )
  }

  /// Lights one dot for `owner`; dots of owners behind in the same cell go out.
  mutating func light(_ x: Int, _ y: Int, owner: UInt8) {
    guard x >= 0, y >= 0, x < columns * dots.columns, y < rows * dots.rows else { return }
    // Shifts where the counts are powers of two: this is the innermost step of every line.
    let cell: Int
    let bit: Int
    switch dots.rows {
    case 4:
      cell = (y >> 2) * columns + (x >> 1)
      bit = (y & 3) << 1 | (x & 1)
    case 2:
      cell = (y >> 1) * columns + (x >> 1)
      bit = (y & 1) << 1 | (x & 1)
    default:
      cell = y * columns + x
      bit = 0
    }
    if owners[cell] != owner {
      owners[cell] = owner
      masks[cell] = 0
    }
    masks[cell] |= 1 << UInt8(bit)
  }

  /// Draws a line through `points`, clipped to the unit square.
  ///
  /// A thicker line is several of them below one another.
  mutating func draw(
    _ points: [UnitPoint], owner: UInt8, pattern: Series.Pattern, thickness: Int = 1
  ) {
    guard columns > 0, rows > 0 else { return }
    if thickness > 1, dots.rows > 1 {
      let dot = 1 / Double(max(1, rows * dots.rows - 1))
      for line in 0..<min(thickness, dots.rows) {
        let shift = (Double(line) - Double(thickness - 1) / 2) * dot
        let lifted = points.map { UnitPoint($0.x, $0.y - shift) }
        draw(lifted, owner: owner, pattern: pattern)
      }
      return
    }
    var phase = 0
    var previous = UnitPoint.gap
    var isAlone = false
    for index in points.indices.untilInterrupted {
      let point = points[index]
      if !(point.x.isFinite && point.y.isFinite) {
        if isAlone { lightIfInside(previous, owner: owner) }
        (previous, isAlone) = (.gap, false)
        continue
      }
      if previous.x.isNaN {
        isAlone = true
      } else {
        isAlone = false
        if let (from, to) = clipped(previous, point) {
          line(dot(from), dot(to), owner: owner, pattern: pattern, phase: &phase)
        }
      }
      previous = point
    }
    if isAlone { lightIfInside(previous, owner: owner) }
  }

  private mutating func lightIfInside(_ point: UnitPoint, owner: UInt8) {
    guard (0...1).contains(point.x), (0...1).contains(point.y) else { return }
    let (x, y) = dot(point)
    light(x, y, owner: owner)
  }

  /// Bresenham's line; the pattern counts dots along it.
  private mutating func line(
    _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), owner: UInt8, pattern: Series.Pattern,
    phase: inout Int
  ) {
    let width = abs(to.x - from.x)
    let height = abs(to.y - from.y)
    let right = from.x < to.x ? 1 : -1
    let down = from.y < to.y ? 1 : -1
    var (x, y) = from
    var error = width - height
    while true {
      if isOn(pattern, phase) { light(x, y, owner: owner) }
      if x == to.x && y == to.y { return }
      phase += 1
      let twice = 2 * error
      if twice > -height { (error, x) = (error - height, x + right) }
      if twice < width { (error, y) = (error + width, y + down) }
    }
  }

  private func isOn(_ pattern: Series.Pattern, _ phase: Int) -> Bool {
    switch pattern {
    case .automatic, .solid: true
    case .dotted: dots.columns == 1 || phase % 2 == 0
    case .dashed: dots.columns == 1 || phase % 5 < 3
    }
  }
}

/// The part of a line inside the unit square, or so far around it (Liang and Barsky 1984); `nil` if there is none.
func clipped(
  _ from: UnitPoint, _ to: UnitPoint, around margin: Double = 0
) -> (UnitPoint, UnitPoint)? {
  let (low, high) = (-margin, 1 + margin)
  if min(from.x, from.y, to.x, to.y) >= low, max(from.x, from.y, to.x, to.y) <= high {
    return (from, to)
  }
  let dx = to.x - from.x
  let dy = to.y - from.y
  var enter = 0.0
  var leave = 1.0
  for (slope, room) in [
    (-dx, from.x - low), (dx, high - from.x), (-dy, from.y - low), (dy, high - from.y),
  ] {
    if slope == 0 {
      if room < 0 { return nil }
    } else if slope < 0 {
      enter = max(enter, room / slope)
    } else {
      leave = min(leave, room / slope)
    }
  }
  guard enter <= leave else { return nil }
  func at(_ share: Double) -> UnitPoint {
    UnitPoint(
      min(max(from.x + share * dx, low), high), min(max(from.y + share * dy, low), high))
  }
  return (at(enter), at(leave))
}

import Support

/// Where the units of a net stand: layers beside one another, the units of each below one another.
struct NetLayout {
  /// One unit in its place.
  struct Box {
    /// Which unit it is.
    let place: NetPicture.Place
    /// The cells of what it shows.
    let inner: CellRectangle
    /// Whether a frame stands around it, with its name below; otherwise the name stands at the left.
    let isFramed: Bool
    /// Columns of the name at the left, with a blank; in a frame the most that the name may take below it.
    var nameWidth = NetLayout.nameWidth
  }

  /// Words that belong to a layer.
  struct Note {
    let text: String
    let row: Int
    let column: Int
    let isHead: Bool
  }

  /// All units that are drawn.
  private(set) var boxes: [Box] = []
  /// Heads of layers, and how many units are not drawn.
  private(set) var notes: [Note] = []
  /// The cells of all of it: where the wires lie.
  let area: CellRectangle
  /// The layers that are drawn.
  private(set) var layers: Range<Int> = 0..<0

  private static let leastGap = 5
  /// Columns of a name at the left of a box.
  static let nameWidth = 4
  private static let mostNameWidth = 20
  private static let leastBox = 4

  /// The layers `drawn` of a net in an area whose first row has their heads; the unit `focus` is among those
  /// drawn.
  init(
    _ net: NetPicture, layers drawn: Range<Int>, focus: NetPicture.Place?, in area: CellRectangle
  ) {
    self.area = CellRectangle(
      column: area.column, row: area.row + 1, width: area.width, height: area.height - 1)
    let rows = self.area.height
    guard rows > 0, area.width >= 10, !drawn.isEmpty else { return }
    let most = max(
      1, area.width / (Self.leastGap + Self.leastBox + Self.nameWidth))
    layers = Self.window(drawn, most: most, focus: focus?.layer)
    let widest = layers.map { net.layers[$0].units.count }.max() ?? 0
    guard widest > 0 else { return }
    let style = Style(widest: widest, rows: rows)
    let slotWidth = area.width / layers.count
    let names = Self.nameWidth(
      of: layers.flatMap { net.layers[$0].units },
      most: min(slotWidth - Self.leastGap - 6, max(slotWidth / 3, Self.nameWidth)))
    let room = slotWidth - Self.leastGap - (style.isFramed ? 2 : names)
    let width = max(
      Self.leastBox, min(style.isFramed ? 2 * style.rows : max(6, 2 * style.rows), room))
    for (index, layer) in layers.enumerated() {
      let units = Self.shown(net.layers[layer], most: style.most, focus: focus, layer)
      let left = area.column + index * slotWidth + (style.isFramed ? 1 : names)
      place(
        units, of: layer, net, left: left, width: width, style,
        style.isFramed ? max(width, slotWidth - 3) : names, room: room)
      let head = Self.head(net.layers[layer], columns: slotWidth - 1)
      let start = style.isFramed ? left - 1 : left
      notes.append(
        Note(
          text: TextWidth.truncate(
            head, to: max(1, slotWidth - (start - area.column - index * slotWidth) - 1)),
          row: area.row, column: start, isHead: true))
    }
  }

  /// How units are drawn so that as many as possible have room.
  private struct Style {
    var isFramed = false
    /// Rows of what a unit shows.
    var rows = 1
    /// The most units of a layer.
    var most = 1
    /// Rows between two units.
    var gap = 1

    init(widest: Int, rows all: Int) {
      for inner in stride(from: 8, through: 2, by: -1) where widest * (inner + 2) <= all {
        (isFramed, rows, most, gap) = (true, inner, widest, 0)
        return
      }
      for inner in [2, 1] where widest * (inner + 1) - 1 <= all {
        (rows, most) = (inner, widest)
        return
      }
      // A row is left for how many there are more.
      rows = all >= 6 ? 2 : 1
      most = max(1, all / (rows + 1))
    }

    var height: Int { isFramed ? rows + 2 : rows }
  }

  private mutating func place(
    _ units: [NetPicture.Unit], of layer: Int, _ net: NetPicture, left: Int, width: Int,
    _ style: Style, _ names: Int, room: Int
  ) {
    // One picture of all inputs leaves none of them out, and has the height of its layer to itself.
    let isWhole = layer == 0 && net.layers[layer].units.count == 1 && units.first?.isPicture == true
    var (style, width) = (style, width)
    let own = min(7, area.height - 1, room / 2)
    if isWhole, !style.isFramed, own > style.rows { (style.rows, width) = (own, 2 * own) }
    let more = isWhole ? 0 : net.layers[layer].count - units.count
    let rows = area.height - (more > 0 && !style.isFramed ? 1 : 0)
    guard !units.isEmpty else { return }
    let slot = max(style.height, min(rows / units.count, 2 * style.height + 2))
    let top = area.row + max(0, (rows - slot * units.count) / 2)
    for (index, unit) in units.enumerated() {
      let first = top + index * slot + max(0, (slot - style.height) / 2) + (style.isFramed ? 1 : 0)
      guard first + style.rows <= area.row + area.height else { break }
      boxes.append(
        Box(
          place: NetPicture.Place(layer: layer, unit: unit.number),
          inner: CellRectangle(column: left, row: first, width: width, height: style.rows),
          isFramed: style.isFramed, nameWidth: names))
    }
    if more > 0 {
      notes.append(
        Note(
          text: "⋮ \(more) more", row: area.row + area.height - 1, column: left, isHead: false))
    }
  }

  /// The layers that have room: those around the one that is looked at, otherwise the last.
  private static func window(_ all: Range<Int>, most: Int, focus: Int?) -> Range<Int> {
    guard all.count > most else { return all }
    let last = all.upperBound - most
    let start = focus.map { min(max(all.lowerBound, $0 - most / 2), last) } ?? all.lowerBound
    return start..<start + most
  }

  /// As wide as the names are, as far as there is room.
  private static func nameWidth(of units: [NetPicture.Unit], most: Int) -> Int {
    let widest = units.map { 1 + TextWidth.columns(of: clean($0.name)) }.max() ?? 0
    return max(nameWidth, min(widest, mostNameWidth, most))
  }

  /// The units that matter most, in their order.
  private static func shown(
    _ layer: NetPicture.Layer, most: Int, focus: NetPicture.Place?, _ index: Int
  ) -> [NetPicture.Unit] {
    guard layer.units.count > most else { return layer.units }
    func rank(_ unit: NetPicture.Unit) -> Double {
      let isFocus = focus == NetPicture.Place(layer: index, unit: unit.number)
      return isFocus ? .infinity : unit.matter.isNaN ? 0 : unit.matter
    }
    let order = layer.units.enumerated().sorted {
      (rank($0.element), -$0.offset) > (rank($1.element), -$1.offset)
    }
    return order.prefix(most).map(\.offset).sorted().map { layer.units[$0] }
  }

  private static func head(_ layer: NetPicture.Layer, columns: Int) -> String {
    let name = clean(layer.name)
    let kind = layer.kind.isEmpty ? "" : "  \(clean(layer.kind))"
    let full = "\(name)\(kind) ×\(layer.count)"
    return TextWidth.columns(of: full) <= columns ? full : "\(name) ×\(layer.count)"
  }

  /// The box of a unit, where it is drawn.
  func box(_ layer: Int, _ unit: Int) -> Box? {
    boxes.first { $0.place.layer == layer && $0.place.unit == unit }
  }

  /// The unit whose box, frame or name is at a cell.
  func unit(row: Int, column: Int) -> NetPicture.Place? {
    boxes.first { box in
      let edge = box.isFramed ? 1 : 0
      let side = box.isFramed ? 1 : box.nameWidth
      return (box.inner.row - edge..<box.inner.row + box.inner.height + edge).contains(row)
        && (box.inner.column - side..<box.inner.column + box.inner.width + edge).contains(column)
    }?.place
  }
}

extension NetPicture.Unit {
  /// Whether it is drawn as a picture.
  fileprivate var isPicture: Bool { if case .picture = look { true } else { false } }
}

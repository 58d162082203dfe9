import Support

/// A network as a list: one box a line, with lines at the left that show what leads where.
struct NetworkList {
  private let network: Network
  private let place: Place
  /// Which boxes are shown; −1 for those in between that have no room.
  private let shown: [Int]
  /// Rows from one box to the next.
  private let pitch: Int

  init(_ network: Network, in place: Place) {
    self.network = network
    self.place = place
    let room = max(1, place.height - 1)
    let count = network.boxes.count
    if 2 * count - 1 <= room {
      (shown, pitch) = (Array(0..<count), 2)
    } else if network.isChain, count <= room {
      (shown, pitch) = (Array(0..<count), 1)
    } else {
      pitch = network.isChain || room < 6 ? 1 : 2
      let most = max(1, (room + pitch - 1) / pitch)
      guard most < count else {
        shown = Array(0..<count)
        return
      }
      let head = max(1, most / 2)
      let tail = max(0, most - head - 1)
      shown =
        Array(0..<head) + (most > 1 ? [-1] : []) + Array((count - tail)..<count)
    }
  }

  /// The lane of each arrow: 0 at the nodes, then further right for ways around.
  private var lanes: [Int] {
    var ends: [Int] = []
    return network.arrows.map { arrow in
      guard arrow.to > arrow.from + 1 else { return 0 }
      if let free = ends.firstIndex(where: { $0 <= arrow.from }) {
        ends[free] = arrow.to
        return free + 1
      }
      ends.append(arrow.to)
      return ends.count
    }
  }

  func draw(in scene: inout Scene) {
    let lanes = lanes
    let places = places(lanes)
    var rows: [Int: Int] = [:]
    for (index, box) in shown.enumerated() where box >= 0 { rows[box] = places[index] }
    let deepest = min(lanes.max() ?? 0, max(0, scene.width / 12))
    let step = 2
    let ways = zip(network.arrows, lanes).compactMap { arrow, lane -> Way? in
      guard let from = rows[arrow.from], let to = rows[arrow.to] else { return nil }
      return Way(arrow: arrow, from: from, to: to, lane: min(lane, deepest))
    }
    for way in ways { draw(way, among: ways, step: step, in: &scene) }
    let symbols = scene.capabilities.hasSymbols
    let start = 1 + deepest * step + 2
    let table = columns(width: scene.width - start)
    for (index, box) in shown.enumerated() {
      let row = places[index]
      guard row < scene.height else { break }
      guard box >= 0 else {
        let left = network.boxes.count - shown.count + 1
        scene.add(symbols ? "⋮" : ":", row: row, column: 1, ink: .faint)
        scene.add("\(left) more", row: row, column: start, ink: .faint)
        continue
      }
      let kind = network.boxes[box].kind
      let sign =
        symbols ? (kind == .input ? "○" : kind == .join ? "◆" : "■") : (kind == .join ? "+" : "o")
      scene.add(sign, row: row, column: 1, ink: .series(kind == .input ? 3 : kind == .join ? 2 : 1))
      var column = start
      for cells in table {
        let cell = cells.cells[box]
        let text = TextWidth.truncate(cell.text, to: cells.width)
        scene.add(
          cells.isNumber ? TextWidth.rightAligned(text, to: cells.width) : text, row: row,
          column: column, ink: cell.ink)
        column += cells.width + 2
      }
    }
  }

  /// The row of each shown box; where one way leaves a box and another comes to the next, both have a row of their own
  /// as far as there is room.
  private func places(_ lanes: [Int]) -> [Int] {
    var spare = place.height - 1 - (shown.count - 1) * pitch - 1
    var row = 1
    return shown.indices.map { index in
      defer {
        row += pitch
        let box = shown[index]
        if pitch > 1, spare > 0, box >= 0 {
          let around = zip(network.arrows, lanes).filter { $0.1 > 0 }.map(\.0)
          let leaves = around.contains { $0.from == box }
          let comes = around.contains { $0.to == box + 1 && $0.from != box }
          if leaves && comes {
            row += 1
            spare -= 1
          }
        }
      }
      return row
    }
  }

  /// An arrow with its rows and its lane.
  private struct Way {
    let arrow: Network.Arrow
    let from: Int
    let to: Int
    let lane: Int
  }

  /// Straight down, or out to a lane, down there, and back; under the lanes of others that it crosses.
  private func draw(_ way: Way, among ways: [Way], step: Int, in scene: inout Scene) {
    func point(_ lane: Int, _ row: Int) -> CellPoint {
      CellPoint(1.5 + Double(lane * step), Double(row) + 0.5)
    }
    let (from, to, lane) = (way.from, way.to, way.lane)
    let ink: Ink = way.arrow.isShortcut ? .series(2) : .faint
    guard lane > 0, pitch > 1 else {
      if to > from + 1 || pitch > 1 {
        scene.marks.append(
          .link(Link(corners: [point(0, from), point(0, to)], ink: ink, hasHead: false)))
      }
      return
    }
    func add(_ corners: [CellPoint]) {
      scene.marks.append(
        .link(
          Link(corners: corners, ink: ink, isDashed: way.arrow.isShortcut, hasHead: false)))
    }
    add([point(0, from), point(0, from + 1)])
    add([point(lane, from + 1), point(lane, to - 1)])
    add([point(0, to - 1), point(0, to)])
    for row in [from + 1, to - 1] {
      // A lane that goes on above and below is crossed, not met.
      let crossed = Set(
        ways.filter { $0.lane > 0 && $0.lane < lane && $0.from + 1 < row && row < $0.to - 1 }
          .map(\.lane)
      ).sorted()
      var start = point(0, row)
      for other in crossed {
        var end = point(other, row)
        end.x -= 1
        if end.x > start.x { add([start, end]) }
        start = point(other, row)
        start.x += 1
      }
      add([start, point(lane, row)])
    }
  }

  private struct Column {
    var cells: [(text: String, ink: Ink)]
    var isNumber = false
    var width: Int

    init(_ texts: [String], isNumber: Bool = false, ink: Ink = .text, most: Int = 24) {
      cells = texts.map { ($0, ink) }
      self.isNumber = isNumber
      width = min(most, texts.map { TextWidth.columns(of: $0) }.max() ?? 0)
    }
  }

  /// As many columns as have room, the most important first.
  private func columns(width: Int) -> [Column] {
    let boxes = network.boxes
    let symbols = place.capabilities.hasSymbols
    var all: [(rank: Int, column: Column)] = [
      (0, Column(boxes.map { clean($0.name) }, ink: .strong)),
      (3, Column(boxes.map { $0.words == $0.name ? "" : clean($0.words) })),
      (1, Column(boxes.map { symbols ? $0.size : $0.size.replacing("×", with: "x") })),
      (
        2,
        Column(
          boxes.map { $0.parameters == 0 ? "" : NumberText.grouped($0.parameters) }, isNumber: true)
      ),
    ]
    if symbols, boxes.contains(where: { !$0.spread.isEmpty }) {
      all.append((5, Column(boxes.map { NetworkSpread.text($0.spread) }, ink: .series(1))))
    }
    if boxes.contains(where: { $0.silent != nil }) {
      var column = Column(
        boxes.map { box in box.silent.map { $0 == 0 ? "" : "dead \($0) / \(box.units)" } ?? "" })
      column.cells = column.cells.map { ($0.text, .alert) }
      all.append((4, column))
    }
    if boxes.contains(where: { $0.deviation.isFinite }) {
      let sign = symbols ? "σ" : "std"
      all.append(
        (
          6,
          Column(
            boxes.map { $0.deviation.isFinite ? "\(sign) \(short($0.deviation, digits: 2))" : "" })
        ))
    }
    all = all.filter { $0.column.width > 0 }
    while all.count > 1,
      all.reduce(-2, { $0 + $1.column.width + 2 }) > width,
      let last = all.indices.max(by: { all[$0].rank < all[$1].rank })
    {
      all.remove(at: last)
    }
    return all.map { entry in
      var column = entry.column
      column.width = min(column.width, max(1, width))
      return column
    }
  }
}

/// How weights are spread, in one row.
enum NetworkSpread {
  private static let signs: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Twelve signs for twelve counts; the largest fills its cell.
  static func text(_ counts: [Int]) -> String {
    let most = Double(counts.max() ?? 0)
    guard most > 0 else { return "" }
    return String(
      counts.map { count in
        count == 0 ? " " : signs[Int((Double(count) / most * 8).rounded(.up) - 1, within: 0...7)]
      })
  }
}

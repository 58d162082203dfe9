import Support

/// A chain of layers side by side: units in boxes, weights between them, facts below.
struct NetworkColumns {
  private let network: Network
  private let place: Place
  /// Columns from one layer to the next.
  private let pitch: Int
  /// Columns of a box.
  private let width: Int
  /// Rows for units in a box.
  private let rows: Int

  /// `nil` where layers have no room side by side, or do not follow one another.
  init?(_ network: Network, in place: Place) {
    let count = network.boxes.count
    // Title, two rows of headings, the box's lines, five rows of facts.
    let rows = place.height - 1 - 2 - 2 - 5
    guard network.isChain, count >= 2, rows >= 3, place.width / count >= 12 else { return nil }
    self.network = network
    self.place = place
    let most = network.boxes.map { $0.shown.isEmpty ? 1 : $0.units }.max() ?? 1
    self.rows = min(rows, max(3, min(most, 16)), most > 16 ? 9 : 16)
    pitch = min(24, place.width / count)
    width = max(7, min(11, pitch / 2))
  }

  /// Which of the shown units stand in which row, and whether some are left out.
  private func units(of box: Network.Box) -> (places: [(unit: Int, row: Int)], gap: Int?) {
    let count = box.shown.count
    guard count > 0 else { return ([], nil) }
    if box.units <= rows, count == box.units {
      // Around the middle.
      let start = (rows - count) / 2
      return ((0..<count).map { ($0, start + $0) }, nil)
    }
    // The last unit stands below the sign for those between.
    let head = min(rows - 2, count - 1)
    guard head > 0 else { return ([(0, 0)], nil) }
    return ((0..<head).map { ($0, $0) } + [(count - 1, head + 1)], head)
  }

  func draw(in scene: inout Scene) {
    let left = (scene.width - (pitch * (network.boxes.count - 1) + width)) / 2
    let top = 3
    let starts = network.boxes.indices.map { max(0, left) + $0 * pitch }
    for index in network.boxes.indices.dropFirst() {
      drawWeights(into: index, starts, top: top + 1, in: &scene)
    }
    for (index, box) in network.boxes.enumerated() {
      let start = starts[index]
      heading(box, start, in: &scene)
      scene.marks.append(
        .outline(
          Outline(
            from: CellPoint(Double(start), Double(top)),
            to: CellPoint(Double(start + width), Double(top + rows + 2)),
            ink: box.kind == .input ? .series(3) : .series(1), isFilled: true)))
      let (places, gap) = units(of: box)
      let symbols = scene.capabilities.hasSymbols
      let sign = symbols ? (box.extents.count > 1 ? "□" : "○") : "o"
      for place in places {
        scene.add(sign, row: top + 1 + place.row, column: start + width / 2)
      }
      if let gap {
        scene.add(symbols ? "⋮" : ":", row: top + 1 + gap, column: start + width / 2, ink: .faint)
      }
      facts(box, start, row: top + rows + 2, in: &scene)
    }
  }

  private func heading(_ box: Network.Box, _ start: Int, in scene: inout Scene) {
    centered(clean(box.name), start, row: 1, ink: .strong, in: &scene)
    let words = clean(box.words)
    centered(words == clean(box.name) ? "" : words, start, row: 2, in: &scene)
  }

  private func facts(_ box: Network.Box, _ start: Int, row: Int, in scene: inout Scene) {
    let symbols = scene.capabilities.hasSymbols
    var lines: [(text: String, ink: Ink)] = [
      (symbols ? box.size : box.size.replacing("×", with: "x"), .text)
    ]
    if box.parameters > 0 { lines.append((plural(box.parameters, "weight"), .text)) }
    if box.deviation.isFinite {
      lines.append(("\(symbols ? "σ" : "std") \(short(box.deviation, digits: 2))", .faint))
    }
    if symbols, !box.spread.isEmpty { lines.append((NetworkSpread.text(box.spread), .series(1))) }
    if let silent = box.silent, silent > 0 {
      lines.append(("dead \(silent) / \(box.units)", .alert))
    }
    for (index, line) in lines.enumerated() where row + index < scene.height {
      centered(line.text, start, row: row + index, ink: line.ink, in: &scene)
    }
  }

  /// Words around the middle of a box, no wider than the way to the next one.
  private func centered(
    _ text: String, _ start: Int, row: Int, ink: Ink = .text, in scene: inout Scene
  ) {
    let cut = TextWidth.truncate(text, to: pitch - 1)
    let column = start + width / 2 - columns(of: cut) / 2
    let inside = max(0, min(column, scene.width - columns(of: cut)))
    scene.add(cut, row: row, column: inside, ink: ink)
  }

  /// At most so many lines between two layers, the heaviest.
  private static let most = 160

  private func drawWeights(into index: Int, _ starts: [Int], top: Int, in scene: inout Scene) {
    let (before, box) = (network.boxes[index - 1], network.boxes[index])
    let (from, to) = (Double(starts[index - 1] + width), Double(starts[index]))
    let (sources, targets) = (units(of: before).places, units(of: box).places)
    let largest = box.weights.lazy.filter(\.isFinite).map(abs).max() ?? 0
    guard box.weights.count == before.shown.count * box.shown.count, largest > 0,
      !sources.isEmpty, !targets.isEmpty
    else {
      let row = Double(top) + Double(rows) / 2
      scene.marks.append(
        .link(
          Link(
            corners: [CellPoint(from, row), CellPoint(to - 1, row)], ink: .faint)))
      return
    }
    var strokes: [Stroke] = []
    for source in sources {
      for target in targets {
        let weight = box.weights[source.unit * box.shown.count + target.unit]
        guard weight.isFinite else { continue }
        strokes.append(
          Stroke(
            from: CellPoint(from, Double(top + source.row) + 0.5),
            to: CellPoint(to, Double(top + target.row) + 0.5),
            // Orange pushes up, blue pushes down.
            ink: .series(weight < 0 ? 1 : 2), weight: abs(weight) / largest,
            pattern: weight < 0 ? .dashed : .solid))
      }
    }
    strokes.sort { $0.weight > $1.weight }
    scene.marks += strokes.prefix(Self.most).filter { $0.weight > 0.05 }.map { .stroke($0) }
  }
}

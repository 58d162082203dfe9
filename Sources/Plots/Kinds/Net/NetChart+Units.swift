import Support

// The units and the weights between them.
extension NetChart {
  /// Draws layers, units and weights.
  func addNet(_ layout: NetLayout, to scene: inout Scene) {
    scene.canvas = layout.area
    addWires(layout, to: &scene)
    for box in layout.boxes { add(box, to: &scene) }
    for note in layout.notes {
      scene.add(
        note.text, row: note.row, column: note.column, ink: note.isHead ? .strong : .faint)
    }
  }

  private func add(_ box: NetLayout.Box, to scene: inout Scene) {
    guard let unit = net.unit(at: box.place) else { return }
    unit.draw(in: box.inner, on: &scene)
    let isFocus = box.place == focus
    let ink: Ink = isFocus ? .strong : unit.isDead ? .alert : .faint
    guard box.isFramed else {
      let name = Self.shortened(clean(unit.name), to: box.nameWidth - 1)
      scene.add(
        name, row: box.inner.row, column: box.inner.column - 1 - columns(of: name),
        ink: unit.isDead ? .alert : isFocus ? .strong : .text, isReverse: isFocus)
      if unit.isDead, box.inner.height > 1 {
        scene.add("off", row: box.inner.row + 1, column: box.inner.column - 4, ink: .alert)
      }
      return
    }
    let frame =
      scene.capabilities.hasSymbols
      ? ["┌", "┐", "└", "┘", "─", "│"] : ["+", "+", "+", "+", "-", "|"]
    let line = String(repeating: frame[4], count: box.inner.width)
    let (left, top) = (box.inner.column - 1, box.inner.row - 1)
    let bottom = box.inner.row + box.inner.height
    scene.add(frame[0] + line + frame[1], row: top, column: left, ink: ink)
    for row in box.inner.row..<bottom {
      scene.add(frame[5], row: row, column: left, ink: ink)
      scene.add(frame[5], row: row, column: left + box.inner.width + 1, ink: ink)
    }
    let words = clean(unit.name) + (unit.isDead ? " dead" : "")
    let name = TextWidth.truncate(words, to: max(box.inner.width, box.nameWidth))
    let nameInk: Ink = unit.isDead ? .alert : isFocus ? .strong : .text
    guard columns(of: name) <= box.inner.width else {
      // A name wider than its frame stands upon the line, half of the rest on both sides.
      scene.add(frame[2] + line + frame[3], row: bottom, column: left, ink: ink)
      let start = max(0, left + (box.inner.width + 2 - columns(of: name)) / 2)
      return scene.add(name, row: bottom, column: start, ink: nameInk, isReverse: isFocus)
    }
    // The name stands in a gap of the frame.
    let before = (box.inner.width - columns(of: name)) / 2
    let after = box.inner.width - before - columns(of: name)
    scene.add(
      frame[2] + String(repeating: frame[4], count: before), row: bottom, column: left, ink: ink)
    scene.add(
      name, row: bottom, column: box.inner.column + before,
      ink: nameInk, isReverse: isFocus)
    scene.add(
      String(repeating: frame[4], count: after) + frame[3], row: bottom,
      column: box.inner.column + before + columns(of: name), ink: ink)
  }

  /// A name in so many columns; its number stays, for without it ten classes have one name.
  static func shortened(_ name: String, to width: Int) -> String {
    guard columns(of: name) > width, let blank = name.lastIndex(of: " ") else {
      return TextWidth.truncate(name, to: width)
    }
    let number = name[blank...].dropFirst()
    let room = width - number.count - 1
    guard !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return TextWidth.truncate(name, to: width)
    }
    guard room >= 2 else { return TextWidth.truncate(String(number), to: width) }
    return TextWidth.truncate(String(name[..<blank]), to: room) + " " + number
  }

  /// Weights as lines, the strongest in front: wider where they are larger, dashed without colour where they
  /// push down.
  private func addWires(_ layout: NetLayout, to scene: inout Scene) {
    let (area, isMono) = (layout.area, scene.capabilities.depth == .none)
    guard area.width > 1, area.height > 0 else { return }
    func point(_ box: NetLayout.Box, isEnd: Bool) -> UnitPoint {
      let edge = box.isFramed ? 1 : 0
      let column =
        isEnd
        ? box.inner.column - (box.isFramed ? 1 : box.nameWidth)
        : box.inner.column + box.inner.width + edge
      let row = Double(box.inner.row) + Double(box.inner.height) / 2 - Double(area.row)
      return UnitPoint(
        Double(column - area.column) / Double(area.width),
        1 - row / Double(area.height))
    }
    var lines: [(strength: Double, path: Path)] = []
    for layer in layout.layers {
      let wires = net.wires.filter { $0.layer == layer && $0.weight.isFinite }
      let most = wires.reduce(0) { max($0, abs($1.weight)) }
      guard most > 0 else { continue }
      for wire in wires {
        guard let from = layout.box(layer, wire.from) else { continue }
        let end: UnitPoint
        if let to = layout.box(layer + 1, wire.to) {
          end = point(to, isEnd: true)
        } else if layer + 1 == answerLayer, layer + 1 == layout.layers.upperBound {
          end = UnitPoint(1, min(max(0.04, point(from, isEnd: false).y), 0.96) * 0.3 + 0.5)
        } else {
          continue
        }
        let strength = abs(wire.weight) / most
        guard strength >= 0.04 else { continue }
        let touches = focus.map {
          $0 == NetPicture.Place(layer: layer, unit: wire.from)
            || $0 == NetPicture.Place(layer: layer + 1, unit: wire.to)
        }
        var path = Path(
          points: [point(from, isEnd: false), end],
          ink: NetShades.ink(wire.weight, isWeak: strength < 0.3 || touches == false),
          sign: wire.weight < 0 ? "-" : "+",
          pattern: isMono && wire.weight < 0 ? .dashed : .solid)
        path.thickness = strength > 0.66 ? 3 : strength > 0.33 ? 2 : 1
        lines.append((strength + (touches == true ? 1 : 0), path))
      }
    }
    lines.sort { $0.strength < $1.strength }
    for line in lines.suffix(240) { scene.marks.append(.path(line.path)) }
  }
}

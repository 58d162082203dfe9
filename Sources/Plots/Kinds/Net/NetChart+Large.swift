import Glibc
import Support

// One unit large, with its formula and its numbers.
extension NetChart {
  /// log₁₀ of a positive number.
  static func decade(_ value: Double) -> Double { log10(value) }

  /// The unit that is looked at, over the whole picture.
  func addLarge(_ unit: NetPicture.Unit, in box: CellRectangle, to scene: inout Scene) {
    guard let focus else { return }
    let layer = net.layers[focus.layer]
    var row = box.row
    let words =
      "\(layer.name) \(unit.name)" + (unit.isDead ? ", which no sample wakes" : "")
    scene.add(
      TextWidth.truncate(clean(words), to: box.width), row: row, column: box.column, ink: .strong)
    row += 1
    let lines = WordWrap.lines(of: clean(formula(of: unit, at: focus)), columns: box.width)
    for line in lines.prefix(max(1, box.height / 4)) {
      scene.add(line, row: row, column: box.column)
      row += 1
    }
    let reading = readOut(unit)
    let height = box.row + box.height - row - (reading == nil ? 0 : 1)
    guard height >= 3 else { return }
    if let reading {
      scene.add(
        TextWidth.truncate(reading, to: box.width), row: box.row + box.height - 1,
        column: box.column)
    }
    if case .plane = unit.look, let field = net.field {
      let x = Domain.horizontal(Axis(), from: field.xs.lowerBound, to: field.xs.upperBound)
      let y = Domain.horizontal(Axis(), from: field.ys.lowerBound, to: field.ys.upperBound)
      let axes = AxesLayout.place(
        Plot(self), x: x, y: y, width: box.width, height: row + height, top: row, foot: 0,
        capabilities: scene.capabilities, columns: min(box.width - 8, max(8, 2 * (height - 2))))
      scene.frame = axes.frame
      // Factors and offsets of the axes stand at the end of the row of the name.
      let end = box.column + box.width - rowWidth(axes.notes)
      scene.add(axes.notes, row: box.row, column: max(box.column, end))
      unit.draw(in: axes.frame.area, on: &scene)
      if let pointer {
        scene.marks.append(.rule(.vertical(pointer.x)))
        scene.marks.append(
          .point(
            PointMark(place: UnitPoint(pointer.x, pointer.y), symbol: .category(8), ink: .alert)))
      }
      return
    }
    let square = min(box.width, 2 * height)
    let isSpread = if case .spread = unit.look { true } else { false }
    unit.draw(
      in: CellRectangle(
        column: box.column, row: row, width: isSpread ? box.width : square, height: height),
      on: &scene)
  }

  /// `tanh(0.52·x1 − 1.3·x2 + 0.1)`, the largest weights first where there are more than six.
  func formula(of unit: NetPicture.Unit, at place: NetPicture.Place) -> String {
    let wires = net.wires.filter { $0.layer == place.layer - 1 && $0.to == place.unit }
    guard place.layer > 0, !wires.isEmpty else {
      return place.layer == 0 ? "an input, as it comes from the data" : net.layers[place.layer].kind
    }
    let strongest = wires.count > 6 ? wires.sorted { abs($0.weight) > abs($1.weight) } : wires
    var sum = ""
    func add(_ number: Double, _ name: String) {
      let text = NumberText.significant(abs(number), digits: 3) + (name.isEmpty ? "" : "·\(name)")
      sum += sum.isEmpty ? (number < 0 ? "−" : "") + text : (number < 0 ? " − " : " + ") + text
    }
    for wire in strongest.prefix(6) {
      add(wire.weight, net.layers[place.layer - 1].unit(wire.from)?.name ?? "#\(wire.from)")
    }
    if wires.count > 6 { sum += " + … (\(wires.count - 6) more)" }
    if let bias = unit.bias { add(bias, "") }
    let kind = net.layers[place.layer].kind
    return "\(unit.name) = " + (kind.isEmpty ? sum : "\(kind)(\(sum))")
  }

  /// What it answers at the pointer, or over all.
  private func readOut(_ unit: NetPicture.Unit) -> String? {
    guard case .plane(let columns, let rows, let values) = unit.look, let field = net.field,
      columns > 0, rows > 0, values.count == columns * rows
    else { return nil }
    guard let pointer else {
      let finite = values.filter(\.isFinite)
      guard let least = finite.min(), let most = finite.max() else { return nil }
      return "from \(short(least)) to \(short(most)) over the plane; a click reads out a place"
    }
    let column = Int(pointer.x * Double(columns - 1), within: 0...(columns - 1))
    let row = Int(pointer.y * Double(rows - 1), within: 0...(rows - 1))
    let x = field.xs.lowerBound + pointer.x * (field.xs.upperBound - field.xs.lowerBound)
    let y = field.ys.lowerBound + pointer.y * (field.ys.upperBound - field.ys.lowerBound)
    return "at (\(short(x)), \(short(y))) it answers \(short(values[row * columns + column]))"
  }
}

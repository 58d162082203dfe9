import Support

// Numbers on the lines of equal value.
extension ContourChart {
  /// Leaves the lines out behind the values that stand on them: cells of a terminal hold one of both anyway.
  static func interrupt(at values: [CellRectangle], of scene: inout Scene) {
    guard let area = scene.frame?.area, area.width > 0, area.height > 0 else { return }
    func isBehind(_ point: UnitPoint) -> Bool {
      let column = Double(area.column) + point.x * Double(area.width)
      let row = Double(area.row) + (1 - point.y) * Double(area.height)
      return values.contains { box in
        column > Double(box.column) - 0.3 && column < Double(box.column + box.width) + 0.3
          && row > Double(box.row) && row < Double(box.row + box.height)
      }
    }
    scene.marks = scene.marks.map { mark in
      guard case .path(var path) = mark else { return mark }
      let points = path.points
      path.points = stride(from: 0, to: points.count - 2, by: 3).flatMap { piece -> [UnitPoint] in
        let (from, to) = (points[piece], points[piece + 1])
        let middle = UnitPoint((from.x + to.x) / 2, (from.y + to.y) / 2)
        return isBehind(from) || isBehind(middle) || isBehind(to) ? [] : [from, to, .gap]
      }
      return .path(path)
    }
  }

  /// The value of each line on it, as many as stand free: where nobody tells colours apart they tell the lines.
  func addValues(
    of levels: [Double], _ x: ScaleMap, _ y: ScaleMap, to scene: inout Scene
  ) -> [CellRectangle] {
    guard let frame = scene.frame, frame.area.width >= 24, frame.area.height >= 6 else { return [] }
    var boxes: [CellRectangle] = []
    let dots = scene.capabilities.dots
    let (right, bottom) = (
      frame.area.column + frame.area.width, frame.area.row + frame.area.height
    )
    var taken = Set<Int>()
    func cells(_ row: Int, _ from: Int, _ width: Int) -> [Int] {
      (from - 1...from + width).map { row * 1_000 + $0 }
    }
    if let low = lowest {
      let place = (
        frame.row(of: y.unit(low.y), dots: dots.rows),
        frame.column(of: x.unit(low.x), dots: dots.columns)
      )
      taken.formUnion(cells(place.0, place.1 - 1, 3))
    }
    for (number, level) in levels.enumerated() {
      let points = line(at: level, x, y).filter {
        (0...1).contains($0.x) && (0...1).contains($0.y)
      }
      let text = short(level)
      let width = TextWidth.columns(of: text)
      // Each begins to look at another part of its line, so that values do not stand in a heap.
      for turn in 0..<min(points.count, 64) {
        let share = (Double(turn) / 64 + 0.381966 * Double(number)).truncatingRemainder(
          dividingBy: 1)
        let point = points[Int(share * Double(points.count), within: 0...(points.count - 1))]
        let row = frame.row(of: point.y, dots: dots.rows)
        let start = frame.column(of: point.x, dots: dots.columns) - width / 2
        let own = cells(row, start, width)
        guard start > frame.area.column, start + width < right, row > frame.area.row,
          row < bottom - 1, taken.isDisjoint(with: own)
        else { continue }
        taken.formUnion(own)
        scene.add(text, row: row, column: start)
        boxes.append(CellRectangle(column: start, row: row, width: width, height: 1))
        break
      }
    }
    return boxes
  }
}

// Lines through points as elements of a vector picture.
extension SVGWriter {
  mutating func draw(_ path: Path, in box: Box) {
    var data = ""
    // Where the line stood before, and where the pen stands.
    var (previous, pen): (UnitPoint?, UnitPoint?) = (nil, nil)
    // The first place of the line that is being drawn; `nil` while the pen is up, or once it has moved.
    var lone: UnitPoint?
    for index in path.points.indices.untilInterrupted {
      let point = path.points[index].bounded
      guard point.x.isFinite, point.y.isFinite else {
        drawLone(lone, of: path, in: box)
        (previous, pen, lone) = (nil, nil, nil)
        continue
      }
      lone = previous == nil ? point : point == lone ? lone : nil
      func place(_ point: UnitPoint) -> String {
        "\(number(box.x(point.x))) \(number(box.y(point.y)))"
      }
      if let from = previous {
        // Programs that draw have room for a few thousand pixels beside the picture: what leads farther ends there.
        if let (start, end) = clipped(from, point, around: 1) {
          data += (start == pen ? "" : "M\(place(start))") + "L\(place(end))"
          pen = end
        }
      } else if clipped(point, point, around: 1) != nil {
        // A line of no length is a dot by its round caps where it is thick.
        data += "M\(place(point))h0"
        pen = point
      }
      previous = point
    }
    drawLone(lone, of: path, in: box)
    guard !data.isEmpty else { return }
    let stroke = path.isDots ? "3.4" : number(1.8 * Double(max(1, path.thickness)))
    var style = "stroke=\"\(color(path.ink))\" stroke-width=\"\(stroke)\""
    if case .band = path.ink { style = "stroke=\"\(color(path.ink))\" stroke-width=\"1\"" }
    switch path.pattern {
    case .dotted: style += " stroke-dasharray=\"1 4\""
    case .dashed: style += " stroke-dasharray=\"6 4\""
    default: break
    }
    body += "<path d=\"\(data)\" fill=\"none\" \(style) stroke-linecap=\"round\" "
    body += "stroke-linejoin=\"round\" clip-path=\"url(#\(areaName))\"/>\n"
    readout?.add(path, in: box, to: &body)
  }

  /// A value between two gaps of a line: a dot thicker than the line, and whole at the edge of the picture, too.
  private mutating func drawLone(_ point: UnitPoint?, of path: Path, in box: Box) {
    guard let point, !path.isDots, (0...1).contains(point.x), (0...1).contains(point.y) else {
      return
    }
    body += "<circle cx=\"\(number(box.x(point.x)))\" cy=\"\(number(box.y(point.y)))\" r=\"2.6\" "
    body += "fill=\"\(color(path.ink))\"/>\n"
  }
}

extension UnitPoint {
  /// The same place, or one as far away that nobody can tell them apart, with which differences stay numbers.
  var bounded: UnitPoint {
    UnitPoint(x.isFinite ? min(max(x, -1e12), 1e12) : x, y.isFinite ? min(max(y, -1e12), 1e12) : y)
  }
}

// Lines through points as elements of a vector picture.
extension SVGWriter {
  mutating func draw(_ path: Path, in box: Box) {
    var data = ""
    // The first place of the line that is being drawn; `nil` while the pen is up, or once it has moved.
    var lone: UnitPoint?
    var isDown = false
    for index in path.points.indices.untilInterrupted {
      let point = path.points[index]
      guard point.x.isFinite, point.y.isFinite else {
        drawLone(lone, of: path, in: box)
        (isDown, lone) = (false, nil)
        continue
      }
      let place = "\(number(box.x(point.x))) \(number(box.y(point.y)))"
      // A line of no length is a dot by its round caps where it is thick.
      data += isDown ? "L\(place)" : "M\(place)h0"
      lone = !isDown ? point : point == lone ? lone : nil
      isDown = true
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

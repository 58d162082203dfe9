/// Boxes and the lines between them as elements of a vector picture.
enum SVGLines {
  static func element(_ outline: Outline, _ theme: SVGTheme = .light) -> String {
    let (x, y) = (across(outline.from.x), down(outline.from.y))
    let (width, height) = (across(outline.to.x) - x, down(outline.to.y) - y)
    guard x.isFinite, y.isFinite, width >= 0, height >= 0 else { return "" }
    let fill = outline.isFilled ? theme.background : "none"
    let dashes = outline.isDashed ? " stroke-dasharray=\"4 3\"" : ""
    return "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" "
      + "height=\"\(number(height))\" rx=\"3\" fill=\"\(fill)\" stroke=\"\(theme.color(outline.ink))\" "
      + "stroke-width=\"1.6\"\(dashes)/>\n"
  }

  static func element(_ link: Link, _ theme: SVGTheme = .light) -> String {
    // Through the middles of the cells, as on the terminal.
    let points = link.corners.map {
      (across($0.x.rounded(.down) + 0.5), down($0.y.rounded(.down) + 0.5))
    }
    guard points.count > 1, points.allSatisfy({ $0.0.isFinite && $0.1.isFinite }) else { return "" }
    let list = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    let dashes = link.isDashed ? " stroke-dasharray=\"5 3\"" : ""
    var text = "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(theme.color(link.ink))\" "
    text += "stroke-width=\"1.4\"\(dashes)/>\n"
    guard link.hasHead else { return text }
    let (before, end) = (points[points.count - 2], points[points.count - 1])
    let (dx, dy) = (sign(end.0 - before.0), sign(end.1 - before.1))
    let tip = (end.0 + 6 * dx, end.1 + 6 * dy)
    let corners = [
      tip, (tip.0 - 8 * dx - 4 * dy, tip.1 - 8 * dy - 4 * dx),
      (tip.0 - 8 * dx + 4 * dy, tip.1 - 8 * dy + 4 * dx),
    ]
    let head = corners.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    return text + "<polygon points=\"\(head)\" fill=\"\(theme.color(link.ink))\"/>\n"
  }

  static func element(_ stroke: Stroke, _ theme: SVGTheme = .light) -> String {
    let ends = [stroke.from, stroke.to].map { (across($0.x), down($0.y)) }
    guard ends.allSatisfy({ $0.0.isFinite && $0.1.isFinite }) else { return "" }
    let weight = stroke.weight.isNaN ? 0 : min(max(stroke.weight, 0), 1)
    let dashes =
      switch stroke.pattern {
      case .dotted: " stroke-dasharray=\"1 3\""
      case .dashed: " stroke-dasharray=\"5 3\""
      default: ""
      }
    return "<line x1=\"\(number(ends[0].0))\" y1=\"\(number(ends[0].1))\" "
      + "x2=\"\(number(ends[1].0))\" y2=\"\(number(ends[1].1))\" stroke=\"\(theme.color(stroke.ink))\" "
      + "stroke-width=\"\(number(0.4 + 3 * weight))\"\(dashes)/>\n"
  }

  private static func across(_ columns: Double) -> Double { columns * Double(SVG.cellWidth) }
  private static func down(_ rows: Double) -> Double { rows * Double(SVG.cellHeight) }
  private static func sign(_ number: Double) -> Double { number > 0 ? 1 : number < 0 ? -1 : 0 }
}

extension SVGLines {
  /// What lies between two lines, one polygon for each run without gaps.
  static func element(_ area: Area, in box: Box, clip: String, _ theme: SVGTheme) -> String {
    var text = ""
    for range in area.parts {
      let corners = range.map { area.upper[$0] } + range.reversed().map { area.lower[$0] }
      let points = corners.map { "\(number(box.x($0.x))),\(number(box.y($0.y)))" }
      text +=
        "<polygon points=\"\(points.joined(separator: " "))\" fill=\"\(theme.color(area.ink))\" "
      text += "fill-opacity=\"0.45\" clip-path=\"url(#\(clip))\"/>\n"
    }
    return text
  }
}

import Support

/// The plot area in pixels.
struct Box {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  init(_ area: CellRectangle) {
    left = Double(area.column * SVG.cellWidth)
    right = Double((area.column + area.width) * SVG.cellWidth)
    top = Double(area.row * SVG.cellHeight)
    bottom = Double((area.row + area.height) * SVG.cellHeight)
  }

  func x(_ unit: Double) -> Double { left + unit * (right - left) }
  func y(_ unit: Double) -> Double { bottom - unit * (bottom - top) }

  /// A rectangle element.
  func element(_ style: String) -> String {
    "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(right - left))\" "
      + "height=\"\(number(bottom - top))\"\(style)/>"
  }
}

/// The shape of a class's points, as the signs `●▲■◆`; left open for its colours.
func shape(_ index: Int, _ x: Double, _ y: Double) -> String {
  let (across, down) = (number(x), number(y))
  switch index % 4 {
  case 1: return "<path d=\"M\(across) \(number(y - 4))l4 7h-8z\""
  case 2: return "<path d=\"M\(number(x - 3)) \(number(y - 3))h6v6h-6z\""
  case 3: return "<path d=\"M\(across) \(number(y - 4))l4 4l-4 4l-4 -4z\""
  default: return "<circle cx=\"\(across)\" cy=\"\(down)\" r=\"3.2\""
  }
}

/// Whether the shape of a class is a line around nothing, as the signs `○△□◇` of the second four.
func isHollow(_ index: Int) -> Bool { index / 4 % 2 == 1 }

/// A pixel position: at most one decimal.
func number(_ value: Double) -> String {
  let tenths = (value * 10).rounded()
  guard abs(tenths) < 1e15 else { return value < 0 ? "-99999" : "99999" }
  let whole = Int(saturating: tenths)
  let digits = "\(whole.magnitude / 10)" + (whole % 10 == 0 ? "" : ".\(whole.magnitude % 10)")
  return whole < 0 ? "-" + digits : digits
}

/// A colour as CSS writes it.
func hex(_ rgb: RGB) -> String {
  func two(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
  return "#" + two(rgb.red) + two(rgb.green) + two(rgb.blue)
}

/// Text as XML and HTML want it; code points that XML cannot hold become U+FFFD.
package func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\n", "\t": result += " "
    case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
    }
  }
  return result
}

extension Ink {
  /// As SVG writes it, on white.
  var svg: String { SVGTheme.light.color(self) }
}

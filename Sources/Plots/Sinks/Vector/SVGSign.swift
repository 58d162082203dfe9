/// Signs of text that stand for lines and areas, as lines and areas: no font has to fit.
enum SVGSign {
  /// The sign, where it is drawn and not written.
  static func drawn(_ character: Character) -> Unicode.Scalar? {
    guard character.unicodeScalars.count == 1, let sign = character.unicodeScalars.first,
      strokes(sign) != nil || area(sign) != nil || sign == "⣿"
    else { return nil }
    return sign
  }

  /// The element of `count` equal signs beside one another; one line begins `lead` pixels before its cell.
  static func element(
    _ sign: Unicode.Scalar, count: Int, column: Int, row: Int, color: String, lead: Double = 0
  ) -> String {
    let (left, top) = (Double(column * SVG.cellWidth), Double(row * SVG.cellHeight))
    let (width, height) = (Double(SVG.cellWidth), Double(SVG.cellHeight))
    if sign == "⣿" {
      return
        "<circle cx=\"\(number(left + width / 2))\" cy=\"\(number(top + height / 2))\" r=\"2\" "
        + "fill=\"\(color)\"/>\n"
    }
    if let box = area(sign) {
      // Those that fill their cell across run into one another.
      let isJoined = box.left == 0 && box.right == 1
      return (0..<(isJoined ? 1 : count)).map { index in
        let x = left + Double(index) * width + box.left * width
        let across = isJoined ? Double(count) * width : (box.right - box.left) * width
        return "<rect x=\"\(number(x))\" y=\"\(number(top + box.top * height))\" "
          + "width=\"\(number(across))\" height=\"\(number((box.bottom - box.top) * height))\" "
          + "fill=\"\(color)\"" + (box.share < 1 ? " fill-opacity=\"\(box.share)\"" : "") + "/>\n"
      }.joined()
    }
    guard let strokes = strokes(sign) else { return "" }
    var data = ""
    if strokes.ends == [.left, .right] {
      data = "M\(number(left - lead)) \(number(top + height / 2))"
      data += "h\(number(Double(count) * width + lead))"
    } else {
      for index in 0..<count {
        let (x, y) = (left + (Double(index) + 0.5) * width, top + height / 2)
        for end in strokes.ends {
          data += "M\(number(x)) \(number(y))"
          switch end {
          case .left: data += "h\(number(-width / 2))"
          case .right: data += "h\(number(width / 2))"
          case .up: data += "v\(number(-height / 2))"
          case .down: data += "v\(number(height / 2))"
          }
        }
      }
    }
    let dashes = strokes.isDashed ? " stroke-dasharray=\"2 3\"" : ""
    return "<path d=\"\(data)\" fill=\"none\" stroke=\"\(color)\" "
      + "stroke-width=\"\(strokes.isHeavy ? "2.6" : "1.3")\"\(dashes)/>\n"
  }

  private enum End {
    case left, right, up, down
  }

  /// From the middle of the cell to its edges.
  private static func strokes(
    _ sign: Unicode.Scalar
  ) -> (ends: [End], isHeavy: Bool, isDashed: Bool)? {
    switch sign {
    case "─": ([.left, .right], false, false)
    case "━": ([.left, .right], true, false)
    case "┈", "╌", "╍": ([.left, .right], sign == "╍", true)
    case "│": ([.up, .down], false, false)
    case "┃": ([.up, .down], true, false)
    case "┊", "╎": ([.up, .down], false, true)
    case "┌", "╭": ([.right, .down], false, false)
    case "┐", "╮": ([.left, .down], false, false)
    case "└", "╰": ([.right, .up], false, false)
    case "┘", "╯": ([.left, .up], false, false)
    case "├": ([.right, .up, .down], false, false)
    case "┤": ([.left, .up, .down], false, false)
    case "┬": ([.left, .right, .down], false, false)
    case "┴": ([.left, .right, .up], false, false)
    case "┼": ([.left, .right, .up, .down], false, false)
    default: nil
    }
  }

  /// The part of its cell that a sign fills, and how much of the colour; `nil` for others.
  private static func area(
    _ sign: Unicode.Scalar
  ) -> (left: Double, top: Double, right: Double, bottom: Double, share: Double)? {
    switch sign {
    case "▀": return (0, 0, 1, 0.5, 1)
    case "▐": return (0.5, 0, 1, 1, 1)
    case "░": return (0, 0, 1, 1, 0.25)
    case "▒": return (0, 0, 1, 1, 0.5)
    case "▓": return (0, 0, 1, 1, 0.75)
    case "■": return (0.1, 0.27, 0.9, 0.67, 1)
    // U+2581 ▁ to U+2588 █ grow upwards, from there to U+258F ▏ they shrink to the left.
    case "▁"..."█": return (0, 1 - Double(sign.value - 0x2580) / 8, 1, 1, 1)
    case "▉"..."▏": return (0, 0, Double(0x2590 - sign.value) / 8, 1, 1)
    default: return nil
    }
  }
}

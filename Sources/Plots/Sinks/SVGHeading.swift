import Support

/// The title of a vector picture where it is long.
enum SVGHeading {
  /// The lines of a title that leaves no room for the facts beside it; none for a short one.
  static func lines(of plot: Plot, columns width: Int) -> [String] {
    let title = clean(plot.title)
    guard columns(of: title) * 5 > width * 2 else { return [] }
    var lines = [""]
    for word in title.split(separator: " ") {
      var word = String(word)
      let last = lines[lines.count - 1]
      if !last.isEmpty, columns(of: last) + 1 + columns(of: word) <= width {
        lines[lines.count - 1] += " " + word
        continue
      }
      if !last.isEmpty { lines.append("") }
      // A word longer than a line goes on in the next.
      while columns(of: word) > width {
        var part = ""
        for character in word {
          guard columns(of: part) < width - 1 else { break }
          part.append(character)
        }
        lines[lines.count - 1] = part
        lines.append("")
        word = String(word.dropFirst(part.count))
      }
      lines[lines.count - 1] = word
    }
    return lines
  }
}

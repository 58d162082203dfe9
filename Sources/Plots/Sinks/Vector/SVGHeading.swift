import Support

/// The title of a vector picture where it is long.
enum SVGHeading {
  /// The lines of a title that leaves no room for the facts beside it; none for a short one.
  static func lines(of plot: Plot, columns width: Int) -> [String] {
    let title = clean(plot.title)
    guard columns(of: title) * 5 > width * 2 else { return [] }
    return WordWrap.lines(
      of: title.split(separator: " ").flatMap { parts(of: String($0), columns: width) }
        .map { $0 + " " }, columns: width)
  }

  /// A word longer than a line goes on in the next.
  private static func parts(of word: String, columns width: Int) -> [String] {
    var (word, parts) = (word, [String]())
    while columns(of: word) > width {
      var part = ""
      for character in word {
        guard columns(of: part) < width - 1 else { break }
        part.append(character)
      }
      parts.append(part)
      word = String(word.dropFirst(part.count))
    }
    return parts + [word]
  }
}

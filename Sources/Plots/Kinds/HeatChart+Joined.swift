import Support

// Tables with more rows or columns than a picture has.
extension HeatChart {
  /// The rows of the picture of a table for whose rows there are too few, below which its scale stands.
  static func fewRows(_ height: Int) -> Int { max(1, height - 3) }

  /// Says that several rows, or columns, share a place, and which number stands there.
  func joined(in place: Place) -> [RowItem] {
    guard map.rows > 0, map.columns > 0 else { return [] }
    let rows = Self.fewRows(place.height)
    var parts: [String] = []
    if map.rows > place.height - 3 {
      parts.append("\(Self.together(map.rows, in: rows)) rows")
    }
    let across = place.width - (map.rows > place.height - 3 ? rowNumbers.width + 1 : 0)
    if map.columns > across { parts.append("\(Self.together(map.columns, in: across)) columns") }
    guard !parts.isEmpty else { return [] }
    return [
      RowItem(
        text: "\(parts.joined(separator: " and ")) in one: farthest from the mean", isNeeded: true)
    ]
  }

  private static func together(_ count: Int, in places: Int) -> String {
    let (least, most) = (count / max(1, places), (count + max(1, places) - 1) / max(1, places))
    return least == most || least == 0 ? "\(max(1, most))" : "\(least) to \(most)"
  }

  /// Where rows have no room of their own: the number of the first of each place.
  var rowNumbers: (width: Int, text: (Int, Int) -> String) {
    let rows = map.rows
    return (String(max(0, rows - 1)).count, { line, lines in "\(line * rows / max(1, lines))" })
  }
}

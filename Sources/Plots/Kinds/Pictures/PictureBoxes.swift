import Support

/// What is marked on pictures: a line around each, its name at the upper left corner.
enum PictureBoxes {
  /// Draws boxes on the picture that lies in `cells`: whole lines for what is true, broken ones for what is guessed.
  static func draw(_ boxes: [ImageBox], in cells: CellRectangle, of scene: inout Scene) {
    let boxes = boxes.filter(\.isDrawable)
    for box in boxes { scene.marks.append(.outline(box.outline(in: cells))) }
    var taken: [CellRectangle] = []
    let isMono = scene.capabilities.depth == .none
    for box in boxes {
      let place = box.outline(in: cells).cells
      let room = min(cells.column + cells.width, scene.width) - place.column
      var text = clean(box.caption)
      guard !text.isEmpty, room > 2 else { continue }
      // Names stand on the line; one that would cover another goes below, or is left out.
      text = TextWidth.truncate(text, to: min(room, max(place.width, 14)))
      let rows = [place.row, place.row + place.height - 1, place.row + 1]
      let width = columns(of: text)
      let row = rows.first { row in
        row < cells.row + cells.height
          && !taken.contains {
            $0.row == row && $0.column < place.column + width && place.column < $0.column + $0.width
          }
      }
      guard let row else { continue }
      taken.append(CellRectangle(column: place.column, row: row, width: width, height: 1))
      scene.add(
        text, row: row, column: place.column, ink: .series(box.kind % 6 + 1), isReverse: !isMono)
    }
  }

  /// How many boxes there are and of what.
  static func sentences(of cells: [ImageCell]) -> [String] {
    let boxes = cells.flatMap(\.boxes)
    guard !boxes.isEmpty else { return [] }
    return [
      ("true", boxes.filter { $0.score == nil }), ("predicted", boxes.filter { $0.score != nil }),
    ]
    .filter { !$0.1.isEmpty }.map { word, boxes in
      let names = boxes.reduce(into: [String: Int]()) { $0[clean($1.label), default: 0] += 1 }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let parts = names.prefix(6).map {
        "\($0.value) \($0.key.isEmpty ? "without a name" : $0.key)"
      }
      let rest = names.count > 6 ? ", and \(names.count - 6) other classes" : ""
      return "\(plural(boxes.count, "\(word) box", "\(word) boxes")): "
        + parts.joined(separator: ", ") + rest + "."
    }
  }
}

extension ChartView {
  /// The keys, those that act on curves alone where there are some, in lines of so many columns.
  static func help(curves: Bool, isRun: Bool, hasNet: Bool = false, columns: Int) -> [String] {
    KeyCard.lines(keys(curves: curves, isRun: isRun, hasNet: hasNet), columns: columns)
  }

  private static func keys(
    curves: Bool, isRun: Bool, hasNet: Bool
  ) -> [(String, String)] {
    var lines = curves ? ofCurves : ofOthers
    if isRun {
      if hasNet {
        lines.insert(("Tab", "the net itself: its units, another speed, other layers"), at: 0)
      }
      lines.insert(("space", "pause the training, and let it go on"), at: 0)
      lines += [
        ("x", "steps, epochs or seconds on the lower axis"),
        ("i", "with or without what the model makes of its data at that step"),
        ("p", "the picture stands still, the training goes on"),
      ]
    }
    lines += [
      ("0", "everything as at the start"),
      ("d", "the chart in words; once more the next page"),
      ("y w", "copy the picture as text; write it to a file, .svg and others"),
      ("mouse", curves ? "click to point, wheel for closer and farther" : "click to point"),
      ("?", "this page; any key leads back from it"),
    ]
    if isRun { lines.append(("Ctrl-C", "pause the training, and ask what to do with it")) }
    return lines + [("q", "back to the prompt")]
  }

  private static let ofCurves = [
    ("left right", "read out the values at a position; with Shift ten columns"),
    ("Home End", "the first and the newest position"),
    ("up down t", "choose a curve and bring it to the front; 1 to 9 hide or show"),
    ("+ -", "closer, at the cursor, or farther; h l to the left, the right"),
    ("f", "follow the newest stretch"),
    ("n N b", "the next spike, NaN or bookmark; the one before; a bookmark"),
    ("s [ ]", "logarithmic or linear scale; less or more smoothing"),
    ("o", "values far outside: marked, all inside, cut off"),
    ("m g", "a mark at each measured value of few; a grid at the labels"),
  ]

  private static let ofOthers = [
    ("arrows", "read out what stands under the pointer; with Shift ten places"),
    ("Home End", "the first and the last column"),
  ]
}

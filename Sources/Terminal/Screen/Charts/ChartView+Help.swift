extension ChartView {
  /// The keys, those that act on curves alone where there are some.
  static func help(curves: Bool, isRun: Bool) -> [String] {
    var lines =
      curves
      ? [
        "left right   read out the values at a position; with Shift ten columns",
        "Home End     the first and the newest position",
        "up down      choose a curve and bring it to the front (t: the next)",
        "1 to 9       hide a curve, or show it again",
        "+ -          closer, at the cursor, or farther; h l to the left, to the right",
        "f            follow the newest stretch",
        "n N          the next spike, NaN or bookmark; the one before",
        "b            a bookmark at the cursor",
        "s            logarithmic or linear scale",
        "[ ]          less or more smoothing",
        "o            values far outside: marked, all inside, cut off",
        "m            a mark at each measured value of a curve of few",
      ]
      : [
        "arrows       read out what stands under the pointer; with Shift ten places",
        "Home End     the first and the last column",
      ]
    lines += ["g            a grid at the labels", "0            everything as at the start"]
    if isRun {
      lines += [
        "i            with or without what the model makes of its data at that step",
        "p            the picture stands still, the training goes on",
      ]
    }
    lines += [
      "d            the chart in words",
      "y            copy the picture as text, where the terminal allows it",
      "w            write it to a file: .svg and others",
      "mouse        click to point, wheel for closer and farther",
      "?            this page",
    ]
    lines +=
      isRun
      ? [
        "Ctrl-C       pause the training, and ask what to do with it",
        "q            back to the prompt",
      ]
      : ["q            back to the prompt"]
    return lines
  }
}

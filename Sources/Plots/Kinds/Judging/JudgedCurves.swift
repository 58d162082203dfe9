import Support

/// What charts of answers share: which of many classes are drawn, and how curves of plain numbers are made.
enum JudgedCurves {
  /// As many as the palette has colours.
  static let limit = 6

  /// The curves with both sides, at most six: those with the smallest measure; and what was left out.
  static func shown(
    _ curves: [ScoreCurve], by measure: (ScoreCurve) -> Double
  ) -> (curves: [ScoreCurve], notes: [RowItem]) {
    let whole = curves.filter(\.hasBothSides)
    var notes: [RowItem] = []
    var kept = whole
    if whole.count > limit {
      let order = whole.indices.sorted {
        let (one, other) = (measure(whole[$0]), measure(whole[$1]))
        return one == other ? $0 < $1 : one < other
      }
      kept = order.prefix(limit).sorted().map { whole[$0] }
      notes.append(.shown(limit, of: whole.count, " classes, the worst"))
    }
    let missing = curves.count - whole.count
    if missing > 0, curves.count > 1 { notes.append(RowItem(text: "\(missing) without samples")) }
    return (kept, notes)
  }

  /// The mean over curves with both sides; NaN without any.
  static func mean(_ curves: [ScoreCurve], _ measure: (ScoreCurve) -> Double) -> Double {
    let whole = curves.filter(\.hasBothSides)
    return whole.isEmpty ? .nan : whole.reduce(0) { $0 + measure($1) } / Double(whole.count)
  }

  /// Columns of a chart's data: thresholds and two measures of each curve.
  static func columns(
    _ curves: [ScoreCurve], _ names: (String, String),
    _ read: (ScoreCurve.Cut) -> (Double, Double)
  ) -> [ChartColumn] {
    curves.flatMap { curve in
      let prefix = curve.label.isEmpty ? "" : clean(curve.label) + " "
      return [
        ChartColumn(prefix + "threshold", curve.cuts.map(\.threshold)),
        ChartColumn(prefix + names.0, curve.cuts.map { read($0).0 }),
        ChartColumn(prefix + names.1, curve.cuts.map { read($0).1 }),
      ]
    }
  }
}

/// Truths and scores out of plain numbers: `[y, p]`, one score for each truth or one for each class.
struct ScoredNumbers {
  /// One question, or one for each class.
  let scores: [[Double]]
  let truths: [[Bool]]
  let labels: [String]

  /// Throws where the numbers are no truths with scores.
  init(_ tables: [NumberTable], kind: String) throws {
    let fault = ChartFault.scores(kind: kind, shapes: tables.map(\.extents))
    var (answers, width, classes) = ([Double](), 1, [Double]())
    if tables.count == 1, tables[0].rank == 2, tables[0].extents[1] == 2 {
      let all = tables[0].values
      classes = try Interrupt.map(all.count / 2) { all[2 * $0] }
      answers = try Interrupt.map(all.count / 2) { all[2 * $0 + 1] }
    } else if tables.count == 2, tables[0].rank <= 2, (1...2).contains(tables[1].rank),
      let count = tables[0].extents.first, count == tables[1].extents[0],
      tables[0].values.count == count
    {
      (classes, answers) = (tables[0].values, tables[1].values)
      width = tables[1].rank == 2 ? tables[1].extents[1] : 1
    } else {
      throw fault
    }
    let most = Double(max(2, width) - 1)
    guard !classes.isEmpty, width <= 64,
      classes.indices.untilInterrupted.allSatisfy({
        classes[$0] >= 0 && classes[$0] <= most && classes[$0] == classes[$0].rounded()
      })
    else { throw fault }
    try Interrupt.check()
    if width == 1 {
      (scores, truths, labels) = ([answers], [classes.map { $0 == 1 }], [""])
    } else {
      scores = try (0..<width).map { column in
        try Interrupt.map(classes.count) { answers[$0 * width + column] }
      }
      truths = (0..<width).map { column in classes.map { $0 == Double(column) } }
      let names = tables[1].classes
      labels = (0..<width).map { names.count == width ? names[$0] : String($0) }
    }
  }

  /// How many rows have a score that is none, and so no place.
  var cautions: [String] {
    let rows = (0..<(scores.first?.count ?? 0)).untilInterrupted
    let missing = rows.count { row in scores.contains { $0[row].isNaN } }
    return missing > 0 ? ["\(NumberText.grouped(missing)) NaN"] : []
  }

  /// The curves; scores that are shares are answered with yes above a half.
  var curves: [ScoreCurve] {
    scores.indices.map { index in
      let areShares = scores[index].allSatisfy { $0 >= 0 && $0 <= 1 }
      return ScoreCurve(
        labels[index], scores: scores[index], truths: truths[index],
        answers: areShares ? scores[index].map { $0 > 0.5 } : [], threshold: areShares ? 0.5 : nil)
    }
  }
}

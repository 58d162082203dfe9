import Catalog
import Support

/// True against predicted classes: counts, recall, precision and the worst mistakes.
package struct ConfusionMatrix: NumberChart {
  /// The counts and the names of the classes.
  package let counts: ConfusionCounts

  /// A table of these counts.
  package init(_ counts: ConfusionCounts) { self.counts = counts }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "confusion", .chart,
    "true against predicted classes, counted or as two vectors, with recall and worst mistakes",
    example: "plot confusion([0, 1, 1], [0, 1, 0])")

  /// Square tables that are known to be counts of true against predicted classes.
  package static func fit(_ table: NumberTable) -> ChartFit {
    table.meaning == .confusion && isSquare(table) ? .meaning : .onRequest
  }

  private static func isSquare(_ table: NumberTable) -> Bool {
    table.rank == 2 && table.extents[0] == table.extents[1]
  }

  /// The first table, which must be square; numbers are rounded, and what is below 0 counts 0. Two vectors are true and
  /// predicted classes, which are counted.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    if tables.count == 2, let counts = try counts(tables[0], tables[1]) {
      return Plot.confusion(counts)
    }
    guard isSquare(table) else {
      throw ChartFault.shape(kind: "confusion matrix", extents: table.extents)
    }
    let size = table.extents[0]
    let numbers = try Interrupt.map(table.values.count) {
      Int(table.values[$0].rounded(), within: 0...1_000_000_000_000_000)
    }
    let rows = try Interrupt.map(size, every: 16) {
      Array(numbers[($0 * size)..<(($0 + 1) * size)])
    }
    let names = table.rowWords.isEmpty ? table.classes : table.rowWords
    return Plot.confusion(
      names.count == size
        ? ConfusionCounts(labels: names, counts: rows) : ConfusionCounts(counts: rows))
  }

  /// What classes are called that are numbers: a name for each number from 0 on, or for each that occurs; `nil` where there
  /// are others than these.
  package static func names(of classes: [Double], among words: [String]) -> [String]? {
    if classes.allSatisfy({ Int(whole: $0).map(words.indices.contains) ?? false }) {
      return classes.compactMap { Int(whole: $0).map { words[$0] } }
    }
    return words.count == classes.count ? words : nil
  }

  /// How often each true class is predicted as each; `nil` for what are no two equally long vectors of at most 200 classes.
  private static func counts(_ truths: NumberTable, _ answers: NumberTable) throws
    -> ConfusionCounts?
  {
    guard truths.rank == 1, truths.extents == answers.extents,
      (truths.values + answers.values).allSatisfy({ $0.isFinite && $0 == $0.rounded() })
    else { return nil }
    let classes = Set(truths.values).union(answers.values).sorted()
    guard !classes.isEmpty, classes.count <= 200 else { return nil }
    let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    for index in truths.values.indices.untilInterrupted {
      counts[places[truths.values[index]] ?? 0][places[answers.values[index]] ?? 0] += 1
    }
    let names = names(of: classes, among: truths.rowWords) ?? classes.map { short($0) }
    return ConfusionCounts(labels: names, counts: counts)
  }

  /// The share predicted right.
  package var headline: String { percent(counts.accuracy) }

  /// All counts, row by row.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [ChartColumn("counts", counts.counts.flatMap { $0.map(Double.init) })]
  }

  /// A column for each predicted class, beside the true ones.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    [ChartColumn("true", words: counts.labels.map(clean))]
      + counts.labels.indices.map { column in
        ChartColumn(
          columnName(counts.labels[column]), counts.counts.map { Double($0[column]) })
      }
  }

  /// The table itself with the names of the classes.
  package var storedText: String? {
    let rows =
      [["true"] + counts.labels.map(columnName)]
      + zip(counts.labels, counts.counts).map { label, row in
        [columnName(label)] + row.map(String.init)
      }
    return TextTable(rows: rows, alignment: .right).lines().joined(separator: "\n")
  }

  /// As many as show all classes.
  package var storedRows: Int { counts.labels.count + 6 }

  /// A table of few classes is all there is to be seen.
  package var growsWhole: Bool { true }

  /// Up to 2.5 for a table of few classes.
  package func zoom(of plot: Plot, width: Int, height: Int) -> Double {
    let size = Double(counts.counts.count)
    // Title, heads, frame, precision and key take nine rows; names, recall and the worst 44 columns.
    let down = Double(height) / Double(SVG.cellHeight) / (size + 9)
    let across = Double(width) / Double(SVG.cellWidth) / max(size * 8 + 44, 66)
    return min(max(min(down, across), 1), 2.5)
  }

  /// The accuracy, the three most frequent mistakes, the recall of up to twelve classes and the class with the lowest.
  package func description(of plot: Plot) -> [String] {
    guard counts.total > 0 else { return ["Confusion matrix without samples."] }
    var result = [
      "Confusion matrix of \(plural(counts.labels.count, "class", "classes")).",
      "\(NumberText.grouped(counts.correct)) of \(plural(counts.total, "sample")) are right:"
        + " accuracy \(percent(counts.accuracy, decimals: 2)).",
    ]
    let worst = counts.worst(3).map { mistake in
      "\(clean(counts.labels[mistake.truth])) as \(clean(counts.labels[mistake.predicted]))"
        + " (\(NumberText.grouped(mistake.count)))"
    }
    if !worst.isEmpty { result.append("Most often mistaken: \(worst.joined(separator: ", ")).") }
    if counts.labels.count <= 12 {
      let rows = counts.labels.indices.map { row in
        "\(clean(counts.labels[row])) \(percent(counts.recall(of: row)))"
      }
      result.append("Found of each class: \(listed(rows)).")
    }
    let recalls = counts.labels.indices.filter { !counts.recall(of: $0).isNaN }
    if let low = recalls.min(by: { counts.recall(of: $0) < counts.recall(of: $1) }) {
      result.append(
        "The lowest recall is \(percent(counts.recall(of: low))), of class"
          + " \(clean(counts.labels[low])).")
    }
    return result
  }

  /// The counts with recall and precision, or shades where numbers have no room.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let isWide = place.width >= 60
    let accuracy = percent(counts.accuracy, decimals: isWide ? 2 : 1)
    let total = NumberText.grouped(counts.total)
    let title = clean(plot.title) + (isWide ? "   rows = true, columns = predicted" : "")
    scene.addTitle(
      title,
      [RowItem(text: "\(isWide ? "accuracy " : "")\(accuracy)"), RowItem(text: "n = \(total)")]
        + plot.noteItems)
    let size = counts.labels.count
    guard size > 0 else {
      scene.add("no classes", row: place.height / 2, column: max(0, place.width / 2 - 5))
      return scene
    }
    if let table = ConfusionTable(counts, in: place) {
      table.draw(into: &scene)
    } else {
      ConfusionShades.draw(counts, into: &scene)
    }
    return scene
  }
}

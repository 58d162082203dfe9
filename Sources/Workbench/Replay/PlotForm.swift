import Plots
import Sessions
import Support

/// A chart as a session keeps it: the data as numbers, and a picture for people who read the file.
struct PlotForm {
  let plot: Plot
  let fingerprint: String

  init(_ plot: Plot, fingerprint: String) {
    self.plot = plot
    self.fingerprint = fingerprint
  }

  var stored: StoredOutput {
    let name = plot.title.isEmpty ? nil : plot.title
    switch plot.kind {
    case .lines(let series), .functions(let series):
      return .plot(name: name, columns(series), fingerprint: fingerprint, view: view(rows: 8))
    case .confusion(let counts):
      return described(
        name, [.init("counts", counts.counts.flatMap { $0.map(Double.init) })],
        body: table(counts), rows: counts.labels.count + 6)
    case .scatter(let classes):
      let counts = classes.map { "\($0.label): \($0.count) points" }
      return described(
        name, classes.flatMap { [.init($0.label, $0.xs), .init($0.label, $0.ys)] },
        body: counts.joined(separator: "\n"))
    case .boundary(let field, _):
      return described(
        name,
        [
          .init("class", field.winners.map(Double.init)), .init("confidence", field.confidence),
        ], body: shares(field))
    case .image(let cells):
      return described(
        name, cells.map { .init($0.caption, $0.values) },
        body: cells.map { "\($0.width) x \($0.height) image \($0.caption)" }
          .joined(separator: "\n"))
    case .heat(let map):
      return described(name, [.init("values", map.values)], body: range(map.values))
    case .histogram(let values):
      return described(name, [.init("values", values)], body: range(values))
    }
  }

  /// Which part of the plane each class holds.
  private func shares(_ field: BoundaryField) -> String {
    (0..<field.classCount).map { number in
      let share = field.winners.count { $0 == number }
      return "class \(number): \(share) of \(field.winners.count) points of the plane"
    }.joined(separator: "\n")
  }

  private func range(_ values: [Double]) -> String {
    let least = values.min().map(NumberText.general) ?? "none"
    let most = values.max().map(NumberText.general) ?? "none"
    return "\(values.count) values, min \(least), max \(most)"
  }

  /// Words and a digest of all values: for charts whose numbers nobody would read.
  private func described(
    _ name: String?, _ columns: [SampledColumns.Column], body: String, rows: Int = 16
  ) -> StoredOutput {
    var attributes = Attributes()
    if let name { attributes.set("name", name) }
    attributes.set("n", String(columns.map(\.values.count).max() ?? 0))
    attributes.set("digest", SampledColumns(columns).digest(fingerprint: fingerprint))
    return StoredOutput(
      .plot, body, attributes: attributes, view: view(rows: rows))
  }

  /// One column of positions where all series share them, otherwise one for each.
  private func columns(_ series: [Series]) -> SampledColumns {
    let positions = series.map { line in (0..<line.count).map { line.x(at: $0) } }
    let x = plot.x.title.isEmpty ? "x" : word(plot.x.title)
    guard let first = positions.first, positions.allSatisfy({ $0 == first }) else {
      return SampledColumns(
        zip(series, positions).flatMap { line, xs in
          [.init("\(word(line.label)).\(x)", xs), .init(word(line.label), line.ys)]
        })
    }
    return SampledColumns([.init(x, first)] + series.map { .init(word($0.label), $0.ys) })
  }

  /// Column names hold no blanks, so that the table can be read back.
  private func word(_ text: String) -> String { text.replacing(" ", with: "_") }

  private func table(_ counts: ConfusionCounts) -> String {
    let heading = ["true"] + counts.labels.map { word($0) }
    let rows =
      [heading]
      + zip(counts.labels, counts.counts).map { label, row in
        [word(label)] + row.map(String.init)
      }
    let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
        .joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private func view(rows: Int) -> String {
    let scene = PlotLayout.scene(plot, width: 56, height: rows, capabilities: .plain)
    return PlainText.render(Raster.grid(scene)).joined(separator: "\n")
  }
}

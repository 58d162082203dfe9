import Support

extension PlainText {
  /// The chart in characters without colours, `width` × `height` cells, and its description below, a sentence a line.
  ///
  /// Nothing in it steers a terminal. Every line has its end.
  package static func picture(of plot: Plot, width: Int, height: Int) -> String {
    let scene = PlotLayout.scene(
      plot, width: width, height: height, capabilities: Capabilities())
    let rows = render(Raster.grid(scene)).reversed().drop(while: \.isEmpty).reversed()
    let words = WordWrap.lines(
      of: plot.description.split(separator: " ").map { $0 + " " }, columns: max(width, 20))
    return (Array(rows) + [""] + words).map { $0 + "\n" }.joined()
  }
}

extension Plot {
  /// The chart's numbers as rows of comma-separated values (RFC 4180) under a line of names.
  ///
  /// A column for each of the chart's `fileColumns`; what is missing at the foot of a shorter one is empty. Of equal names the
  /// second is `name_2`. Numbers have the shortest digits that read back as the same; NaN is `nan`.
  package var csv: String {
    let columns = chart.fileColumns(of: self)
    let rows = columns.map(\.values.count).max() ?? 0
    var text = Self.names(of: columns).map(CSV.quoted).joined(separator: ",") + "\n"
    for row in (0..<rows).untilInterrupted {
      text += columns.map { column in
        row < column.words.count
          ? CSV.quoted(column.words[row])
          : row < column.values.count ? CSV.number(column.values[row]) : ""
      }.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  /// The chart as a value of JSON: its kind, words, axes and the same columns as in `csv`; numbers that are not finite
  /// are `null`.
  package var json: JSON {
    let columns = chart.fileColumns(of: self)
    return [
      "format": .text(Self.jsonFormat), "kind": .text(type(of: chart).signature.name),
      "title": .text(clean(title)), "description": .text(description),
      "notes": .list((cautions + notes).map { .text(clean($0)) }),
      "words": .list(
        annotations.map { ["x": .number($0.x), "y": .number($0.y), "text": .text(clean($0.text))] }),
      "x": Self.json(x), "y": Self.json(y),
      "columns": .list(
        zip(Self.names(of: columns), columns).map { name, column in
          [
            "name": .text(name),
            "values": .list(
              column.words.isEmpty
                ? column.values.map { .number($0) } : column.words.map { .text($0) }),
          ]
        }),
    ]
  }

  /// What says of a text of JSON that it is a chart.
  package static let jsonFormat = "nabla chart"

  private static func json(_ axis: Axis) -> JSON {
    let scale =
      switch axis.scale {
      case .linear: "linear"
      case .log10: "log"
      case .symlog: "symlog"
      case .category: "category"
      case .time: "time"
      }
    var members = [
      JSON.Member("title", .text(clean(axis.title))), JSON.Member("scale", .text(scale)),
    ]
    if case .category(let names) = axis.scale {
      members.append(JSON.Member("names", .list(names.map { .text(clean($0)) })))
    }
    return .object(members)
  }

  private static func names(of columns: [ChartColumn]) -> [String] {
    var counts: [String: Int] = [:]
    return columns.map { column in
      let name = clean(column.name).isEmpty ? "value" : clean(column.name)
      let count = counts[name, default: 0] + 1
      counts[name] = count
      return count == 1 ? name : "\(name)_\(count)"
    }
  }
}

import Engine
import Learning
import Plots
import Support

// How an explained row prints, and what stands behind the dots.

extension RowExplanation {
  private struct Row {
    let name: String
    let value: String
    let number: Double
    let bar: String
  }

  /// More rows than these are only in the file of a report, and in its fields.
  private static let rowLimit = 15
  private static let tokenLimit = 40
  private static let drawnLimit = 1_000
  /// Records of more names would not be read.
  private static let nameLimit = 2_000

  var value: ReportValue {
    var shown: ReportValue
    switch kind {
    case .columns: shown = ReportValue(report(sorted, limit: Self.rowLimit), fields: [])
    case .tokens: shown = ReportValue(report(all, limit: Self.tokenLimit), fields: [])
    case .picture(let height, let width, let channels):
      shown = ReportValue(picture(height, width, channels), fields: [])
    }
    if kind == .columns, entries.count > Self.rowLimit {
      shown.whole = report(sorted, limit: .max)
    } else if kind == .tokens, entries.count > Self.tokenLimit {
      shown.whole = report(all, limit: .max)
    }
    shown.fields = fields
    return shown
  }

  private var all: [Row] {
    let numbers = entries.map { $0.places.reduce(0) { $0 + found.values[$1] } }
    let most = numbers.map(abs).max() ?? 0
    return zip(entries, numbers).map {
      Row(name: $0.name, value: $0.value, number: $1, bar: AttributionBar.text($1, of: most))
    }
  }

  /// The largest first, whatever their signs; of equal ones as they stand in the data.
  private var sorted: [Row] {
    all.enumerated().sorted {
      let (a, b) = (abs($0.element.number), abs($1.element.number))
      return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
  }

  private func report(_ rows: [Row], limit: Int) -> Report {
    let kept = Array(rows.prefix(limit))
    let most = rows.map { abs($0.number) }.max() ?? 0
    let remarks =
      rows.count > kept.count
      ? [
        Table.Remark(
          "…",
          [Fact("", .text("\(NumberText.grouped(rows.count - kept.count)) more in e.attributions"))]
        )
      ] : []
    var columns: [Table.Field<Row>] = [
      .text("name", title: kind == .tokens ? "token" : "column") { $0.name }
    ]
    if kind == .columns { columns.append(.text("value") { $0.value }) }
    columns += [
      .number("attribution", answer.name == nil ? .general : .metric) {
        // What float64 leaves of nothing.
        abs($0.number) < 1e-12 * most ? 0 : $0.number
      },
      .bar { $0.bar },
    ]
    // A window shows the strongest of them.
    let drawn = rows.prefix(Self.drawnLimit)
    let map = HeatMap(
      rows: drawn.count, columns: 1, values: drawn.map(\.number),
      rowLabels: drawn.map { $0.value.isEmpty ? $0.name : "\($0.name) = \($0.value)" },
      columnLabels: ["attribution"])
    return Report(
      "explanation", title: title,
      [
        .table(Table(kept, remarks: remarks, columns)), .facts(facts),
      ] + direction + [.figure(Plot.heat(map, title: answer.words))])
  }

  private struct Patch {
    let place: String
    let number: Double
    let bar: String
  }

  /// The patches that say most, and the picture with what speaks for and against the answer.
  private func picture(_ height: Int, _ width: Int, _ channels: Int) -> Report {
    let patches = PicturePatches(height: height, width: width, channels: channels)
    let numbers = patches.places.map { $0.reduce(0) { $0 + found.values[$1] } }
    let most = numbers.map(abs).max() ?? 0
    let order = numbers.indices.sorted {
      abs(numbers[$0]) == abs(numbers[$1]) ? $0 < $1 : abs(numbers[$0]) > abs(numbers[$1])
    }
    let strongest = order.prefix(6).map { index in
      let (rows, columns) = patches.boxes[index]
      return Patch(
        place:
          "rows \(rows.lowerBound)-\(rows.upperBound - 1), columns \(columns.lowerBound)-\(columns.upperBound - 1)",
        number: numbers[index], bar: AttributionBar.text(numbers[index], of: most))
    }
    let table = Table(
      strongest,
      [
        .text("patch") { $0.place },
        .number("attribution", answer.name == nil ? .general : .metric) { $0.number },
        .bar { $0.bar },
      ])
    return Report(
      "explanation", title: title,
      [
        .table(table), .facts(facts),
      ] + direction + [
        .note("`plot e` shows where: red speaks for the answer, blue against it"),
        .figure(figure(height, width, channels)),
      ])
  }

  private func figure(_ height: Int, _ width: Int, _ channels: Int) -> Plot {
    let (low, high) = (pixels.min() ?? 0, pixels.max() ?? 1)
    let greys = pixels.map { high > low ? ($0 - low) / (high - low) : 0 }
    var sums = [Double](repeating: 0, count: height * width)
    for (place, number) in found.values.enumerated() { sums[place / channels] += number }
    let most = sums.map(abs).max() ?? 0
    var colors: [Double] = []
    colors.reserveCapacity(3 * sums.count)
    for (pixel, number) in sums.enumerated() {
      let own = greys[pixel * channels..<(pixel + 1) * channels]
      let grey = 0.6 * own.reduce(0, +) / Double(channels)
      let share = most > 0 ? abs(number) / most : 0
      let ink = number > 0 ? (1.0, 0.1, 0.1) : (0.1, 0.4, 1.0)
      colors += [ink.0, ink.1, ink.2].map { (1 - share) * grey + share * $0 }
    }
    return Plot.images(
      [
        ImageCell(
          width: width, height: height, channels: channels, values: greys, caption: "picture"),
        ImageCell(
          width: width, height: height, channels: 3, values: colors,
          caption: "red for, blue against"),
      ], title: answer.words)
  }

  /// `e.attributions.age`, `e.attribution`, `e.gap`, …
  private var fields: [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = [
      ("method", .text(method.rawValue)), ("answer", .number(found.answer)),
      ("baseline", .number(found.atBaseline)), ("sum", .number(found.sum)),
      ("gap", .number(found.gap)),
    ]
    if let name = answer.name { fields.insert(("class", .text(name)), at: 0) }
    var (start, tensors): (Int, [Value]) = (0, [])
    for shape in shapes {
      let own = Array(found.values[start..<start + shape.count])
      tensors.append(.tensor(TensorValue(Tensor(own, shape))))
      start += shape.count
    }
    fields.append(("attribution", tensors.count == 1 ? tensors[0] : .list(tensors)))
    let rows = all
    switch kind {
    case .columns where rows.count <= Self.nameLimit && Set(rows.map(\.name)).count == rows.count:
      fields.append(
        ("attributions", .record(RecordValue(rows.map(\.name), rows.map { .number($0.number) }))))
    case .tokens: fields.append(("tokens", .list(rows.map { .text($0.name) })))
    default: break
    }
    return fields
  }
}

/// A signed bar of plain signs, which any terminal, file and reader has.
enum AttributionBar {
  private static let width = 20

  /// `+++++` for what is above 0, `-----` below; as long as the share of the largest.
  static func text(_ number: Double, of most: Double) -> String {
    guard most > 0, number.isFinite else { return "" }
    let length = Int(
      abs(number) / most * Double(width), within: 0...width, rounded: .toNearestOrEven)
    return String(repeating: number < 0 ? "-" : "+", count: length)
  }
}

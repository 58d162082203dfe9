import Plots
import Sessions

extension DrawnOutput {
  /// A chart; `id` tells what is named in it from what others name.
  init(_ plot: Plot, id: String) {
    self.init()
    svg = Self.element(SVG.render(plot, width: 720, height: 400), id: id)
    isInk = Self.inkKinds.contains(type(of: plot.chart).signature.name)
  }

  /// The curves of a run over its epochs.
  init(curve name: String, _ columns: SampledColumns, id: String) {
    self.init()
    guard columns.count > 1 else { return }
    let xs =
      columns.numbers.isEmpty
      ? (1...columns.count).map(Double.init) : columns.numbers.map(Double.init)
    self.init(Self.lines(name, "epoch", xs, columns.columns), id: id)
  }

  /// What can be drawn of an output that is stored: columns of numbers whose first one ascends. Other charts have
  /// their words, and the picture in letters that stands below them.
  init(stored output: StoredOutput, id: String) {
    self.init()
    guard output.kind == .curve || output.kind == .plot,
      let (x, xs, columns) = StoredColumns.read(output.body)
    else { return }
    self.init(Self.lines(output.name ?? "", x, xs, columns), id: id)
  }

  private static func lines(
    _ title: String, _ x: String, _ xs: [Double], _ columns: [SampledColumns.Column]
  ) -> Plot {
    let series = columns.enumerated().map { index, column in
      Series(column.name, role: .group(index), xs: xs, ys: column.values)
    }
    var plot = Plot.loss(series, title: title)
    plot.x.title = x
    return plot
  }

  /// Kinds of chart of lines, marks and words, whose colours mean no more than which is which.
  private static let inkKinds: Set = ["line", "function", "bar", "histogram", "scatter"]

  /// A picture as an element of a page in which there are others.
  private static func element(_ picture: String, id: String) -> String {
    let start = picture.firstRange(of: "<svg")?.lowerBound ?? picture.startIndex
    var text = String(picture[start...])
    while text.last == "\n" { text.removeLast() }
    // Quotation marks stand in no text of a picture, only around what it names.
    for (name, new) in [
      ("id=\"title\"", "id=\"title-\(id)\""), ("id=\"desc\"", "id=\"desc-\(id)\""),
      ("\"title desc\"", "\"title-\(id) desc-\(id)\""), ("id=\"area\"", "id=\"area-\(id)\""),
      ("url(#area)", "url(#area-\(id))"),
    ] {
      text = text.replacing(name, with: new)
    }
    return text
  }
}

/// The table of a stored curve or chart, as numbers.
enum StoredColumns {
  /// The name and the values of the first column, and the others; `nil` where the text is no such table, or where
  /// the first column does not ascend.
  static func read(
    _ body: String
  ) -> (x: String, xs: [Double], columns: [SampledColumns.Column])? {
    let lines = body.split(separator: "\n")
    guard let first = lines.first, lines.count > 2 else { return nil }
    let rows = lines.dropFirst().compactMap { line -> [Double]? in
      let words = line.split(separator: " ")
      let numbers = words.compactMap { Double($0) }
      return numbers.count == words.count ? numbers : nil
    }
    let names = names(in: first)
    guard rows.count == lines.count - 1, (2...33).contains(names.count),
      rows.allSatisfy({ $0.count == names.count }),
      zip(rows, rows.dropFirst()).allSatisfy({ $0[0] < $1[0] })
    else { return nil }
    let columns = names.indices.dropFirst().map { index in
      SampledColumns.Column(names[index], rows.map { $0[index] })
    }
    return (names[0], rows.map { $0[0] }, columns)
  }

  /// Two blanks or more part them; a name may hold one.
  private static func names(in line: Substring) -> [String] {
    var names: [String] = []
    var blanks = 2
    for character in line {
      if character == " " {
        blanks += 1
        continue
      }
      if blanks >= 2 {
        names.append("")
      } else if blanks == 1 {
        names[names.count - 1] += " "
      }
      names[names.count - 1].append(character)
      blanks = 0
    }
    return names
  }
}

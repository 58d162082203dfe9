import Catalog

/// Charts as matplotlib, seaborn and pandas write them, as lines of this language.
enum ChartForms {
  /// What to type instead of `plt.semilogy(y)`, or of `plot y, ylim=(0, 1)`; `nil` for other lines.
  ///
  /// `unknown` is a name in the line that has no value.
  static func hint(for line: String, unknown: String) -> String? {
    if line.hasPrefix("plot ") { return renamed(line).map { "write `\($0)`" } }
    guard let open = line.firstIndex(of: "("),
      let (items, close) = PythonText.arguments(
        Array(line), from: line.distance(from: line.startIndex, to: open)),
      close == line.count - 1
    else { return nil }
    let path = line[..<open].split(separator: ".").map(String.init)
    guard path.count > 1, let owner = path.first, let word = path.last, owners.contains(owner),
      unknown == owner
    else { return nil }
    return hint(for: word, items)
  }

  /// Whose calls draw: modules, and what `subplots` gives.
  private static let owners: Set<String> = ["plt", "sns", "ax", "axs", "axes", "fig"]

  private static func hint(for word: String, _ items: [String]) -> String? {
    var values = items.filter { PythonText.named($0) == nil }
    // A format such as 'r--' is no value.
    while let last = values.last, PythonText.unquoted(last) != last, values.count > 1 {
      values.removeLast()
    }
    let options = items.filter { PythonText.named($0) != nil }.compactMap(option)
    func line(_ drawn: [String], _ more: String...) -> String {
      "write `plot \((drawn + more + options).joined(separator: ", "))`"
    }
    let y = values.count > 1 ? [values[1], "x=\(values[0])"] : values
    guard let first = values.first else { return attribute(word, items) }
    switch word {
    case "plot" where values.count <= 2, "lineplot" where values.count <= 2:
      return values.count == 1 && options.isEmpty ? nil : line(y)
    case "semilogy" where values.count <= 2: return line(y, "log=y")
    case "semilogx" where values.count <= 2: return line(y, "log=x")
    case "loglog" where values.count <= 2: return line(y, "log=both")
    case "scatter", "scatterplot": return values.count == 2 ? line(values, "kind=scatter") : nil
    case "hist", "histplot": return line([first], "kind=histogram")
    case "bar", "barh", "barplot": return line([values.count > 1 ? values[1] : first], "kind=bar")
    case "heatmap", "matshow", "pcolormesh": return line([first], "kind=heat")
    case "fill_between" where values.count == 3: return line([values[1], values[2]], "kind=band")
    case "contour", "contourf":
      return
        "contours are drawn of a function: `plot (a, b) -> a^2 + b^2, -2..2, -1..1, kind=contour`"
    default: return attribute(word, items)
    }
  }

  /// What is said of the current chart there is an option of `plot` here.
  private static func attribute(_ word: String, _ items: [String]) -> String? {
    let name = word.hasPrefix("set_") ? String(word.dropFirst(4)) : word
    func asOption(_ text: String) -> String { "it is an option of `plot`: `plot y, \(text)`" }
    let first = items.first.map(literal) ?? "\"…\""
    switch name {
    case "xlabel": return asOption("x_label=\(first)")
    case "ylabel": return asOption("y_label=\(first)")
    case "title", "suptitle": return asOption("title=\(first)")
    case "xlim": return asOption("x_range=\(range(items.joined(separator: ",")) ?? "0..1")")
    case "ylim": return asOption("y_range=\(range(items.joined(separator: ",")) ?? "0..1")")
    case "xscale": return asOption("log=x")
    case "yscale": return asOption(first.contains("symlog") ? "log=symlog" : "log=y")
    case "axhline", "hlines": return asOption("y_lines=[\(number(items.first) ?? "0.5")]")
    case "axvline", "vlines": return asOption("x_lines=[\(number(items.first) ?? "3")]")
    case "text", "annotate": return asOption("notes=[[3, 0.5, \"here\"]]")
    case "savefig": return asOption("to=\(first)")
    case "twinx", "twiny", "secondary_yaxis": return secondAxis
    case "subplot", "subplots", "add_subplot":
      return "several charts stand side by side: `plot [a, b], columns=2`"
    default: return nil
    }
  }

  /// A text stays one, in quotes of this language; anything else as layers have it.
  private static func literal(_ text: String) -> String {
    let inside = PythonText.unquoted(text)
    return inside == text ? LayerTranslation.value(text) : "\"\(inside)\""
  }

  private static func number(_ item: String?) -> String? {
    guard let item else { return nil }
    let value = PythonText.named(item)?.value ?? item
    return Double(value) == nil ? nil : value
  }

  /// `0, 1`, `(0, 1)` or `[0, 1]` as `0..1`.
  private static func range(_ text: String) -> String? {
    let inside = PythonText.unbracketed(PythonText.trimmed(text))
    let ends = PythonText.pieces(inside, at: ",").map(PythonText.trimmed)
    guard ends.count == 2, ends.allSatisfy({ Double($0) != nil }) else { return nil }
    return "\(ends[0])..\(ends[1])"
  }

  private static let secondAxis =
    "a chart has one axis upwards; draw two, one above the other: `plot [a, b], columns=1`"

  /// The line with arguments of matplotlib as they are called here; `nil` where it has none.
  private static func renamed(_ line: String) -> String? {
    let parts = PythonText.pieces(String(line.dropFirst(5)), at: ",")
    var isChanged = false
    let kept = parts.compactMap { part -> String? in
      guard let (name, _) = PythonText.named(part), isForeign(name) else { return part }
      isChanged = true
      return option(part)
    }
    return isChanged ? "plot " + kept.joined(separator: ", ") : nil
  }

  private static func isForeign(_ name: String) -> Bool {
    renamed[name] != nil || ranges[name] != nil || scales[name] != nil || chosen.contains(name)
  }

  /// `ylim=(0, 1)` as `y_range=0..1`; `nil` for what is chosen here.
  private static func option(_ argument: String) -> String? {
    guard let (name, value) = PythonText.named(argument) else { return nil }
    if let own = ranges[name] { return range(value).map { "\(own)=\($0)" } }
    if let axis = scales[name] {
      return value.contains("linear") || value == "False" || value == "false" ? nil : "log=\(axis)"
    }
    if let own = renamed[name] { return "\(own)=\(literal(value))" }
    return chosen.contains(name) ? nil : "\(name)=\(literal(value))"
  }

  private static let renamed = [
    "xlabel": "x_label", "ylabel": "y_label", "hue": "by", "ncols": "columns", "ncol": "columns",
    "cols": "columns", "filename": "to", "savefig": "to", "axhline": "y_lines", "hlines": "y_lines",
    "axvline": "x_lines", "vlines": "x_lines", "smooth": "smoothing", "annotations": "notes",
  ]
  private static let ranges = ["xlim": "x_range", "ylim": "y_range"]
  private static let scales = [
    "logy": "y", "logx": "x", "loglog": "both", "yscale": "y", "xscale": "x", "log_y": "y",
    "log_x": "x",
  ]
  /// Colours, marks and widths.
  private static let chosen: Set<String> = [
    "label", "color", "c", "colors", "linestyle", "ls", "linewidth", "lw", "marker", "markersize",
    "ms", "alpha", "s", "edgecolor", "edgecolors", "cmap", "fontsize", "grid", "dpi", "loc", "ax",
    "figsize", "nrows", "palette", "style", "bins",
  ]

  /// What an argument of matplotlib is here; `written` is what stands behind the `=`.
  static func argument(_ name: String, _ written: String) -> String? {
    if ["secondary_y", "y2", "twinx", "right"].contains(name) { return secondAxis }
    if name == "label" || name == "labels" {
      return "a curve is called what is written: give it a name, `train = r.loss; plot train`"
    }
    if name == "figsize" {
      return "`size=[800, 500]` is that of a picture in a file, beside `to=\"x.svg\"`"
    }
    if chosen.contains(name) {
      return "leave it out: colours, marks and widths are chosen so that curves can be told apart"
    }
    guard isForeign(name) else { return nil }
    return "write `\(option("\(name)=\(written)") ?? "\(ranges[name] ?? "log")=0..1")`"
  }
}

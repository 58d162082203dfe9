import Catalog

/// Charts as matplotlib, seaborn and pandas write them, as lines of this language.
struct ChartForms {
  /// Whether the user has a value of this name: then it stands for no library.
  let isOwn: (String) -> Bool
  /// A value in this language's words.
  let value: (String) -> String

  /// What to type instead of `plt.semilogy(y)`, `scatter(x, y)`, or of `plot y, ylim=(0, 1)`; `nil` for other lines.
  ///
  /// `unknown` is a name in the line that has no value; empty where something else is wrong with it.
  func hint(for written: String, unknown: String) -> String? {
    if written.hasPrefix("plot ") {
      return (Self.versus(written) ?? Self.renamed(written)).map { "write `\($0)`" }
    }
    for verb in [
      "save plot", "save chart", "save figure", "export plot", "export chart", "savefig ",
    ]
    where written.hasPrefix(verb) {
      let file = written.split(separator: "\"").dropFirst().first ?? "chart.png"
      return "write `plot y, to=\"\(file)\"`: a chart goes into a file where it is drawn"
    }
    if written.hasPrefix("import ") || written.hasPrefix("from ")
      || written.hasPrefix("%matplotlib"),
      ["matplotlib", "seaborn", "plotly", "pylab"].contains(where: { written.range(of: $0) != nil })
    {
      return "leave it out: `plot y, x=x` draws, and `?plot` shows what else"
    }
    let line = Self.withoutTarget(written)
    guard let open = line.firstIndex(of: "("),
      let (items, close) = PythonText.arguments(
        Array(line), from: line.distance(from: line.startIndex, to: open)),
      close == line.count - 1
    else { return nil }
    let path = line[..<open].split(separator: ".").map { String($0.prefix { $0 != "[" }) }
    guard let owner = path.first, let word = path.last else { return nil }
    if path.count == 1 {
      // A function of that name that is not there; others are said where the mistake is.
      guard unknown == word, Self.bare.contains(word) else { return nil }
    } else {
      guard Self.owners.contains(owner), !isOwn(owner), unknown.isEmpty || unknown == owner else {
        return nil
      }
    }
    return ChartCall(word, items, value: value).hint ?? Self.attribute(word, items)
      ?? (path.count > 1 ? Self.otherwise : nil)
  }

  /// `plot loss vs epoch` as `plot loss, x=epoch`: what stands first goes upwards; `nil` for other lines.
  private static func versus(_ line: String) -> String? {
    for word in [" vs ", " vs. ", " versus ", " against "] {
      guard let place = line.range(of: word) else { continue }
      let (up, along) = (line[..<place.lowerBound], line[place.upperBound...])
      // Those words of a title are only words.
      guard up.utf8.count > 5, !along.isEmpty, !up.contains("\""), !up.contains("'") else {
        return nil
      }
      return "\(up), x=\(along)"
    }
    return nil
  }

  /// What is said of calls of which nothing else is known.
  private static let otherwise =
    "`plot y, x=x` draws, and `?plot` shows which other charts there are"

  /// Whose calls draw: modules, and what `subplots` gives.
  private static let owners: Set<String> = [
    "plt", "pyplot", "sns", "px", "ax", "axs", "axes", "fig", "pylab", "figure",
  ]

  /// Functions that need no module after `from pylab import *`, or in other languages.
  private static let bare: Set<String> = [
    "scatter", "imshow", "hist", "histogram", "bar", "barh", "barplot", "boxplot", "violinplot",
    "pie",
    "semilogy", "semilogx", "loglog", "heatmap", "pairplot", "scatterplot", "lineplot", "histplot",
    "errorbar", "fill_between", "contour", "contourf", "stem", "savefig", "xlabel", "ylabel",
    "title",
    "legend", "figure", "subplot", "subplots", "xlim", "ylim", "lines", "points", "matshow",
    "colorbar",
    "axhline", "axvline", "line", "kdeplot", "specgram",
  ]

  /// `fig, ax = plt.subplots()` without what stands before the `=`.
  private static func withoutTarget(_ line: String) -> String {
    let sides = PythonText.pieces(line, at: "=")
    guard sides.count > 1,
      PythonText.pieces(sides[0], at: ",").allSatisfy({
        PythonText.isWord(PythonText.unbracketed($0))
      })
    else { return line }
    return PythonText.trimmed(
      String(line[line.index(after: line.firstIndex(of: "=") ?? line.startIndex)...]))
  }

  /// What is said of the current chart there is an option of `plot` here.
  private static func attribute(_ word: String, _ items: [String]) -> String? {
    let name = word.hasPrefix("set_") ? String(word.dropFirst(4)) : word
    func asOption(_ text: String) -> String { "it is an option of `plot`: `plot y, \(text)`" }
    let first = items.first.map(literal) ?? "\"…\""
    if word == "set" || word == "update_layout" {
      let options = items.compactMap(option)
      return options.isEmpty ? otherwise : asOption(options.joined(separator: ", "))
    }
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
    case "text", "annotate": return asOption("notes=[\(note(items) ?? "[3, 0.5, \"here\"]")]")
    case "xticks", "yticks", "xticklabels", "yticklabels", "tick_params":
      return
        "labels of an axis are chosen; words are positions, too: `plot [1, 2], x=[\"a\", \"b\"]`"
    case "savefig", "write_image", "write_html":
      return asOption("to=\(items.isEmpty ? "\"chart.png\"" : first)")
    case "twinx", "twiny", "secondary_yaxis": return secondAxis
    case "subplot", "subplots", "add_subplot", "subplot_mosaic":
      return items.isEmpty || items == ["111"] || items.allSatisfy { PythonText.named($0) != nil }
        ? drawsAtOnce : "several charts stand side by side: `plot [a, b], columns=2`"
    case _ where atOnce.contains(name): return drawsAtOnce
    default: return nil
    }
  }

  private static let drawsAtOnce = "leave it out: `plot` draws at once"

  /// Calls that a chart needs elsewhere before or after it is drawn.
  private static let atOnce: Set<String> = [
    "show", "figure", "legend", "grid", "colorbar", "tight_layout", "close", "clf", "cla", "draw",
    "pause",
    "ion", "ioff", "use", "style", "theme", "set_theme", "set_style", "gca", "gcf", "sca", "axis",
    "margins",
    "subplots_adjust", "despine", "rc", "set_palette", "theme_set", "minorticks_on", "invert_yaxis",
    "aspect",
    "autoscale", "hold", "dark_background", "facecolor", "update_traces",
  ]

  /// `1, 2, "hi"`, or `"hi", (1, 2)`, as a place with its words; `nil` for others.
  private static func note(_ items: [String]) -> String? {
    let text = items.first { ChartCall.isQuoted(PythonText.named($0)?.value ?? $0) }
    let numbers = items.flatMap { item -> [String] in
      PythonText.pieces(PythonText.unbracketed(PythonText.named(item)?.value ?? item), at: ",")
    }.filter { Double($0) != nil }
    guard let text, numbers.count >= 2 else { return nil }
    return
      "[\(numbers[0]), \(numbers[1]), \(ChartCall.text(PythonText.named(text)?.value ?? text))]"
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

  static func isForeign(_ name: String) -> Bool {
    renamed[name] != nil || ranges[name] != nil || scales[name] != nil || chosen.contains(name)
  }

  /// `ylim=(0, 1)` as `y_range=0..1`; `nil` for what is chosen here.
  static func option(_ argument: String) -> String? {
    guard let (name, value) = PythonText.named(argument) else { return nil }
    if let own = ranges[name] { return range(value).map { "\(own)=\($0)" } }
    if name == "c", !ChartCall.isQuoted(value) { return "by=\(value)" }
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
      return
        "a curve is called what is written: give it a name, `train = r.loss; plot train`; bars are named by `x=[\"a\", \"b\"]`"
    }
    if name == "bins" {
      return
        "leave it out: how wide the bins of a histogram are follows from how its values are spread"
    }
    if name == "c", !ChartCall.isQuoted(written) {
      return "the colours of points are classes or numbers: `by=\(written)`"
    }
    if ["yerr", "xerr", "ci", "errorbar"].contains(name) {
      return "draw a band: `plot y, y - e, y + e, kind=band`"
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

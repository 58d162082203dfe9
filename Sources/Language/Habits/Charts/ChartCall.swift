/// One call that draws, as matplotlib, seaborn and plotly write it, as a line of this language.
struct ChartCall {
  /// The last word of the call: `scatter`.
  let word: String
  /// The values without a name, in this language's words; formats such as 'r--' are none.
  let values: [String]
  /// The values with a name, as they are written behind the `=`.
  let named: [String: String]
  /// The options that mean something here, as they are called here.
  let options: [String]
  /// The value of a named argument in this language's words.
  let value: (String) -> String

  init(_ word: String, _ items: [String], value: @escaping (String) -> String) {
    (self.word, self.value) = (word, value)
    let unnamed = items.filter { PythonText.named($0) == nil }
    values = unnamed.enumerated().filter { index, item in
      index == 0 || !Self.isQuoted(item)
    }.map { value($1) }
    let pairs = items.compactMap(PythonText.named)
    named = Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    options = items.filter { item in
      guard let (name, _) = PythonText.named(item) else { return false }
      return !Self.own.contains(name) && (name == "title" || ChartForms.isForeign(name))
    }.compactMap(ChartForms.option)
  }

  /// Arguments that are data, or that colour points by data.
  private static let own: Set<String> = [
    "x", "y", "data", "data_frame", "hue", "c", "yerr", "height", "labels", "names", "values", "Fs",
    "z",
  ]

  /// What to say instead; `nil` for words that draw nothing.
  var hint: String? {
    if let line = columns ?? ofValues {
      return "write `plot \((line + options).joined(separator: ", "))`"
    }
    switch word {
    case "contour", "contourf", "plot_surface", "plot_trisurf", "surface", "tricontourf":
      return
        "contours are drawn of a function: `plot (a, b) -> a^2 + b^2, -2..2, -1..1, kind=contour`"
    default: return nil
    }
  }

  /// What is drawn along x: named, or the first of two values.
  private var x: String? { named["x"].map(value) ?? (values.count > 1 ? values[0] : nil) }
  /// What is drawn upwards.
  private var y: String? {
    named["y"].map(value) ?? named["height"].map(value)
      ?? (values.count > 1 ? values[1] : values.first)
  }
  /// The numbers or words that colour points; a colour by name is none.
  private var colours: String? {
    guard let given = named["hue"] ?? named["c"], !Self.isQuoted(given) else { return nil }
    return value(given)
  }

  private var ofValues: [String]? {
    if word == "boxplot" || word == "violinplot" || word == "box" || word == "violin" {
      return values.first.map {
        [PythonText.unbracketed($0), "kind=\(word.prefix(3) == "box" ? "box" : "violin")"]
      }
    }
    guard let y else { return nil }
    let over = x.map { [y, "x=\($0)"] } ?? [y]
    switch word {
    case "plot", "lineplot", "line", "step", "stairs", "ecdfplot": return curves(over)
    case "semilogy": return curves(over).map { $0 + ["log=y"] }
    case "semilogx": return curves(over).map { $0 + ["log=x"] }
    case "loglog": return curves(over).map { $0 + ["log=both"] }
    case "scatter", "scatterplot", "regplot", "lmplot", "hexbin", "hist2d", "stripplot",
      "swarmplot":
      return x.map { [$0, y, "kind=scatter"] + (colours.map { ["by=\($0)"] } ?? []) }
    case "stem": return over + (x == nil ? [] : ["kind=scatter"])
    case "hist", "histplot", "histogram", "distplot", "displot", "countplot":
      return [named["x"].map(value) ?? values.first ?? y, "kind=histogram"]
    case "kdeplot": return [named["x"].map(value) ?? values.first ?? y, "kind=violin"]
    case "bar", "barh", "barplot", "pie": return bars(y)
    case "stackplot": return x.map { Array(values.dropFirst()) + ["x=\($0)", "kind=stacked_bar"] }
    case "errorbar":
      guard let error = named["yerr"].map(value) else { return curves(over) }
      let lines = [y, "\(y) - \(joined(error))", "\(y) + \(joined(error))"]
      return lines + (x.map { ["x=\($0)"] } ?? []) + ["kind=band"]
    case "fill_between":
      guard let x else { return nil }
      return (values.count > 2 ? [y, values[2]] : ["0 * \(joined(y))", y]) + [
        "x=\(x)", "kind=band",
      ]
    case "imshow": return [values.first ?? y]
    case "heatmap", "matshow", "pcolormesh", "pcolor", "spy", "clustermap":
      return [values.first ?? y, "kind=heat"]
    case "specgram":
      return [values.first ?? y, "kind=spectrogram"] + (named["Fs"].map { ["rate=\($0)"] } ?? [])
    default: return nil
    }
  }

  /// Several curves over the same positions; over others only the first, as each chart has one axis.
  private func curves(_ first: [String]) -> [String]? {
    guard values.count > 3, values.count % 2 == 0 else { return first }
    let (xs, ys) = (
      stride(from: 0, to: values.count, by: 2).map { values[$0] },
      stride(from: 1, to: values.count, by: 2).map { values[$0] }
    )
    return Set(xs).count == 1 ? ys + ["x=\(xs[0])"] : first
  }

  private func bars(_ heights: String) -> [String] {
    for end in [".values()", ".keys()"] {
      if let record = PythonText.cut(PythonText.unlisted(heights), end) {
        return [record, "kind=bar"]
      }
    }
    let names = word == "pie" ? (named["labels"] ?? named["names"]).map(value) : x
    return [word == "pie" ? values.first ?? heights : heights] + (names.map { ["x=\($0)"] } ?? [])
      + ["kind=bar"]
  }

  /// Columns of a table by their names: `scatterplot(data=d, x="a", y="b")`.
  private var columns: [String]? {
    guard let table = named["data"] ?? named["data_frame"] ?? table else { return nil }
    let names = [named["x"], named["y"]].compactMap(\.self).filter(Self.isQuoted).map(Self.text)
    let colour = named["hue"] ?? named["color"]
    let by = colour.flatMap { Self.isQuoted($0) ? ["by=\(Self.text($0))"] : nil } ?? []
    let line = [value(table)]
    switch word {
    case "heatmap": return nil
    case "pairplot", "scatter_matrix", "jointplot", "PairGrid": return line + ["kind=pairs"]
    case "boxplot", "box", "violinplot", "violin", "barplot", "bar":
      let kind = word.hasPrefix("box") ? "box" : word.hasPrefix("violin") ? "violin" : "bar"
      // The numbers first, then the groups.
      return line + names.reversed() + (names.count > 1 ? ["kind=\(kind)"] : [])
    case "lineplot", "line": return line + names + (names.count > 1 ? by + ["kind=line"] : [])
    default: return line + names + (names.count > 1 ? by : [])
    }
  }

  /// The first value where it is a table, as the names of columns beside it say.
  private var table: String? {
    if word == "pairplot" || word == "scatter_matrix" { return values.first }
    guard values.count == 1,
      [named["x"], named["y"]].contains(where: { $0.map(Self.isQuoted) ?? false })
    else { return nil }
    return values[0]
  }

  /// What can stand behind a sign of arithmetic.
  private func joined(_ text: String) -> String { PythonText.isAtom(text) ? text : "(\(text))" }

  /// `d.plot(x="age", y="height")` as `plot d, "age", "height"`.
  static func line(of table: String, _ arguments: [String]) -> String {
    let named = arguments.compactMap(PythonText.named)
    let names = ["x", "y", "column"].compactMap { name in
      named.first { $0.name == name && isQuoted($0.value) }.map { text($0.value) }
    }
    return (["plot \(table)"] + names).joined(separator: ", ")
  }

  static func isQuoted(_ text: String) -> Bool { PythonText.unquoted(text) != text }

  /// A text in quotes of this language.
  static func text(_ quoted: String) -> String { "\"\(PythonText.unquoted(quoted))\"" }
}

extension PythonText {
  /// `list(x)` as `x`.
  static func unlisted(_ text: String) -> String {
    for word in ["list(", "np.array(", "tuple("] where text.hasPrefix(word) && text.hasSuffix(")") {
      return String(text.dropFirst(word.count).dropLast())
    }
    return text
  }
}

import Data
import Learning
import Support

/// What a model's table does to a row, as functions of a program: `prepare` and `answer`.
struct PythonRecipe {
  /// Functions and names; empty for a model without a table.
  let text: String
  /// Whether rows of the table can be given as they stand there.
  let takesRows: Bool

  init(_ model: Model) {
    guard let recipe = model.recipe else {
      (text, takesRows) = ("", false)
      return
    }
    var parts: [String] = []
    let steps = Self.prepare(recipe)
    takesRows = steps != nil
    parts.append(steps ?? Self.remarks(recipe))
    if let target = recipe.target {
      if !target.classes.isEmpty {
        let names = target.classes.map { PythonText.text($0) }
        parts.append("classes = [\(names.joined(separator: ", "))]")
      }
      if target.isScaled {
        parts.append(
          """
          def answer(output):
              \"""The output in the units of `\(Sanitizer.visible(target.column))`.\"""
              return output * \(PythonText.number(target.scale)) + \(PythonText.operand(target.offset, .float64))
          """)
      }
    }
    text = parts.joined(separator: "\n\n\n")
  }

  /// The columns' steps as a function of a row; `nil` where one has no form.
  private static func prepare(_ recipe: Recipe) -> String? {
    guard recipe.raw == nil, recipe.texts.isEmpty, !recipe.looksBack, recipe.tensorSteps.isEmpty,
      recipe.columns.allSatisfy({ $0.kind != .text })
    else { return nil }
    var lines: [String] = []
    var words: [String: [String]] = [:]
    var order: [(column: String, value: String)] = []
    for (place, column) in recipe.columns.enumerated() {
      let (name, key) = ("c\(place)", PythonText.text(column.name))
      let isWord = column.kind == .category
      let reader = isWord ? "word" : column.kind == .date ? "moment" : "number"
      lines.append("\(name) = \(reader)(row[\(key)])")
      if isWord { words[column.name] = column.words }
      order.append((column.name, name))
    }
    for step in recipe.steps {
      guard step.computed == nil, step.lags == nil else { return nil }
      for change in step.changes {
        guard let place = order.firstIndex(where: { $0.column == change.column }) else { continue }
        let name = order[place].value
        switch change.change {
        case .drop: order.remove(at: place)
        case .oneHot(let known):
          lines.append(
            "\(name) = [float(\(name) == w) for w in [\(known.map(PythonText.text).joined(separator: ", "))]]"
          )
        default:
          guard let line = line(change.change, name) else { return nil }
          lines.append(line)
        }
      }
    }
    let values = order.map(\.value).joined(separator: ", ")
    let hasDates = recipe.columns.contains { $0.kind == .date }
    return """
      def prepare(row):
          \"""The numbers that the model takes, of a row of the table: {column: value}; None, NaN and "" are gaps.\"""

          def number(value):
              return math.nan if value is None or value == "" else float(value)

          def word(value):
              return "" if value is None or value != value else str(value)

      \(hasDates ? moment : "")\(lines.joined(separator: "\n").indented(4))
          values = [\(values)]
          return [x for value in values for x in (value if isinstance(value, list) else [value])]
      """
  }

  /// Seconds since 1970 of whatever a day or time is in Python.
  private static let moment = """
        def moment(value):
            if value is None or value == "" or value != value:
                return math.nan
            if isinstance(value, str):
                try:
                    value = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
                except ValueError:
                    raise ValueError(f"{value!r} is no day or time such as 2024-05-31 or 2024-05-31 08:30:00")
            if not hasattr(value, "isoformat"):
                return float(value)
            value = datetime.fromisoformat(value.isoformat())
            return value.replace(tzinfo=value.tzinfo or timezone.utc).timestamp()


    """

  private static func line(_ change: ColumnChange, _ x: String) -> String? {
    func text(_ number: Double) -> String { PythonText.operand(number, .float64) }
    switch change {
    case .fillNumber(let value): return "\(x) = \(text(value)) if math.isnan(\(x)) else \(x)"
    case .fillWord(let value): return "\(x) = \(x) or \(PythonText.text(value))"
    case .clip(let low, let high): return "\(x) = min(max(\(x), \(text(low))), \(text(high)))"
    case .scale(let offset, let factor): return "\(x) = (\(x) - \(text(offset))) * \(text(factor))"
    case .logarithm(let plusOne): return "\(x) = math.\(plusOne ? "log1p" : "log")(\(x))"
    case .days: return "\(x) = \(x) / 86400"
    case .bins(let edges):
      let all = edges.map { text($0) }.joined(separator: ", ")
      return "\(x) = \(x) if math.isnan(\(x)) else float(sum(edge <= \(x) for edge in [\(all)]))"
    case .ordinal(let words):
      let all = words.map(PythonText.text).joined(separator: ", ")
      return "\(x) = float([\(all)].index(\(x))) if \(x) in [\(all)] else math.nan"
    case .drop, .oneHot, .clean, .tokens: return nil
    }
  }

  /// The steps in words, where a function of a row cannot be written.
  private static func remarks(_ recipe: Recipe) -> String {
    var lines = [
      recipe.raw == nil
        ? "# The model takes prepared rows. What the table does to them has no form here:"
        : "# The model takes prepared samples. What a file holds goes through this first:"
    ]
    if case .picture? = recipe.raw { lines.append("# numbers from 0 to 255") }
    for step in recipe.steps {
      let columns = step.changes.map(\.column).joined(separator: ", ")
      lines.append(
        "# "
          + Sanitizer.visible(
            [step.word, step.options, columns].filter { !$0.isEmpty }.joined(separator: " ")))
    }
    for step in recipe.tensorSteps {
      switch step {
      case .scale(let factors, let terms) where factors.count == 1 && terms.count == 1:
        lines.append("# x * \(PythonText.number(factors[0])) + \(PythonText.number(terms[0]))")
      case .reshape(let shape): lines.append("# reshape \(shape)")
      case .scale, .spectrogram, .mel: lines.append("# \(step.word)")
      }
    }
    return lines.joined(separator: "\n")
  }
}

import Language
import Support

/// How it is worded that something cannot be explained or audited.
extension Problems {
  static func worded(_ error: ExplainProblem, at span: SourceSpan?) -> Diagnostic {
    .error(words(of: error), at: span)
  }

  /// Rows have the numbers of their file; parts and steps leave some out.
  private static func words(of missing: MissingRow, in data: String) -> Words {
    let row = NumberText.grouped(missing.row)
    let last = max(missing.last, 0)
    let isBetween = (0...last).contains(missing.row)
    let isScattered = !missing.examples.isEmpty && last - missing.first + 1 != missing.count
    let name = Sanitizer.visible(data)
    if let part = missing.part {
      return (
        "E0573", "row \(row) of the file is in the \(part) part",
        "`explain …, \(name).\(part), row=\(missing.row)`"
      )
    }
    let ends =
      "rows count from \(NumberText.grouped(missing.first)) to \(NumberText.grouped(last))"
    guard isScattered else {
      return (
        "E0573",
        isBetween
          ? "there is no answer for row \(row)"
          : "there is no row \(row) among \(count(missing.count, "row"))",
        ends + (isBetween ? ": `row=\(missing.first)`" : "")
      )
    }
    return (
      "E0573",
      isBetween
        ? "row \(row) of the file is not among the \(count(missing.count, "row")) of \(name)"
        : "there is no row \(row) among \(count(missing.count, "row"))",
      "rows have the numbers of the file, from \(NumberText.grouped(missing.first)) to \(NumberText.grouped(last)): "
        + missing.examples.map { "\($0)" }.joined(separator: ", ") + ", …: `row=\(missing.first)`"
    )
  }

  private static func words(of error: ExplainProblem) -> Words {
    switch error {
    case .noSingleAnswer(let model, let output):
      return (
        "E0572", "\(model) gives \(output) numbers for a sample: no single answer to look into",
        "explain a model that ends in one number or in one row of classes"
      )
    case .whichRow(let method, let rows):
      return (
        "E0573", "\(method) is about one row, but there are \(NumberText.grouped(rows))",
        "add `row=0`; `method=permutation` looks at all rows"
      )
    case .noSuchRow(let missing, let data): return words(of: missing, in: data)
    case .needsRows(let method, let isWithoutTargets):
      return (
        "E0573",
        "\(method) compares answers with what is true, but "
          + (isWithoutTargets ? "these rows have no targets" : "there is a single row"),
        isWithoutTargets
          ? "give a data set with its target column, such as `d.test`"
          : "give a data set, such as `d.test`; `method=integrated_gradients` is about one row"
      )
    case .unsuitable(let method, let what, let other):
      return ("E0574", "\(method) says nothing of \(what)", other)
    case .whichColumn(let known):
      return (
        "E0575", "partial_dependence needs a column",
        "`column=\"\(Sanitizer.visible(known.first ?? "age"))\"`, for example"
      )
    case .noSuchColumn(let name, let known):
      return (
        "E0575", "the model sees no column \"\(Sanitizer.visible(name))\"",
        suggestion(
          name, among: known,
          otherwise: "it sees \(list(first: 8, of: known.map(Sanitizer.visible)))")
      )
    case .noSuchClass(let name, let known):
      return (
        "E0576",
        known.isEmpty
          ? "the model predicts numbers, and has no class \"\(Sanitizer.visible(name))\""
          : "the model has no class \"\(Sanitizer.visible(name))\"",
        known.isEmpty
          ? "leave it out"
          : suggestion(
            name, among: known,
            otherwise: "there is \(list(first: 8, of: known.map(Sanitizer.visible)))")
      )
    case .baseline(let expected, let found):
      return (
        "E0577", "`baseline` must be one sample of shape \(expected), not \(found)",
        "give a number for all places, a tensor or a record"
      )
    case .groups(let column, let number, let limit):
      let name = Sanitizer.visible(column)
      return (
        "E0578",
        number <= 1
          ? "all rows have the same \"\(name)\": there are no groups to compare"
          : "\"\(name)\" makes \(NumberText.grouped(number)) groups, more than \(limit)",
        number <= 1 ? "choose another column or other rows" : "choose a column of few words"
      )
    case .binsOfWords(let column):
      return (
        "E0578", "`bins` cuts numbers, but \"\(Sanitizer.visible(column))\" has words",
        "leave it out: each word is a group"
      )
    case .whichPositive(let classes):
      let names = classes.map { "\"\(Sanitizer.visible($0))\"" }
      return (
        "E0579", "of \(count(classes.count, "class", "classes")) one must be the favourable one",
        "`positive=\(names.first ?? "0")`; there is \(list(first: 8, of: names))"
      )
    case .otherRows(let rows, let samples):
      return (
        "E0574",
        "the data have \(count(rows, "row")) but make \(count(samples, "sample")): none has a group of its own",
        "`evaluate` measures them together; a model of rows, without `windows`, can be audited"
      )
    }
  }
}

import Catalog
import Engine
import Language
import Learning
import Support

/// How it is worded that a model cannot take its samples.
extension Problems {
  static func worded(_ error: InputOrderProblem, at span: SourceSpan?) -> Diagnostic {
    func names(_ names: [String]) -> String { list(names.map { "`\($0)`" }, "and") }
    return .error(
      "E0309",
      "the inputs of \(error.model) are exchanged: it takes \(names(error.inputs)) in this order, and these fit \(names(error.given))",
      at: span,
      hint:
        "by name their order is free: `{\(error.given.map { "\($0): …" }.joined(separator: ", "))}`"
    )
  }

  /// The inputs that were probably meant by names that none has; `nil` where nothing is near.
  private static func meant(by found: [String], for expected: [String]) -> String? {
    let free = expected.filter { !found.contains($0) }
    let near = found.filter { !expected.contains($0) }.compactMap { name in
      DidYouMean.closest(to: name, among: free).first.map {
        "`\($0)` for `\(Sanitizer.visible(name))`"
      }
    }
    return near.isEmpty ? nil : "did you mean \(list(near, "and"))?"
  }

  static func words(of error: InputError) -> Words {
    switch error {
    case .dataShape(let model, let expected, let found):
      return (
        "E0309",
        "\(model) takes samples \(batched(expected)) but the data are \(batched(found))",
        dataHint(expected, found)
      )
    case .severalInputs(let model, let names):
      return (
        "E0309", "\(model) takes \(count(names.count, "input")): \(list(names, "and"))",
        "give one tensor for each, as in "
          + "`predict \(model), \(names.map { "\($0)=x_\($0)" }.joined(separator: ", "))`"
      )
    case .otherShape(let model, let input, let expected, let found):
      return (
        "E0309",
        "\(model) takes \(batched(expected)) as input `\(input)` but the data have \(batched(found))",
        "give `\(input)` that size; names keep inputs apart, `{\(input): …, …}`"
      )
    case .inputNames(let model, let expected, let found):
      return (
        "E0309",
        "\(model) takes \(list(expected.map { "`\($0)`" }, "and")) but the data have "
          + list(found.map { "`\($0)`" }, "and"),
        meant(by: found, for: expected).map { "\($0); `?predict` shows the ways to give inputs" }
          ?? (found.count == 1
            ? "give each its own: `predict \(model), \(expected.map { "\($0)=x_\($0)" }.joined(separator: ", "))`; "
              + "`?model` shows a step that trains it"
            : "inputs are found by name: `model \(found.map { "\($0)=[…]" }.joined(separator: ", ")) { … }`")
      )
    case .inputCounts(let model, let names, let counts):
      return (
        "E0309",
        "the inputs of \(model) have not as many samples: "
          + list(zip(names, counts).map { "`\($0)` \(NumberText.grouped($1))" }, "and"),
        "give one row of each input for each sample"
      )
    case .vocabulary(let model, let data, let known, let found):
      return (
        "E0528",
        "\(model) has learnt \(amount(known.texts.count, known.unitName)), but \(data) gives its "
          + "\(NumberText.grouped(found.texts.count)) other numbers",
        "make a new model for this text, or one data set of both texts"
      )
    case .noSamples(let data):
      return ("E0501", "\(data) has no samples", "`print d` shows the parts of a data set")
    case .notFinite(let part, let row):
      return (
        "E0502", "\(part) of row \(NumberText.grouped(row)) is not a finite number",
        "`ok = all(d.x - d.x == 0, axis=1); clean = table(d.x[ok], d.y[ok])` leaves such rows of d out"
      )
    case .indexNumber(let row, let value, let bound, let layer):
      return (
        "E0419",
        "row \(NumberText.grouped(row)) has the number \(NumberText.general(value)), but `\(layer)` "
          + "knows 0 to \(bound - 1) only",
        "make input_dim of `\(layer)` as large as the vocabulary of the data"
      )
    }
  }

  private static func dataHint(_ expected: Shape, _ found: Shape) -> String {
    if expected == [1], found.rank == 0 {
      return "each sample stands in brackets of its own: `[[5]]` is one, `[[5], [6]]` are two; "
        + "`reshape 1` does it in a data set"
    }
    if expected.count == found.count {
      // Channels in front, as others have them: another shape would mix rows with channels.
      if expected.rank > 1, let channels = found.extents.first,
        expected.extents == Array(found.extents.dropFirst()) + [channels]
      {
        let axes = [0] + (2...expected.rank).map { $0 } + [1]
        return
          "channels come last here: `transpose(x, [\(axes.map(String.init).joined(separator: ", "))])`"
      }
      return expected.rank == 1
        ? "put `reshape \(expected[0])` into the data, or `flatten` first in the model"
        : "put `reshape \(expected)` into the data"
    }
    if found.rank == 0 {
      if let numbers = expected.extents.last, expected.rank == 1, numbers <= 8 {
        let sample = (1...max(1, numbers)).map(String.init).joined(separator: ", ")
        return "each sample needs \(count(numbers, "number")): `[[\(sample)]]` is one"
      }
      return "of a text, `chars \(expected.extents.last ?? 32)` cuts windows of that length"
    }
    let need = expected.rank == 1 ? count(expected[0], "number") : "the shape \(expected)"
    return "`model d { … }` makes a model for the samples of d; each sample of this one needs "
      + need
  }
}

extension Problems {
  /// What is wrong with a row of plain values for the model of a table, and the record to type instead; other problems
  /// stay as they are.
  static func plainRow(
    _ problem: Diagnostic, _ record: String, _ model: String, at span: SourceSpan
  ) -> Diagnostic {
    guard ["E0118", "E0309", "E0402", "E0308"].contains(problem.code) else { return problem }
    var told = problem
    told.hint = "a row is a record with the names of the columns: `predict \(model), \(record)`"
    return told
  }
}

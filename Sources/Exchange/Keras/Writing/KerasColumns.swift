import Data
import Engine
import Formats
import Support

/// The columns of a table on their way to a model's input: what its recipe does to raw rows, as layers and operations of
/// Keras.
///
/// Numbers go in as float64, words as texts; each is [N × 1]. Nothing that stands in a row is NaN, or the empty text. All
/// that is done to a word is one table: a row for words that training has not seen, one for each word, one for a gap.
struct KerasColumns {
  private enum Column {
    case numbers(KerasTensor)
    /// Words with what each has become: those not seen, the words in their order, the gap.
    case words(KerasTensor, known: [String], rows: [[Double]]?)
  }

  private let recipe: Recipe
  private var columns: [(name: String, column: Column)] = []

  /// `nil` where one of the steps has no form in Keras, or a column's name cannot name an input.
  init?(_ recipe: Recipe) {
    let changes = recipe.steps.flatMap(\.changes)
    let names = recipe.columns.map(\.name)
    guard recipe.raw == nil, recipe.texts.isEmpty, !recipe.looksBack, recipe.tensorSteps.isEmpty,
      recipe.steps.allSatisfy({ $0.lags == nil && $0.computed == nil }),
      changes.allSatisfy({ $0.change != .clean && $0.change != .tokens }),
      recipe.columns.allSatisfy({ $0.kind != .text }), Set(names).count == names.count,
      // Columns that a step has made of words stand side by side and have no steps of their own.
      changes.allSatisfy({ names.contains($0.column) }),
      names.allSatisfy({ !$0.isEmpty && !$0.contains("/") && Sanitizer.isHarmless($0) })
    else { return nil }
    self.recipe = recipe
  }

  /// The inputs of the raw columns, and all numbers of a row side by side.
  mutating func append(to network: inout KerasNetwork) -> KerasTensor {
    for schema in recipe.columns {
      let input = network.addInput(
        schema.name, schema.kind == .category ? "string" : "float64", [1])
      columns.append(
        (
          schema.name,
          schema.kind == .category
            ? .words(input, known: schema.words, rows: nil) : .numbers(input)
        ))
    }
    for change in recipe.steps.flatMap(\.changes) { apply(change, in: &network) }
    let tensors = columns.map { tensor($0.name, $0.column, in: &network) }
    let width = tensors.reduce(0) { $0 + ($1.shape.last ?? 1) }
    let joined =
      tensors.count == 1
      ? tensors[0]
      : network.wide("Concatenate", "columns", tensors, [.init("axis", -1)], shape: [width])
    // From here on numbers have the model's own type.
    return network.wide(
      "Identity", "row", [joined], [], shape: joined.shape, dtype: "\(network.dtype)")
  }

  private mutating func apply(_ change: FittedStep.Change, in network: inout KerasNetwork) {
    guard let place = columns.firstIndex(where: { $0.name == change.column }) else { return }
    if change.change == .drop {
      columns.remove(at: place)
      return
    }
    switch columns[place].column {
    case .numbers(let x):
      columns[place].column = .numbers(numbers(change.change, x, change.column, in: &network))
    case .words(let input, let known, let rows):
      columns[place].column = .words(
        input, known: known, rows: words(change.change, known, rows))
    }
  }

  private func numbers(
    _ change: ColumnChange, _ x: KerasTensor, _ name: String, in network: inout KerasNetwork
  ) -> KerasTensor {
    func operation(_ className: String, _ places: [KerasEntry.Place]) -> KerasTensor {
      network.operation(className, "\(name)_\(className.lowercased())", places, shape: x.shape)
    }
    switch change {
    case .fillNumber(let value):
      return operation(
        "Where", [.tensor(operation("Isnan", [.tensor(x)])), .number(value), .tensor(x)])
    case .clip(let low, let high):
      return operation(
        "Minimum",
        [.tensor(operation("Maximum", [.tensor(x), .number(low)])), .number(high)])
    case .scale(let offset, let factor):
      return operation(
        "Multiply",
        [.tensor(operation("Subtract", [.tensor(x), .number(offset)])), .number(factor)])
    case .logarithm(let plusOne): return operation(plusOne ? "Log1p" : "Log", [.tensor(x)])
    case .days: return operation("TrueDivide", [.tensor(x), .number(86_400)])
    case .bins(let edges):
      let bins = network.wide(
        "Discretization", "\(name)_bins", [x],
        [
          .init("bin_boundaries", .list(edges.map { .number($0) })), .init("output_mode", "int"),
        ], shape: x.shape)
      return operation(
        "Where", [.tensor(operation("Isnan", [.tensor(x)])), .tensor(x), .tensor(bins)])
    case .drop, .fillWord, .oneHot, .ordinal, .clean, .tokens: return x
    }
  }

  /// Rows: what is not seen, each word, the gap; before anything is done the row is the word's number.
  private func words(_ change: ColumnChange, _ known: [String], _ rows: [[Double]]?) -> [[Double]] {
    // −1 stands for what has no number.
    let numbered: [[Double]] = known.indices.map { [Double($0)] }
    let codes: [[Double]] = rows ?? [[-1]] + numbered + [[-1]]
    switch change {
    case .fillWord(let word):
      guard let code = known.firstIndex(of: word) else { return codes }
      return Array(codes.dropLast()) + [codes[code + 1]]
    case .oneHot(let words):
      return codes.map { row -> [Double] in
        let word = named(row, known)
        return words.map { $0 == word ? 1 : 0 }
      }
    case .ordinal(let words):
      return codes.map { row -> [Double] in
        [named(row, known).flatMap { words.firstIndex(of: $0) }.map { Double($0) } ?? .nan]
      }
    default:
      // Words that have become numbers are changed like any others: by their rows of the table.
      guard rows != nil else { return codes }
      return codes.map { change.applied(to: $0) ?? $0 }
    }
  }

  private func named(_ row: [Double], _ known: [String]) -> String? {
    guard let code = row.first.flatMap({ Int(whole: $0) }), known.indices.contains(code) else {
      return nil
    }
    return known[code]
  }

  private func tensor(
    _ name: String, _ column: Column, in network: inout KerasNetwork
  ) -> KerasTensor {
    guard case .words(let input, let known, let rows) = column else {
      if case .numbers(let x) = column { return x }
      return network.output
    }
    let words: [[Double]] = known.indices.map { [Double($0)] }
    let table: [[Double]] = rows ?? [[.nan]] + words + [[.nan]]
    let width = table.first?.count ?? 1
    let codes = network.wide(
      "StringLookup", "\(name)_codes", [input],
      [
        .init("vocabulary", .list((known + [""]).map { .text($0) })), .init("num_oov_indices", 1),
        .init("output_mode", "int"),
      ], shape: [1], dtype: "int64")
    let looked = network.wide(
      "Embedding", "\(name)_values", [codes],
      [.init("input_dim", .whole(table.count)), .init("output_dim", .whole(width))],
      shape: [1, width],
      weight: NumPyArray(table.flatMap { $0 }, shape: [table.count, width]))
    return network.wide(
      "Reshape", "\(name)_row", [looked], [.init("target_shape", [.whole(width)])], shape: [width])
  }
}

import Data
import Engine
import Formats
import Learning
import Support

/// One thing that an answer is said to come from: a column of the file, a token, a number of a tensor.
struct AttributionEntry {
  let name: String
  /// As the row has it: `male`, `22`; empty where nothing is to be said.
  let value: String
  /// Which places of the model's inputs belong to it, counted over all of them.
  let places: [Int]

  /// What kind of row it is: how it is told and drawn.
  enum Kind: Equatable {
    case columns
    case tokens
    case picture(height: Int, width: Int, channels: Int)
  }

  /// The entries of one row with what it is.
  static func all(
    of rows: ExplainedRows, _ row: ExplainedRow, _ model: Model
  ) -> (kind: Kind, entries: [AttributionEntry]) {
    if row.shapes.count == 1, row.areTokens == [true] {
      return (.tokens, tokens(rows, vocabulary(rows, 0), at: 0, of: 0))
    }
    if row.shapes.count == 1, rows.recipe?.window == nil, let picture = picture(row.shapes[0]) {
      return (picture, [])
    }
    var entries: [AttributionEntry] = []
    var start = 0
    for (index, shape) in row.shapes.enumerated() {
      if row.areTokens[index] {
        entries.append(text(rows, model, index, at: start))
      } else {
        entries += numbers(rows, shape, index, at: start, isAlone: row.shapes.count == 1)
      }
      start += shape.count
    }
    return (.columns, entries)
  }

  private static func picture(_ shape: Shape) -> Kind? {
    switch shape.rank {
    case 2 where shape[0] > 3 && shape[1] > 3:
      .picture(height: shape[0], width: shape[1], channels: 1)
    case 3 where [1, 3].contains(shape[2]) && shape[0] > 1 && shape[1] > 1:
      .picture(height: shape[0], width: shape[1], channels: shape[2])
    default: nil
    }
  }

  private static func vocabulary(_ rows: ExplainedRows, _ index: Int) -> TokenVocabulary? {
    if let texts = rows.recipe?.texts, texts.indices.contains(index) {
      return texts[index].vocabulary
    }
    return rows.vocabularies.indices.contains(index) ? rows.vocabularies[index] : nil
  }

  /// Token by token in their order, without those that only fill up.
  private static func tokens(
    _ rows: ExplainedRows, _ vocabulary: TokenVocabulary?, at start: Int, of input: Int
  ) -> [AttributionEntry] {
    let numbers = rows.samples.inputs[input].rows.tensor([0]).doubles
    let padding = vocabulary?[.padding].map(Double.init)
    return numbers.enumerated().compactMap { place, number in
      if number == padding { return nil }
      let token = Int(number, within: 0...1 << 31)
      let text =
        vocabulary.map {
          $0.text(of: token) ?? (token == $0[.unknown] ? "(unknown)" : "(\(token))")
        } ?? "\(token)"
      return AttributionEntry(
        name: Sanitizer.visibleLine(text), value: "", places: [start + place])
    }
  }

  /// A column of texts as one entry, beside columns of numbers.
  private static func text(
    _ rows: ExplainedRows, _ model: Model, _ index: Int, at start: Int
  ) -> AttributionEntry {
    let name = model.inputs[index].name
    let text = rows.table?.column(named: name)?.texts.first.flatMap { $0 } ?? ""
    return AttributionEntry(
      name: name, value: short(text), places: Array(start..<start + model.inputs[index].shape.count)
    )
  }

  /// Numbers under the names of their columns: those of one column of the file together.
  private static func numbers(
    _ rows: ExplainedRows, _ shape: Shape, _ index: Int, at start: Int, isAlone: Bool
  ) -> [AttributionEntry] {
    let numbers = rows.samples.inputs[index].rows.tensor([0]).doubles
    let width = shape.extents.last ?? 1
    if let recipe = rows.recipe, recipe.shape == nil, recipe.raw == nil,
      index == 0, shape.rank == 1 || recipe.window != nil
    {
      let origins = recipe.origins
      if origins.count == width {
        return columns(origins, rows, numbers, at: start, hasSteps: !recipe.tensorSteps.isEmpty)
      }
    }
    if isAlone, shape.rank == 1, rows.columns.count == width {
      return zip(rows.columns.indices, rows.columns).map { place, name in
        AttributionEntry(name: name, value: number(numbers[place]), places: [start + place])
      }
    }
    let prefix = isAlone ? "x" : rows.samples.inputs[index].name
    return numbers.indices.map { place in
      AttributionEntry(
        name: shape.rank <= 1 ? "\(prefix)\(place)" : "\(prefix)\(position(place, in: shape))",
        value: number(numbers[place]), places: [start + place])
    }
  }

  private static func columns(
    _ origins: [Recipe.FeatureOrigin], _ rows: ExplainedRows, _ numbers: [Double], at start: Int,
    hasSteps: Bool
  ) -> [AttributionEntry] {
    var names: [String] = []
    var features: [String: [Int]] = [:]
    for (place, origin) in origins.enumerated() {
      if features[origin.source] == nil { names.append(origin.source) }
      features[origin.source, default: []].append(place)
    }
    let isWindow = numbers.count > origins.count
    return names.map { name in
      let own = features[name] ?? []
      var value = ""
      if !isWindow {
        value =
          own.compactMap { place -> String? in
            hasSteps ? number(numbers[place]) : origins[place].text(of: numbers[place])
          }.first ?? "(none)"
        if let raw = rows.table?.column(named: name) { value = raw.text(0) ?? "(missing)" }
      }
      let places = stride(from: 0, to: numbers.count, by: max(origins.count, 1)).flatMap { moment in
        own.map { start + moment + $0 }
      }
      return AttributionEntry(name: name, value: short(value), places: places)
    }
  }

  private static func position(_ place: Int, in shape: Shape) -> String {
    var (rest, parts) = (place, [Int]())
    for extent in shape.extents.reversed() {
      parts.insert(rest % extent, at: 0)
      rest /= extent
    }
    return "[\(parts.map(String.init).joined(separator: ", "))]"
  }

  private static func number(_ number: Double) -> String { NumberText.general(number, digits: 4) }

  private static func short(_ text: String) -> String {
    TextWidth.truncate(Sanitizer.visibleLine(text), to: 24)
  }
}

extension TypedColumn {
  /// What stands in a row, as people write it; `nil` for nothing.
  func text(_ row: Int) -> String? {
    if values.isMissing(row) { return nil }
    switch values {
    case .dates(let seconds): return DateText.of(seconds[row])
    case .numbers(let numbers), .wholes(let numbers): return NumberText.general(numbers[row])
    case .categories(let codes, let names): return names[Int(codes[row])]
    case .texts(let texts): return texts[row]
    }
  }
}

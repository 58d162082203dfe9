import Formats
import Support

/// A column as the rows of training had it: what raw rows of any other table are matched with.
package struct ColumnSchema: Equatable, Sendable {
  /// Its name in the file.
  package let name: String
  /// What its values were.
  package let kind: ColumnKind
  /// The words of a category in the order of their codes; empty for other kinds.
  package let words: [String]

  /// The code of a row in which nothing stands.
  static let missing: Int32 = -1
  /// The code of a word that training has not seen.
  static let unseen: Int32 = -2

  /// All facts.
  package init(_ name: String, _ kind: ColumnKind, words: [String] = []) {
    (self.name, self.kind, self.words) = (name, kind, words)
  }

  /// That of a column.
  init(_ column: TypedColumn) {
    var words: [String] = []
    if case .categories(_, let names) = column.values { words = names }
    self.init(column.name, column.kind, words: words)
  }
}

/// What was met while raw rows were matched with a recipe: nothing is counted silently as something else.
package enum RecipeNote: Equatable, Sendable {
  /// A word of a category that training has not seen; in so many rows.
  case unseen(word: String, column: String, rows: Int)
  /// So many rows have no word in a column whose words are columns of 0 and 1; the first of them in its file.
  case gaps(column: String, row: Int, rows: Int)
  /// A column of dates that is not in order, although answers look back at earlier rows.
  case disordered(String)
  /// So many rows have nothing in the column to predict, and are no samples to measure by.
  case withoutTarget(rows: Int, column: String)
  /// So many rows have too few before them to be answered.
  case beginning(rows: Int)
  /// So many windows of all have nothing somewhere in the column to predict, and are not answered.
  case windowsWithGaps(Int, of: Int, column: String)
}

extension ColumnSchema {
  /// A column of this kind without rows.
  var noValues: ColumnValues {
    switch kind {
    case .number: .numbers([])
    case .whole: .wholes([])
    case .date: .dates([])
    case .category: .categories([], names: words)
    case .text: .texts(PackedTexts())
    }
  }

  /// The column with this schema's kind and codes.
  ///
  /// Throws where its values are of a kind that cannot be meant.
  func matched(_ column: TypedColumn, _ notes: inout [RecipeNote]) throws(RecipeError)
    -> TypedColumn
  {
    switch (kind, column.values) {
    case (.number, .numbers), (.whole, .wholes), (.date, .dates), (.text, .texts): return column
    case (.number, .wholes(let numbers)), (.whole, .numbers(let numbers)):
      return TypedColumn(name, kind == .whole ? .wholes(numbers) : .numbers(numbers))
    case (.category, _):
      let own = column.asCategory.withoutMarks(unless: words)
      let codes = own.codes(in: words)
      note(codes, of: own, &notes)
      return TypedColumn(name, withUnseen(codes, of: own))
    case (.text, _): return column.asText
    case (_, .categories(let codes, let names)) where names.isEmpty:
      // Nothing but missing values.
      let numbers = [Double](repeating: .nan, count: codes.count)
      return TypedColumn(name, kind == .date ? .dates(numbers) : .numbers(numbers))
    case (.date, .numbers(let numbers)) where numbers.allSatisfy(\.isNaN):
      return TypedColumn(name, .dates(numbers))
    case (.date, .categories), (.date, .texts):
      if let dates = column.asDates { return dates }
      throw .otherKind(
        column: name, expected: kind, found: column.kind, text: column.firstText)
    case (.number, .categories), (.whole, .categories), (.number, .texts), (.whole, .texts):
      return try numbers(of: column)
    case (.number, _), (.whole, _), (.date, _):
      throw .otherKind(column: name, expected: kind, found: column.kind, text: column.firstText)
    }
  }

  /// `00000` by itself is a code, and `5%` a word; where training had numbers they are some, truth is 1 or 0, and marks
  /// of gaps are gaps.
  private func numbers(of column: TypedColumn) throws(RecipeError) -> TypedColumn {
    guard case .categories(let codes, let names) = column.asCategory.values else { return column }
    let numbers = names.map { TypedColumn.number(of: $0) ?? DecoratedNumber.value(of: $0) }
    if let word = numbers.firstIndex(where: { $0 == nil }) {
      throw .otherKind(column: name, expected: kind, found: column.kind, text: names[word])
    }
    let values = codes.map { $0 < 0 ? Double.nan : numbers[Int($0)] ?? .nan }
    return TypedColumn(name, kind == .whole ? .wholes(values) : .numbers(values))
  }

  /// Words that training has not seen keep codes of their own behind those that it has: steps count them as none of
  /// these, and rows in time are told apart by them.
  private func withUnseen(_ codes: [Int32], of column: TypedColumn) -> ColumnValues {
    guard codes.contains(Self.unseen), case .categories(let own, let names) = column.values else {
      return .categories(codes, names: words)
    }
    var (codes, all) = (codes, words)
    var places: [Int32: Int32] = [:]
    for row in codes.indices.untilInterrupted where codes[row] == Self.unseen {
      if places[own[row]] == nil {
        places[own[row]] = Int32(all.count)
        all.append(names[Int(own[row])])
      }
      codes[row] = places[own[row]] ?? Self.unseen
    }
    return .categories(codes, names: all)
  }

  private func note(_ codes: [Int32], of column: TypedColumn, _ notes: inout [RecipeNote]) {
    guard case .categories(let own, let names) = column.values else { return }
    var counts: [Int32: Int] = [:]
    for row in codes.indices where codes[row] == ColumnSchema.unseen {
      counts[own[row], default: 0] += 1
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) {
      notes.append(.unseen(word: names[Int(code)], column: name, rows: count))
    }
  }
}

extension TypedColumn {
  /// The same values as words: numbers as they print, texts as they stand.
  var asCategory: TypedColumn {
    switch values {
    case .categories: return self
    case .texts(let texts): return TypedColumn(name, words: (0..<count).map { texts[$0] })
    case .numbers(let numbers), .wholes(let numbers):
      return TypedColumn(name, words: numbers.map { $0.isNaN ? nil : wordOf($0) })
    case .dates(let seconds):
      return TypedColumn(name, words: seconds.map { $0.isNaN ? nil : DateText.of($0) })
    }
  }

  /// The same values as words: their names in order, and which of them stands in each row, −1 for none.
  package var coded: (codes: [Int32], names: [String]) {
    guard case .categories(let codes, let names) = asCategory.values else { return ([], []) }
    return (codes, names)
  }

  /// The same values as texts.
  var asText: TypedColumn {
    guard case .categories(let codes, let names) = asCategory.values else { return self }
    return TypedColumn(
      name, .texts(PackedTexts(codes.lazy.map { $0 < 0 ? nil : names[Int($0)] })))
  }

  /// Whether all that stands there are days or times.
  package var areDates: Bool { kind == .date || asDates != nil }

  /// Texts that are days or times as such; `nil` where one is none.
  var asDates: TypedColumn? {
    var options = DelimitedOptions()
    (options.hasHeader, options.separator) = (true, 0x09)
    options.kinds = ["d": .date]
    let texts = texts
    guard texts.allSatisfy({ $0?.contains { $0.isNewline || $0 == "\t" } != true }) else {
      return nil
    }
    let lines = ["d"] + texts.map { $0.map { $0.isEmpty ? "NA" : $0 } ?? "NA" }
    guard
      let table = try? DelimitedText.read(Array(lines.joined(separator: "\n").utf8), options).table,
      table.rowCount == count, case .dates(let seconds)? = table.columns.first?.values
    else { return nil }
    return TypedColumn(name, .dates(seconds))
  }

  /// Each row's word or text; `nil` where nothing stands.
  package var texts: [String?] {
    switch asCategory.values {
    case .categories(let codes, let names): codes.map { $0 < 0 ? nil : names[Int($0)] }
    default: []
    }
  }

  /// The first word that stands in a row, for errors.
  var firstText: String {
    guard case .categories(let codes, let names) = asCategory.values,
      let code = codes.first(where: { $0 >= 0 })
    else { return "" }
    return names[Int(code)]
  }

  /// A category of these words, `nil` for what is missing.
  package init(_ name: String, words: [String?]) {
    let names = Set(words.lazy.compactMap { $0 }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let codes = Dictionary(uniqueKeysWithValues: zip(names, Int32(0)...))
    self.init(
      name,
      .categories(
        words.map { word in word.flatMap { codes[$0] } ?? ColumnSchema.missing }, names: names))
  }
}

/// A number as a file would have it: `3`, `0.5`.
private func wordOf(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}

import Formats
import Glibc
import Support

/// What a step has learnt of one column, and does to it in any row: the same in training, after loading,
/// and for a single row at the prompt.
package enum ColumnChange: Equatable, Sendable {
  /// The column is left out.
  case drop
  /// Where nothing stands, this number.
  case fillNumber(Double)
  /// Where nothing stands, this word.
  case fillWord(String)
  /// Numbers below and above become these.
  case clip(low: Double, high: Double)
  /// (x − offset) · factor.
  case scale(offset: Double, factor: Double)
  /// ln(x), or ln(1 + x).
  case logarithm(plusOne: Bool)
  /// A column of 0 and 1 for each word; a word that is not among them is 0 in all.
  case oneHot([String])
  /// The position of the word; one that is not among them is missing.
  case ordinal([String])
  /// How many of the edges are at most x.
  case bins([Double])
  /// A date as days since 1970-01-01, with fractions.
  case days
  /// Words without blanks around them, and in small letters.
  case clean
  /// A text that a `TextEncoder` turns into token numbers.
  case tokens
}

extension ColumnChange {
  /// The column as the change leaves it; words for numbers and the reverse are what `Recipe` refuses before.
  func applied(to column: TypedColumn) -> [TypedColumn] {
    switch self {
    case .drop: return []
    case .fillNumber(let number): return [column.mapping { $0.isNaN ? number : $0 }]
    case .fillWord(let word): return [column.filling(word)]
    case .clip(let low, let high): return [column.mapping { min(max($0, low), high) }.asNumbers]
    case .scale(let offset, let factor):
      return [column.mapping { ($0 - offset) * factor }.asNumbers]
    case .logarithm(let plusOne):
      // What has no logarithm is no gap that could be filled: it is refused as infinite.
      return [
        column.mapping { x in
          let result = plusOne ? log1p(x) : log(x)
          return result.isNaN && !x.isNaN ? -.infinity : result
        }.asNumbers
      ]
    case .oneHot(let words): return column.indicators(of: words)
    case .ordinal(let words): return [column.positions(in: words)]
    case .bins(let edges):
      return [
        column.mapping { x in
          x.isNaN ? x : Double(edges.count { $0 <= x })
        }.asWholes
      ]
    case .days: return [column.mapping { $0 / 86_400 }.asNumbers]
    case .clean: return [column.cleaned]
    case .tokens: return [column]
    }
  }
}

extension ColumnChange {
  /// The numbers of a column as the change leaves them; `nil` for what is done to words alone, or makes other columns.
  package func applied(to numbers: [Double]) -> [Double]? {
    switch self {
    case .fillNumber, .clip, .scale, .logarithm, .bins, .days:
      applied(to: TypedColumn("", .numbers(numbers))).first?.values.doubles
    case .drop, .fillWord, .oneHot, .ordinal, .clean, .tokens: nil
    }
  }
}

extension TypedColumn {
  fileprivate func mapping(_ change: (Double) -> Double) -> TypedColumn {
    func changed(_ numbers: [Double]) -> [Double] {
      var numbers = numbers
      for row in numbers.indices.untilInterrupted { numbers[row] = change(numbers[row]) }
      return numbers
    }
    switch values {
    case .numbers(let numbers): return TypedColumn(name, .numbers(changed(numbers)))
    case .wholes(let numbers): return TypedColumn(name, .wholes(changed(numbers)))
    case .dates(let numbers): return TypedColumn(name, .dates(changed(numbers)))
    case .categories, .texts: return self
    }
  }

  fileprivate var asNumbers: TypedColumn {
    values.doubles.map { TypedColumn(name, .numbers($0)) } ?? self
  }

  fileprivate var asWholes: TypedColumn {
    values.doubles.map { TypedColumn(name, .wholes($0)) } ?? self
  }

  fileprivate func filling(_ word: String) -> TypedColumn {
    switch values {
    case .categories(let codes, let names):
      guard let code = names.firstIndex(of: word) else { return self }
      return TypedColumn(
        name, .categories(codes.map { $0 == ColumnSchema.missing ? Int32(code) : $0 }, names: names)
      )
    case .texts(let texts):
      return TypedColumn(
        name, .texts(PackedTexts((0..<texts.count).lazy.map { texts[$0] ?? word })))
    case .numbers, .wholes, .dates: return self
    }
  }

  fileprivate func indicators(of words: [String]) -> [TypedColumn] {
    let codes = codes(in: words)
    return words.enumerated().map { place, word in
      TypedColumn("\(name)_\(word)", .wholes(codes.map { $0 == Int32(place) ? 1 : 0 }))
    }
  }

  fileprivate func positions(in words: [String]) -> TypedColumn {
    TypedColumn(name, .wholes(codes(in: words).map { $0 < 0 ? .nan : Double($0) }))
  }

  /// Where each row's word stands among these; negative for none.
  func codes(in words: [String]) -> [Int32] {
    guard case .categories(let codes, let names) = values else {
      return [Int32](repeating: ColumnSchema.missing, count: count)
    }
    if names == words { return codes }
    let places = Dictionary(uniqueKeysWithValues: zip(words, Int32(0)...))
    let map = names.map { places[$0] ?? places[truth: $0] ?? ColumnSchema.unseen }
    return codes.map { $0 < 0 ? $0 : map[Int($0)] }
  }
}

extension [String: Int32] {
  /// The place of the other spelling of a truth value: `True` or 1 where `true` is asked for.
  fileprivate subscript(truth word: String) -> Int32? {
    guard let truth = word.truth else { return nil }
    return first { $0.key.truth == truth }?.value
  }
}

extension String {
  /// What it says where it is a truth value: `true`, `False`, 1 or 0.
  fileprivate var truth: Bool? {
    switch lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }
}

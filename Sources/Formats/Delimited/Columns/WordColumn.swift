/// A column of words that its user may have meant for something else: said, never guessed.
package struct WordColumn: Equatable, Sendable {
  /// Its name.
  package let name: String
  /// Why it is none of what it looks like.
  package let reason: Reason

  /// What keeps words from being numbers or days.
  package enum Reason: Equatable, Sendable {
    /// Numbers with signs around them, of which one is this.
    case decorated(String, value: Double)
    /// Most values are numbers, or days, and all others are these few words.
    case others([String], kind: ColumnKind)
    /// Days of which one cannot have the day first, and one cannot have the month first.
    case bothOrders(noDayFirst: String, noMonthFirst: String)
    /// Days that are written in several ways, of which two are these.
    case severalForms(String, String)
  }
}

extension ColumnReader {
  /// So many different words say what a column is.
  private static let looked = 1_024
  /// More words than these that are no numbers are words of their own.
  private static let fewOthers = 2

  /// What its user should know of a column that became words; `nil` for others, and for words by all their looks.
  func doubt(_ values: ColumnValues, _ reader: FieldReader) -> WordColumn? {
    guard forced == nil, total.present > 0 else { return nil }
    let words: [String]
    switch values {
    case .categories(_, let names): words = Array(names.prefix(Self.looked))
    case .texts(let texts):
      words = (0..<min(texts.count, Self.looked)).compactMap { texts[$0] }
    case .numbers, .wholes, .dates: return nil
    }
    // Codes with zeros in front are words on purpose.
    guard !words.isEmpty, total.numbers < total.present else { return nil }
    let reason =
      total[.date] == total.present
      ? dates(words) : decorated(words, reader) ?? others(words, values, reader)
    return reason.map { WordColumn(name: name, reason: $0) }
  }

  private func dates(_ words: [String]) -> WordColumn.Reason? {
    let days = words.compactMap { word in DateField.of(word).map { (word, $0) } }
    guard let first = days.first else { return nil }
    if let other = days.first(where: { $0.1.order != first.1.order }) {
      return .severalForms(first.0, other.0)
    }
    guard let noDay = days.first(where: { $0.1.dayFirst == nil }),
      let noMonth = days.first(where: { $0.1.order == .yearLast && $0.1.monthFirst == nil })
    else { return nil }
    return .bothOrders(noDayFirst: noDay.0, noMonthFirst: noMonth.0)
  }

  /// Nearly all different words are numbers, some of them with signs.
  private func decorated(_ words: [String], _ reader: FieldReader) -> WordColumn.Reason? {
    var (found, first) = (0, (text: "", value: Double?.none))
    for word in words {
      if let value = DecoratedNumber.value(of: word, point: reader.format.point) {
        found += 1
        if first.value == nil { first = (word, value) }
      } else if reader.kind(of: word).isNumber {
        found += 1
      }
    }
    guard let value = first.value, found * 5 > words.count * 4 else { return nil }
    return .decorated(first.text, value: value)
  }

  /// More than half of the values are numbers or days, and all others one or two words.
  private func others(
    _ words: [String], _ values: ColumnValues, _ reader: FieldReader
  ) -> WordColumn.Reason? {
    let (numbers, days) = (total.numbers, total[.date])
    guard max(numbers, days) * 2 > total.present else { return nil }
    var others: Set<String> = []
    func add(_ word: String) {
      let kind = reader.kind(of: word)
      if numbers > days ? !kind.isNumber : kind != .date { others.insert(word) }
    }
    switch values {
    case .categories(_, let names):
      guard names.count <= 1 << 16 else { return nil }
      for word in names where others.count <= Self.fewOthers { add(word) }
    case .texts(let texts):
      guard texts.count <= 1 << 16 else { return nil }
      for row in 0..<texts.count where others.count <= Self.fewOthers { texts[row].map(add) }
    case .numbers, .wholes, .dates: return nil
    }
    guard !others.isEmpty, others.count <= Self.fewOthers else { return nil }
    return .others(
      others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      kind: numbers > days ? .number : .date)
  }

  /// Whether its days have the order that is not the one that the options give where a column leaves it open; `nil` for
  /// columns without such days.
  var contradictsOrder: Bool? {
    guard let dayOrder, let monthFirst else { return nil }
    return dayOrder != monthFirst
  }

  /// The order that all columns of days with the year last have; `nil` where they differ, and without such columns.
  static func dayOrder(of columns: [ColumnReader]) -> Bool? {
    let orders = Set(columns.compactMap(\.dayOrder))
    return orders.count == 1 ? orders.first : nil
  }

  /// Whether the month comes first in its days with the year last; `nil` for columns without such days.
  var dayOrder: Bool? {
    guard case .dates(let isMonthFirst) = mode,
      total.orders == 1 << DateOrder.yearLast.rawValue
    else { return nil }
    return isMonthFirst
  }
}

extension DateField {
  /// A text read as a day; `nil` where it is none.
  fileprivate static func of(_ text: String) -> DateField? {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 8)
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { DateField($0, $0 + bytes.count - 8) }
    }
  }
}

extension FieldReader {
  /// What a text could be.
  fileprivate func kind(of text: String) -> FieldClass {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return .missing }
      var (value, mark, date) = (0.0, 0, DateField?.none)
      return classify(start, start + bytes.count - 8, value: &value, mark: &mark, date: &date)
    }
  }
}

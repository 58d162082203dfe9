import Support

/// Whether words are categories or texts: one rule for all files of tables.
package enum ColumnKinds {
  /// So many different words are always categories.
  package static let fewNames = 20
  /// More are never: their names would be as much as the column.
  package static let nameLimit = 1_000_000

  /// Whether words are categories: at most 20 different ones, or at most half as many as there are values.
  package static func isCategory(differing: Int, present: Int) -> Bool {
    differing <= nameLimit && (differing <= fewNames || 2 * differing <= present)
  }

  /// Texts as categories or as texts. Torn where an interrupt is raised; whoever feeds it ends the statement.
  package static func words(_ texts: PackedTexts) -> ColumnValues {
    let present = (0..<texts.count).reduce(0) { sum, position in
      texts.withBytes(at: position) { $0 == nil ? sum : sum + 1 }
    }
    var codes: [Int32] = []
    codes.reserveCapacity(texts.count)
    var known = DifferentWords(of: texts)
    for position in (0..<texts.count).untilInterrupted {
      let number = known.number(at: position) ?? -1
      codes.append(number)
      if number == known.positions.count - 1,
        !isCategory(differing: known.positions.count, present: present)
      {
        return .texts(texts)
      }
    }
    guard codes.count == texts.count else { return .texts(texts) }
    let words = known.positions.map { position in
      texts.withBytes(at: position) { $0.map(Array.init) ?? [] }
    }
    let order = words.indices.interruptiblySorted { words[$0].lexicographicallyPrecedes(words[$1]) }
    guard order.count == words.count else { return .texts(texts) }
    var places = [Int32](repeating: 0, count: words.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    return .categories(
      codes.map { $0 < 0 ? -1 : places[Int($0)] },
      names: order.map { String(decoding: words[$0], as: UTF8.self) })
  }
}

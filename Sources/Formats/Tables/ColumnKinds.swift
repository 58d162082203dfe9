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
    // Bytes, not strings: two spellings of one letter are two words of the file.
    var known: [[UInt8]: Int32] = [:]
    for position in (0..<texts.count).untilInterrupted {
      let word = texts.withBytes(at: position) { $0.map(Array.init) }
      guard let word else {
        codes.append(-1)
        continue
      }
      let code = known[word] ?? Int32(known.count)
      if code == known.count {
        known[word] = code
        guard isCategory(differing: known.count, present: present) else { return .texts(texts) }
      }
      codes.append(code)
    }
    guard codes.count == texts.count else { return .texts(texts) }
    let names = known.keys.sorted { $0.lexicographicallyPrecedes($1) }
    var places = [Int32](repeating: 0, count: names.count)
    for (place, name) in names.enumerated() {
      if let code = known[name] { places[Int(code)] = Int32(place) }
    }
    return .categories(
      codes.map { $0 < 0 ? -1 : places[Int($0)] },
      names: names.map { String(decoding: $0, as: UTF8.self) })
  }
}

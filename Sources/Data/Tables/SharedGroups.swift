import Formats
import Support

/// Rows of one patient, user or the like on both sides of a split: what is measured knows who was met.
package struct SharedGroup: Equatable, Sendable {
  /// The column that says to whom a row belongs.
  package let column: String
  /// The part that measures.
  package let part: Dataset.Part
  /// How many of the part's groups training has, too.
  package let shared: Int
  /// How many groups the part has.
  package let total: Int
}

extension Dataset {
  /// Words by which files call whom several rows belong to.
  private static let owners: Set = [
    "patient", "subject", "person", "participant", "user", "customer", "client", "speaker",
    "author",
    "household", "family", "group", "session", "device", "animal", "student", "owner",
  ]

  /// Columns that name whom a row belongs to, where most rows share theirs with another, and a part that measures has
  /// groups of training; the columns as they came, also those that are left out.
  package var sharedGroups: [SharedGroup] {
    guard let tabular = columnsToChange ?? tabular else { return [] }
    let parts: [(Part, TypedTable)] = [
      (.validation, tabular.raw.validation), (.test, tabular.raw.test),
    ]
    .compactMap { part, table in table.map { (part, $0) } }
    guard !parts.isEmpty else { return [] }
    let names = tabular.raw.train.columns.filter {
      $0.name != tabular.target && Self.namesOwner($0.name)
    }.map(\.name)
    return names.compactMap { name in
      guard let ours = tabular.raw.train.column(named: name) else { return nil }
      let known = Set(ours.texts.compactMap { $0 })
      // Rows that belong to nobody else, or all of them to one of very few.
      guard known.count > 5, known.count * 2 <= ours.count else { return nil }
      for (part, table) in parts {
        let theirs = Set(table.column(named: name)?.texts.compactMap { $0 } ?? [])
        let shared = theirs.intersection(known).count
        if shared > 0 {
          return SharedGroup(column: name, part: part, shared: shared, total: theirs.count)
        }
      }
      return nil
    }
  }

  /// `patient`, `patient_id`, `PatientID`, `user id`.
  private static func namesOwner(_ name: String) -> Bool {
    var word = name.lowercased().filter { $0.isLetter }
    for ending in ["number", "code", "name", "id", "no"] where word.hasSuffix(ending) {
      word.removeLast(ending.count)
      break
    }
    return owners.contains(word)
  }
}

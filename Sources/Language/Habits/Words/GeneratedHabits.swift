import Catalog

/// Sets of points that are made: their names stand for no value by themselves.
package enum GeneratedHabits {
  /// Whether `generated(word)` makes points: `xor`.
  package static func isKind(_ word: String, in catalog: Catalog) -> Bool {
    catalog.signature("generated", .source)?.parameters.first?.words.contains(word) ?? false
  }
}

import Catalog
import Support

/// Words to insert, delete or replace, in relation to the words of the references.
///
/// (S + D + I) / N: 0 where both texts are empty, and infinite where only the reference is.
struct WordErrorRate: SequenceMetric, WithoutParameters {
  static let prefersLarger = false
  static let signature = Signature.metric(
    "word_error_rate", "Words to insert, delete or replace, per word of the reference.",
    example: "word_error_rate(\"the cat sat\", \"the bat sat down\")")

  func tally() -> any SequenceTally { EditShare() }
}

/// The same for characters.
struct CharacterErrorRate: SequenceMetric, WithoutParameters {
  static let prefersLarger = false
  static let readsCharacters = true
  static let signature = Signature.metric(
    "character_error_rate", "Characters to insert, delete or replace, per character of the truth.",
    example: "character_error_rate(\"cat\", \"cart\")")

  func tally() -> any SequenceTally { EditShare() }
}

/// Edits over all pairs in relation to the length of all references.
private struct EditShare: SequenceTally {
  private var edits = 0.0
  private var length = 0.0

  mutating func add(reference: [Int], candidate: [Int], weight: Double) {
    length += weight * Double(reference.count)
    edits += weight * Double(editDistance(reference, candidate) ?? 0)
  }

  var state: [Double] {
    get { [edits, length] }
    set {
      var reader = StateReader(newValue)
      (edits, length) = (reader.amount(), reader.amount())
    }
  }

  var value: Double { length == 0 && edits > 0 ? .infinity : ratio(edits, length) }
}

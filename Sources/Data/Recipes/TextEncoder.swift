import Engine
import Formats
import Support

/// Texts of a column as rows of token numbers, all of one length.
///
/// 0 fills the end of a short text, 1 stands for what training has not seen; longer texts are cut.
package struct TextEncoder: Equatable, Sendable {
  /// The column of texts.
  package let column: String
  /// How many tokens a text becomes.
  package let length: Int
  /// Whether upper case counts as lower case.
  package let isLowered: Bool
  /// The tokens of the training part, the most frequent ones where they are too many.
  package let vocabulary: TokenVocabulary

  /// All facts.
  init(column: String, length: Int, isLowered: Bool, vocabulary: TokenVocabulary) {
    (self.column, self.length, self.isLowered) = (column, length, isLowered)
    self.vocabulary = vocabulary
  }

  /// Learns the tokens of the training part: at most `limit` of them, the most frequent first chosen, those
  /// equally frequent in the order of their bytes. `length` is at most 256 and that of the 95th percentile where
  /// it is left out.
  init(
    learntFrom texts: PackedTexts, column: String, unit: TokenVocabulary.Unit, length: Int?,
    limit: Int, isLowered: Bool
  ) {
    var counts: [String: Int] = [:]
    var lengths: [Int] = []
    for row in (0..<texts.count).untilInterrupted(every: 64) {
      guard let text = texts[row] else { continue }
      let tokens = Self.tokens(of: text, unit, isLowered)
      lengths.append(tokens.count)
      for token in tokens { counts[token, default: 0] += 1 }
    }
    let frequent = counts.interruptiblySorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
    }.prefix(max(limit - 2, 1)).map(\.key).interruptiblySorted(by: <)
    self.init(
      column: column, length: length ?? Self.usualLength(lengths), isLowered: isLowered,
      vocabulary: TokenVocabulary(unit, frequent, leading: [.padding, .unknown]))
  }

  /// Learns at most so many byte pairs of the training part; `length` is at most 256 and that of the 95th percentile
  /// where it is left out. Case stays as it is.
  init(pairsLearntFrom texts: PackedTexts, column: String, merges: Int, length: Int?) {
    let present = (0..<texts.count).lazy.compactMap { texts[$0] }
    let pairs = BytePairs(learntFrom: present, merges: merges)
    var usual = length ?? 1
    if length == nil {
      var encoder = BytePairEncoder(pairs)
      usual = Self.usualLength(present.map { encoder.places(of: $0).count })
    }
    self.init(
      column: column, length: usual, isLowered: false,
      vocabulary: TokenVocabulary(pairs, leading: [.padding, .unknown]))
  }

  /// The 95th percentile, between 1 and 256.
  private static func usualLength(_ lengths: [Int]) -> Int {
    let sorted = lengths.interruptiblySorted(by: <)
    let usual = sorted.isEmpty ? 1 : sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
    return min(max(usual, 1), 256)
  }

  /// What is chosen where nothing is said: words, or characters where blanks do not tell words apart; at most
  /// 10,000 tokens, upper case as lower case.
  init(learntFrom texts: PackedTexts, column: String) {
    var (bytes, words) = (0, 0)
    for row in 0..<min(texts.count, 1_000) {
      guard let text = texts[row] else { continue }
      bytes += text.count
      words += text.split(whereSeparator: \.isWhitespace).count
    }
    self.init(
      learntFrom: texts, column: column, unit: bytes > 12 * words ? .characters : .words,
      length: nil, limit: 10_000, isLowered: true)
  }

  /// The numbers of each text [texts × length].
  func rows(of texts: PackedTexts) -> Tensor {
    if let pairs = vocabulary.pairs { return rows(of: texts, pairs) }
    return Tensor(TensorType([texts.count, length], .int32)) { bytes in
      let target = bytes.bindMemory(to: Int32.self)
      for row in (0..<texts.count).untilInterrupted(every: 64) {
        let tokens = texts[row].map { Self.tokens(of: $0, vocabulary.unit, isLowered) } ?? []
        for place in 0..<length {
          target[row * length + place] =
            place < tokens.count
            ? Int32(vocabulary.number(of: tokens[place]) ?? vocabulary[.unknown] ?? 1) : 0
        }
      }
    }
  }

  private func rows(of texts: PackedTexts, _ pairs: BytePairs) -> Tensor {
    var encoder = BytePairEncoder(pairs)
    let (first, unknown) = (Int32(vocabulary.first), Int32(vocabulary[.unknown] ?? 1))
    return Tensor(TensorType([texts.count, length], .int32)) { bytes in
      let target = bytes.bindMemory(to: Int32.self)
      for row in (0..<texts.count).untilInterrupted(every: 16) {
        let places = texts[row].map { encoder.places(of: $0) } ?? []
        for place in 0..<length {
          target[row * length + place] =
            place < places.count ? (places[place] < 0 ? unknown : first + places[place]) : 0
        }
      }
    }
  }

  private static func tokens(
    of text: String, _ unit: TokenVocabulary.Unit, _ isLowered: Bool
  ) -> [String] {
    let text = isLowered ? text.lowercased() : text
    return switch unit {
    case .words: Words.split(text)
    case .characters, .pieces: text.map(String.init)
    }
  }
}

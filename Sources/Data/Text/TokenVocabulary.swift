import Engine

/// The tokens that a data set knows, each with its number: characters or words, then special ones.
package struct TokenVocabulary: Sendable, Hashable {
  /// What one token is.
  package enum Unit: String, Sendable, CaseIterable {
    /// Grapheme clusters: what a reader calls one character, however many code points it has.
    case characters
    case words
    /// What byte pairs have joined: parts of words, and the blank before them.
    case pieces
  }

  /// A number without a text of its own.
  package enum Special: String, Sendable, CaseIterable {
    /// Fills the end of a short text; always 0.
    case padding
    /// Before the first token of a target, and after its last.
    case start, end
    /// What training has not seen.
    case unknown
    /// What is hidden and has to be guessed.
    case mask
  }

  /// What one token is.
  package let unit: Unit
  /// The texts in the order of their numbers, from `first` on.
  package let texts: [String]
  /// The number of the first text: how many special numbers come before it.
  package let first: Int
  /// What joins scalars to tokens; `nil` where tokens are characters or words.
  let pairs: BytePairs?
  private(set) var specials: [Special: Int] = [:]
  private let numbers: [String: Int32]

  /// `leading` special numbers come first, `trailing` ones last.
  init(_ unit: Unit, _ texts: [String], leading: [Special] = [], trailing: [Special] = []) {
    self.init(unit, texts, nil, leading)
    for special in trailing { append(special) }
  }

  /// The tokens of byte pairs; special numbers as above.
  init(_ pairs: BytePairs, leading: [Special] = [], trailing: [Special] = []) {
    self.init(.pieces, pairs.texts, pairs, leading)
    for special in trailing { append(special) }
  }

  private init(_ unit: Unit, _ texts: [String], _ pairs: BytePairs?, _ leading: [Special]) {
    self.unit = unit
    self.texts = texts
    self.pairs = pairs
    first = leading.count
    var numbers: [String: Int32] = [:]
    for (index, text) in texts.enumerated() { numbers[text] = Int32(leading.count + index) }
    self.numbers = numbers
    for (index, special) in leading.enumerated() { specials[special] = index }
  }

  /// How many numbers there are, special ones included.
  package var count: Int { texts.count + specials.count }

  /// The number of a special token; `nil` where the vocabulary has none.
  package subscript(special: Special) -> Int? { specials[special] }

  /// Gives a special number after all others, unless it has one.
  mutating func append(_ special: Special) {
    if specials[special] == nil { specials[special] = count }
  }

  /// Whether both give the same numbers to the same tokens.
  package func agrees(with other: TokenVocabulary) -> Bool {
    texts == other.texts && first == other.first && pairs == other.pairs
  }

  /// The number of a token; `nil` for one that training has not seen.
  package func number(of token: String) -> Int? { numbers[token].map(Int.init) }

  /// The token of a number; `nil` for special numbers and those outside.
  package func text(of number: Int) -> String? {
    texts.indices.contains(number - first) ? texts[number - first] : nil
  }

  /// The tokens of a text, in this vocabulary's unit.
  package func tokens(of text: String) -> [String] {
    switch unit {
    case .characters: text.map(String.init)
    case .words: Words.split(text)
    case .pieces: pairs?.tokens(of: text) ?? []
    }
  }

  /// The tokens of a text in which a mark stands for some; `nil` for each mark.
  package func tokens(of text: String, marked mark: String) -> [String?] {
    guard unit == .pieces, !mark.isEmpty else {
      return tokens(of: text).map { $0 == mark ? nil : $0 }
    }
    // A mark inside a piece would be joined with its neighbours.
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    return parts.enumerated().flatMap { place, part -> [String?] in
      (place > 0 ? [nil] : []) + tokens(of: String(part))
    }
  }

  /// The text of tokens in a row, as a reader writes it; unknown ones show as U+FFFD.
  package func joined(_ numbers: some Sequence<Int>) -> String {
    let tokens = numbers.compactMap { number in
      text(of: number) ?? (number == self[.unknown] ? "\u{FFFD}" : nil)
    }
    return joined(tokens: tokens)
  }

  /// The text of tokens that have their texts already: words with blanks between, but none before a
  /// mark that ends something; characters one after the other.
  package func joined(tokens: [String]) -> String {
    unit == .words ? Words.join(tokens) : tokens.joined()
  }

  /// All characters one after the other; words with blanks between, pieces with strokes.
  package var listing: String {
    switch unit {
    case .characters: texts.joined()
    case .words: texts.joined(separator: " ")
    case .pieces: texts.joined(separator: "|")
    }
  }

  /// "43 characters", "10,000 words": for tables and errors.
  package var unitName: String { unit.rawValue }
}

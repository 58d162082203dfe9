import Engine

/// Pairs of texts, a source and what it becomes, before and after their tokens are numbered.
enum TextPairs {
  /// Pairs whose characters have numbers of all data; `tokens` gives them those of training.
  static func dataset(
    _ name: String, _ source: (name: String, texts: [String]),
    _ target: (name: String, texts: [String])
  ) -> Dataset {
    Dataset(name: name, train: Samples([source, target].map(padded), targets: nil))
  }

  /// Characters in rows as long as the longest text, filled with the padding number 0.
  private static func padded(
    _ name: String, _ texts: [String]
  ) -> Samples.Input {
    var met: Set<Character> = []
    for row in texts.indices.untilInterrupted(every: 64) { met.formUnion(texts[row]) }
    let characters = met.sorted()
    let vocabulary = TokenVocabulary(
      .characters, characters.map(String.init), leading: [.padding])
    let places = Dictionary(uniqueKeysWithValues: zip(characters, Int32(vocabulary.first)...))
    let length = texts.reduce(0) { max($0, $1.count) }
    var numbers = [Int32](repeating: 0, count: texts.count * length)
    for row in texts.indices.untilInterrupted(every: 64) {
      for (place, character) in texts[row].enumerated() {
        numbers[row * length + place] = places[character] ?? 0
      }
    }
    return Samples.Input(name, SampleRows(Tensor(numbers, [texts.count, length])), vocabulary)
  }
}

extension Dataset {
  /// Pairs of texts whose tokens have no numbers of training yet.
  var isWholePairs: Bool { vocabularies.count == 2 && train.targets == nil }

  /// The texts of one input of a part.
  func texts(of samples: Samples, input: Int) -> [String] {
    let (rows, vocabulary) = (samples.inputs[input].rows, vocabularies[input])
    return (0..<rows.count).map { row in
      vocabulary.joined((0..<rows.shape.count).map { Int(saturating: rows.number(row, $0)) })
    }
  }
}

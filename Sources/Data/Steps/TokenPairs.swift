import Catalog
import Engine
import Support

/// Pairs of texts as numbers, for a net that reads one and writes the other.
struct TokenPairs: DataStep {
  static let unit = Parameter<TokenVocabulary.Unit>(
    "unit", "what a token is", expected: "characters, words or pieces", default: { .characters },
    shown: .word("characters"), words: TokenVocabulary.Unit.allCases.map(\.rawValue),
    read: { argument in
      guard case .word(let word) = argument else { return nil }
      return TokenVocabulary.Unit(rawValue: word)
    })
  static let source = length("source", "how many tokens a source has")
  static let target = length("target", "how many tokens a target has, its end included")
  static let merges = Parameter<Int>(
    "merges", "how many pairs become one at most, for pieces", default: 1_000,
    rule: "between 1 and 1,000,000", where: { (1...BytePairs.limit).contains($0) })
  static let signature = Signature(
    "tokens", .step, "Number the tokens of pairs of texts, to train a translation.",
    example: "data generated(number_names, 20) { tokens characters, source=4, target=32 }",
    [unit.description, source.description, target.description, merges.description],
    details: """
      Two inputs, `source` and `target`, and y. Short texts are filled with 0. The input `target` \
      begins with the start number and y ends with the end number, so that at each place y is what \
      comes next (teacher forcing); leave the padding out with ignore_class=0. Numbers: 0 padding; \
      in targets 1 start and 2 end; then the tokens of the training part in the order of code \
      points; what only other parts have becomes one further number. Without lengths, the longest \
      text decides. `pieces` are byte pairs as of `bpe`, learnt of each side. `.source_vocab` and `.target_vocab` tell how many numbers there are.
      """)

  private let unit: TokenVocabulary.Unit
  private let merges: Int
  private let lengths: [Int?]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    unit = try arguments[Self.unit]
    merges = try arguments[Self.merges]
    lengths = [
      try arguments.given(Self.source),
      try arguments.given(Self.target),
    ]
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard dataset.isWholePairs else { throw DataError(.text(.needsPairs(data: dataset.name))) }
    let sides = [
      try side(0, of: dataset, leading: [.padding], context),
      try side(1, of: dataset, leading: [.padding, .start, .end], context),
    ]
    return try dataset.mapParts { samples, part throws(DataError) in
      let (source, target) = (sides[0], sides[1])
      let start = target.vocabulary[.start].map(Int32.init)
      let end = target.vocabulary[.end].map(Int32.init)
      var pairs = Samples(
        [
          Samples.Input(samples.inputs[0].name, try source.rows(of: part), source.vocabulary),
          Samples.Input(
            samples.inputs[1].name, try target.rows(of: part, before: start), target.vocabulary),
        ], targets: try target.rows(of: part, after: end))
      pairs.ignoredClass = target.vocabulary[.padding]
      return pairs
    }
  }

  /// The tokens of one input in all parts, with the vocabulary of the training part.
  private func side(
    _ input: Int, of dataset: Dataset, leading: [TokenVocabulary.Special], _ context: DataContext
  ) throws(DataError) -> Side {
    var texts: [Dataset.Part: [[String]]] = [:]
    let splitter = TokenVocabulary(unit, [])
    var pairs: BytePairs?
    if unit == .pieces {
      pairs = BytePairs(learntFrom: dataset.texts(of: dataset.train, input: input), merges: merges)
    }
    var encoder = pairs.map { BytePairEncoder($0) }
    for part in Dataset.Part.allCases {
      guard let samples = dataset.samples(of: part) else { continue }
      if context.isInterrupted() { throw DataError(.interrupted) }
      texts[part] = dataset.texts(of: samples, input: input).map { text in
        if Interrupt.isRaised { return [] }
        return pairs.flatMap { encoder?.texts(of: text, $0) } ?? splitter.tokens(of: text)
      }
    }
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    let known = pairs.map { Set($0.texts) } ?? Set((texts[.train] ?? []).joined())
    var vocabulary =
      pairs.map { TokenVocabulary($0, leading: leading) }
      ?? TokenVocabulary(unit, known.sorted(), leading: leading)
    if !texts.values.allSatisfy({ $0.allSatisfy { $0.allSatisfy(known.contains) } }) {
      vocabulary.append(.unknown)
    }
    let longest = texts.values.joined().map(\.count).max() ?? 0
    return Side(
      name: dataset.train.inputs[input].name, texts: texts, vocabulary: vocabulary,
      length: lengths[input] ?? max(longest + (input == 1 ? 1 : 0), 1))
  }

  private static func length(_ name: String, _ summary: String) -> Parameter<Int> {
    .optional(
      name, summary, shown: .said("as the longest"), rule: "between 1 and 65,536",
      where: { $0 >= 1 && $0 <= 65_536 })
  }
}

/// One input of pairs, its texts cut into tokens.
private struct Side {
  let name: String
  let texts: [Dataset.Part: [[String]]]
  let vocabulary: TokenVocabulary
  let length: Int

  /// Rows of numbers, filled with 0; a further number stands before or after each text.
  func rows(
    of part: Dataset.Part, before first: Int32? = nil, after last: Int32? = nil
  ) throws(DataError) -> SampleRows {
    let texts = texts[part] ?? []
    let extra = (first == nil ? 0 : 1) + (last == nil ? 0 : 1)
    let type = TensorType([texts.count, length], .int32)
    guard type.byteCount <= MemoryBudget.current.limit else {
      throw DataError(.source(.tooLarge(bytes: type.byteCount, limit: MemoryBudget.current.limit)))
    }
    if let longest = texts.indices.max(by: { texts[$0].count < texts[$1].count }),
      texts[longest].count + extra > length
    {
      throw DataError(
        .text(
          .longText(
            part: part, row: longest, input: name, tokens: texts[longest].count + extra,
            limit: length)))
    }
    var numbers = [Int32](repeating: 0, count: type.shape.count)
    let unknown = vocabulary[.unknown] ?? 0
    for (row, tokens) in texts.enumerated() {
      var place = row * length
      for number in [first].compactMap({ $0 })
        + tokens.map({ Int32(vocabulary.number(of: $0) ?? unknown) })
        + [last].compactMap({ $0 })
      {
        numbers[place] = number
        place += 1
      }
    }
    return SampleRows(Tensor(numbers, type.shape))
  }
}

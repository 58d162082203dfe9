import Catalog
import Engine
import Formats
import Support

/// Tokens between characters and words, learnt of the training part.
struct BytePairTokens: DataStep {
  static let merges = Parameter<Int>(
    "merges", "how many pairs of tokens become one at most", rule: "between 1 and 1,000,000",
    where: { (1...BytePairs.limit).contains($0) })
  static let length = Parameter<Int>.optional(
    "length", "how many tokens a window or a text of a column has",
    shown: .said("64; of columns what 95% of the texts need, at most 256"),
    rule: "between 1 and 65,536", where: { (1...65_536).contains($0) })
  static let signature = Signature(
    "bpe", .step, "Cut texts into tokens that are joined of the most frequent pairs.",
    example: "poem = data text(\"zen.txt\") { split 80%, 20%; bpe 20, length=8 }",
    [
      merges.description, length.description, Parameter.windowStride.description,
      TextColumns.columns.description,
    ],
    details: """
      Byte-pair encoding (Sennrich et al. 2016): the two tokens that stand side by side most often in the training part become \
      one, again and again. At first each code point is a token; a pair never reaches over the blank before a word, nor \
      from letters to digits or signs, and of equally frequent pairs the one that came to be first is joined. Tokens one after \
      the other are the text again. Windows and rows are those of `chars`, and case stays; what only other parts have \
      becomes one further number, and is counted. A model keeps the pairs.
      """)

  private let merges: Int
  private let length: Int?
  private let stride: Int
  private let columns: [String]

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    merges = try arguments[Self.merges]
    length = try arguments.optional(Self.length)
    stride = try arguments[Parameter.windowStride]
    columns = try arguments.optional(TextColumns.columns) ?? []
  }

  var changesColumns: Bool { true }

  func memory(for dataset: Dataset) -> Int {
    ByteEstimate.product(8, dataset.byteCount + (dataset.tabular?.byteCount ?? 0))
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    dataset.columnsToChange == nil
      ? try windows(of: dataset, context) : try rows(of: dataset, context)
  }

  private func windows(of dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    let characters = dataset.vocabularies.first?.texts ?? []
    let parts = try dataset.textParts(for: Self.signature.name)
    let texts = parts.mapValues { numbers in
      numbers.withBytes { bytes in
        let numbers = bytes.bindMemory(to: Int32.self)
        return numbers.indices.untilInterrupted.reduce(into: "") {
          $0 += characters[Int(numbers[$1])]
        }
      }
    }
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    let pairs = BytePairs(learntFrom: [texts[.train] ?? ""], merges: merges)
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    var encoder = BytePairEncoder(pairs)
    var numbers = texts.mapValues { encoder.places(of: $0) }
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    var vocabulary = TokenVocabulary(pairs)
    let unknown = numbers.values.reduce(0) { sum, all in sum + all.count { $0 < 0 } }
    if unknown > 0 {
      vocabulary.append(.unknown)
      let number = Int32(vocabulary[.unknown] ?? 0)
      numbers = numbers.mapValues { $0.map { $0 < 0 ? number : $0 } }
      context.record.notes.append(.unknownTokens(unknown))
    }
    return try TextWindows(length: length ?? 64, stride: stride)
      .apply(to: dataset, numbers.mapValues { Tensor($0, [$0.count]) }, vocabulary)
  }

  private func rows(of dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange else { return dataset }
    for (name, texts) in try tabular.texts(columns, of: dataset.name) {
      let encoder = TextEncoder(
        pairsLearntFrom: texts, column: name, merges: merges, length: length)
      if Interrupt.wasRaised { throw DataError(.interrupted) }
      tabular.append(encoder)
    }
    var result = dataset
    result.tabular = tabular
    return result
  }
}

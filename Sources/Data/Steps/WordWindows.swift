import Catalog
import Engine
import Support

/// Windows of a text, word by word.
struct WordWindows: DataStep {
  static let length = Parameter<Int>(
    "length", "how many words a window has", rule: "between 1 and 65,536",
    where: { $0 >= 1 && $0 <= 65_536 })
  static let most = Parameter<Int>(
    "max_tokens", "how many words the vocabulary has at most, the most frequent ones",
    default: 10_000, rule: "between 1 and 1,000,000", where: { $0 >= 1 && $0 <= 1_000_000 })
  static let signature = Signature(
    "words", .step, "Cut a text into windows of words; each learns the words one place later.",
    example: "poem = data text(\"zen.txt\") { split 80%, 20%; words 4 }",
    [
      length.description, Parameter.windowStride.description, most.description,
      TextColumns.columns.description,
    ],
    details: """
      Letters, digits and apostrophes together are a word, every other sign is one by itself, and \
      blanks only separate. The vocabulary has the words of the training part, in the order \
      of code points; rarer ones than the max_tokens most frequent, and what only other parts have, become \
      one further number. Of a table each text of a column becomes a row of length numbers, upper case as lower \
      case: 0 behind a short text, 1 for a word that training does not have.
      """)

  private let windows: TextWindows
  private let most: Int
  private let columns: TextColumns

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    windows = TextWindows(
      length: try arguments[Self.length], stride: try arguments[Parameter.windowStride])
    most = try arguments[Self.most]
    columns = TextColumns(
      unit: .words, length: try arguments[Self.length], limit: most,
      names: try arguments.optional(TextColumns.columns) ?? [])
  }

  var changesColumns: Bool { true }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    if let encoded = try columns.apply(to: dataset) { return encoded }
    let characters = dataset.vocabularies.first?.texts ?? []
    var known: [String: Int32] = [:]
    var words: [String] = []
    var counts: [Int] = []
    var parts: [Dataset.Part: Tensor] = [:]
    for (part, text) in try dataset.textParts(for: Self.signature.name).sorted(by: order) {
      if context.isInterrupted() { throw DataError(.interrupted) }
      var numbers: [Int32] = []
      let joined = text.withBytes { bytes in
        let numbers = bytes.bindMemory(to: Int32.self)
        return numbers.indices.untilInterrupted.reduce(into: "") {
          $0 += characters[Int(numbers[$1])]
        }
      }
      let split = Words.split(joined)
      for index in split.indices.untilInterrupted {
        let word = split[index]
        let number = known[word] ?? Int32(words.count)
        if Int(number) == words.count {
          known[word] = number
          words.append(word)
          counts.append(0)
        }
        if part == .train { counts[Int(number)] += 1 }
        numbers.append(number)
      }
      parts[part] = Tensor(numbers, [numbers.count])
    }
    return try windows.apply(to: dataset, alphabetical(words, counts, parts))
  }

  /// Training first, so that its words are numbered before those of other parts.
  private func order(
    _ first: (key: Dataset.Part, value: Tensor), _ second: (key: Dataset.Part, value: Tensor)
  ) -> Bool {
    first.key == .train && second.key != .train
  }

  /// The words in alphabetical order, with only the most frequent of training kept.
  private func alphabetical(
    _ words: [String], _ counts: [Int], _ parts: [Dataset.Part: Tensor]
  ) -> TokenNumbers {
    let frequent = words.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], words[$0]) < (counts[$0], words[$1]) }
      .prefix(most)
    let order = words.indices.sorted { words[$0] < words[$1] }
    var places = [Int32](repeating: 0, count: words.count)
    for (place, index) in order.enumerated() { places[index] = Int32(place) }
    var isKept = [Bool](repeating: false, count: words.count)
    for index in frequent { isKept[Int(places[index])] = true }
    return TokenNumbers(
      .words, order.map { words[$0] }, parts.mapValues { $0.replaced(by: places) },
      keeping: isKept)
  }
}

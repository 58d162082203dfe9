import Engine

/// Cuts the parts of a text into windows, each with the tokens that come one place later.
struct TextWindows {
  let length: Int
  /// How far each window starts after the one before.
  let stride: Int

  /// The parts with numbers of the training part's vocabulary.
  ///
  /// What only other parts have becomes one number, "unknown", which exists only where needed.
  func apply(to dataset: Dataset, _ tokens: TokenNumbers) throws(DataError) -> Dataset {
    var vocabulary = tokens.vocabulary
    var places = tokens.places
    if !tokens.isComplete {
      vocabulary.append(.unknown)
      let unknown = Int32(vocabulary[.unknown] ?? 0)
      places = places.map { $0 < 0 ? unknown : $0 }
    }
    return try dataset.mapParts { samples, part throws(DataError) in
      try windows(of: tokens.text(of: part)?.replaced(by: places), part, vocabulary)
    }
  }

  /// The parts as they are numbered already.
  func apply(
    to dataset: Dataset, _ parts: [Dataset.Part: Tensor], _ vocabulary: TokenVocabulary
  ) throws(DataError) -> Dataset {
    try dataset.mapParts { samples, part throws(DataError) in
      try windows(of: parts[part], part, vocabulary)
    }
  }

  private func windows(
    of numbers: Tensor?, _ part: Dataset.Part, _ vocabulary: TokenVocabulary
  ) throws(DataError) -> Samples {
    guard let numbers, numbers.count > length else {
      throw DataError(
        .text(
          .shortText(
            part: part, unit: vocabulary.unitName, available: numbers?.count ?? 0,
            needed: length + 1)))
    }
    let count = (numbers.count - length - 1) / stride + 1
    let rows = (0...1).map { shift in
      SampleRows(windowsOf: numbers, length: length, stride: stride, from: shift, count: count)
    }
    return Samples([Samples.Input("x", rows[0], vocabulary)], targets: rows[1])
  }
}

/// The tokens of a text's parts as numbers, and which of them the training part has.
struct TokenNumbers {
  private let parts: [Dataset.Part: Tensor]
  /// The tokens of the training part.
  let vocabulary: TokenVocabulary
  /// The number in the vocabulary for each of the parts' numbers; -1 for what training has not.
  let places: [Int32]
  /// Whether no part has anything that training has not.
  let isComplete: Bool

  /// `texts` are those of all numbers in the parts, in their order.
  init(_ unit: TokenVocabulary.Unit, _ texts: [String], _ parts: [Dataset.Part: Tensor]) {
    let isUsed = parts[.train]?.occurring(below: texts.count) ?? []
    self.init(unit, texts, parts, keeping: isUsed)
  }

  init(
    _ unit: TokenVocabulary.Unit, _ texts: [String], _ parts: [Dataset.Part: Tensor],
    keeping isKept: [Bool]
  ) {
    self.parts = parts
    var places: [Int32] = []
    var kept: [String] = []
    for (index, text) in texts.enumerated() {
      places.append(isKept[index] ? Int32(kept.count) : -1)
      if isKept[index] { kept.append(text) }
    }
    self.places = places
    vocabulary = TokenVocabulary(unit, kept)
    isComplete = parts.values.allSatisfy { numbers in
      zip(numbers.occurring(below: texts.count), places).allSatisfy { !$0 || $1 >= 0 }
    }
  }

  func text(of part: Dataset.Part) -> Tensor? { parts[part] }
}

extension Dataset {
  /// The numbers of each part of a text that is not cut yet.
  func textParts(for step: String) throws(DataError) -> [Part: Tensor] {
    guard isWholeText else {
      throw DataError(.text(.needsText(data: name, isCut: !vocabularies.isEmpty)))
    }
    var parts: [Part: Tensor] = [:]
    for part in Part.allCases {
      if let samples = samples(of: part) { parts[part] = samples.inputs[0].rows.covered }
    }
    return parts
  }

  /// Refuses a step that computes with numbers where they stand for characters or words.
  func checkNumbers() throws(DataError) {
    if !vocabularies.isEmpty { throw DataError(.text(.isText(data: name))) }
  }
}

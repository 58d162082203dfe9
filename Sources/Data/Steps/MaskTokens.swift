import Catalog
import Engine

/// Tokens to be guessed from both sides (Devlin et al., "BERT", 2018).
struct MaskTokens: DataStep {
  static let share = Parameter<Double>(
    "share", "how many of the tokens are to be guessed", default: 0.15, rule: "above 0, at most 1",
    where: { $0 > 0 && $0 <= 1 })
  static let maskRate = Parameter<Double>(
    "mask_token_rate", "how many of those are hidden behind the mask", default: 0.8,
    rule: "between 0 and 1", where: { $0 >= 0 && $0 <= 1 })
  static let randomRate = Parameter<Double>(
    "random_token_rate", "how many of those are replaced by another token", default: 0.1,
    rule: "between 0 and 1", where: { $0 >= 0 && $0 <= 1 })
  static let signature = Signature(
    "mask", .step, "Hide some tokens of each window, drawn anew for each batch, to be guessed.",
    example: "lm = data text(\"zen.txt\") { chars 24; mask 15% }",
    [share.description, maskRate.description, randomRate.description],
    details: """
      Each token is to be guessed with probability `share`: then y has its number, elsewhere -1, so \
      that the loss is sparse_categorical_crossentropy(ignore_class=-1). In x it is replaced by the \
      mask, a number added to the vocabulary, with probability mask_token_rate, by any token with \
      probability random_token_rate, and else left as it is. Training draws anew for each batch; \
      validation and test are masked once and stay so. `.x` shows the windows before anything is \
      hidden. Rows of a table's texts have what fills them up left alone, and their target gives way.
      """)

  private let share: Double
  private let maskRate: Double
  private let randomRate: Double

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    share = try arguments[Self.share]
    maskRate = try arguments[Self.maskRate]
    randomRate = try arguments[Self.randomRate]
    guard maskRate + randomRate <= 1 else {
      throw arguments.outOfRange(
        Self.randomRate, "at most 1 - mask_token_rate", found: "\(randomRate)")
    }
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard dataset.vocabularies.count == 1, !dataset.isWholeText else {
      throw DataError(.text(.needsWindows(data: dataset.name, isText: dataset.isWholeText)))
    }
    guard dataset.train.change == nil else { throw DataError(.samples(.changedAlready)) }
    var vocabulary = dataset.vocabularies[0]
    vocabulary.append(.mask)
    var result = try dataset.mapParts { samples, part in
      var samples = samples
      samples.inputs[0].vocabulary = vocabulary
      samples.targets = samples.inputs[0].rows
      samples.ignoredClass = -1
      samples.change = TokenMask(
        share: share, maskRate: maskRate, randomRate: randomRate,
        mask: Int32(vocabulary[.mask] ?? 0), tokens: vocabulary.texts.count,
        first: vocabulary.first, padding: Int32(vocabulary[.padding] ?? -1),
        stream: context.stream(
          .mask, "\(part.rawValue), \(samples.count) rows of \(samples.sampleShape)"))
      return samples
    }
    // What is to be guessed are tokens, and no longer a column.
    (result.target, result.classNames) = (nil, [])
    result.recipe?.target = nil
    result.tabular?.learntTarget = nil
    return result
  }
}

/// The masks of one part.
struct TokenMask: BatchChange {
  let share: Double
  let maskRate: Double
  let randomRate: Double
  let mask: Int32
  /// How many tokens can stand in for another, and the number of the first.
  let tokens: Int
  let first: Int
  /// What fills the end of a short text, which nobody is asked for; -1 where nothing does.
  let padding: Int32
  let stream: RandomStream

  var isForMeasuring: Bool { true }

  func writeInput(
    _ index: Int, _ source: UnsafeRawPointer, as type: TensorType,
    to target: UnsafeMutableRawPointer, row: Int, step: UInt64
  ) {
    let old = source.assumingMemoryBound(to: Int32.self)
    let new = target.assumingMemoryBound(to: Int32.self)
    for place in 0..<type.shape.count {
      new[place] = old[place]
      let element = UInt64(row * type.shape.count + place)
      guard old[place] != padding, let kind = choice(element, step) else { continue }
      if kind < maskRate {
        new[place] = mask
      } else if kind < maskRate + randomRate {
        new[place] = Int32(first + stream.index(below: tokens, at: 2 * element + 1, step: step))
      }
    }
  }

  func writeTarget(
    _ source: UnsafeRawPointer, as type: TensorType, to target: UnsafeMutableRawPointer,
    row: Int, step: UInt64
  ) {
    switch type.dtype {
    case .int32: hide(source, target, Int32.self, type.shape.count, row, step)
    case .float32: hide(source, target, Float.self, type.shape.count, row, step)
    case .float64: hide(source, target, Double.self, type.shape.count, row, step)
    }
  }

  /// -1 wherever nothing is to be guessed.
  private func hide<Number: SignedNumeric>(
    _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _: Number.Type, _ count: Int,
    _ row: Int, _ step: UInt64
  ) {
    let old = source.assumingMemoryBound(to: Number.self)
    let new = target.assumingMemoryBound(to: Number.self)
    let filling = Number(exactly: padding) ?? -1
    for place in 0..<count {
      let isAsked =
        old[place] != filling && choice(UInt64(row * count + place), step) != nil
      new[place] = isAsked ? old[place] : -1
    }
  }

  /// `nil` for a token that stays and is not asked for; else a number in 0..<1 that tells what
  /// happens to it.
  private func choice(_ element: UInt64, _ step: UInt64) -> Double? {
    let number = stream.uniform(at: 2 * element, step: step)
    return number < share ? number / share : nil
  }
}

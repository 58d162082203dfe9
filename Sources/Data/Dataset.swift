import Engine
import Support

/// Samples in up to three parts, with what is known about them; an immutable value.
///
/// Statistics are learnt from `train` only. A part is itself a data set, of which it is `train`.
package struct Dataset: Sendable {
  /// The parts, in the order of tables.
  package enum Part: String, Sendable, CaseIterable {
    case train, validation, test
  }

  /// What the data are: `mnist`, `iris.csv`, `xor`.
  package var name: String
  /// Where they come from, for reports: a path, a formula, a seed.
  package var provenance: String
  /// What models learn from.
  package var train: Samples
  /// What measures while they learn; `nil` without one.
  package var validation: Samples?
  /// What measures at the end; `nil` without one.
  package var test: Samples?
  /// The part of a larger data set that this one is; its samples are then `train`.
  package var part: Part?
  /// The names of the features of a table, and of its target.
  package var columns: [String] = []
  /// The column that is predicted; `nil` where columns have no names.
  package var target: String?
  /// The names of the classes where the data give names: `["setosa", "versicolor"]`.
  package var classNames: [String] = []
  /// Whether a target is the boxes of a picture, rows of (class, center x, center y, width, height).
  package internal(set) var hasBoxes = false
  /// The rows as typed columns; `nil` for data that never had any.
  package internal(set) var tabular: TabularData?
  /// Whether a step on tensors has made samples that no longer follow from the columns.
  var hasOwnSamples = false
  /// The files of which each is a raw sample; `nil` for other data.
  var rawFiles: RawFiles?
  /// Where what is large of it is kept, and what will be made of it.
  package internal(set) var storage = Storage.memory
  /// Whether nothing is left to be chosen before a model learns from it: see `prepared`.
  package internal(set) var isPrepared = true
  /// What `prepare` makes of it, once somebody asks.
  var preparedMemory = PreparedMemory()
  /// What it was before its steps have learnt; `nil` where none has.
  var origin: FoldOrigin?
  /// How raw rows become samples; `nil` for data that were tensors from the start.
  package internal(set) var recipe: Recipe?
  /// How files of pictures, and pixels from 0 to 255, become samples, for data that came as numbers of pictures: digits,
  /// MNIST, arrays of bytes; `nil` for all else, and where there is a recipe.
  package internal(set) var pictureRecipe: Recipe?
  /// How the rows of which its inputs were taken had been prepared, where that is known; `nil` for all that has a recipe.
  package var preparation: RowPreparation?
  /// The steps that learnt statistics from `train`; a later split would let them leak into test.
  package internal(set) var learntSteps: [String] = []

  /// A data set of these parts; columns and classes have no names.
  package init(
    name: String, train: Samples, validation: Samples? = nil, test: Samples? = nil,
    provenance: String = ""
  ) {
    self.name = name
    self.train = train
    self.validation = validation
    self.test = test
    self.provenance = provenance
  }

  /// The inputs of the training part.
  package var x: Tensor { train.x }
  /// The targets of the training part.
  package var y: Tensor { train.y }
  /// The shape of one input.
  package var sampleShape: Shape { train.sampleShape }

  /// The samples of a part; `nil` where the data set has none.
  package func samples(of part: Part) -> Samples? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }

  /// What the numbers of each input stand for; empty where the data are no text. The last one is
  /// that of the targets too.
  package var vocabularies: [TokenVocabulary] { train.inputs.compactMap(\.vocabulary) }

  /// A text before its windows are cut: one character a sample, nothing to predict.
  var isWholeText: Bool { vocabularies.count == 1 && sampleShape == [] && train.targets == nil }

  /// One part as a data set of its own; `nil` where it does not exist.
  package subscript(part: Part) -> Dataset? {
    guard let samples = samples(of: part) else { return nil }
    var result = self
    result.train = samples
    result.validation = nil
    result.test = nil
    result.part = self.part ?? part
    result.tabular?.keepOnly(part)
    result.preparedMemory = isPrepared ? PreparedMemory() : PreparedMemory(whole: (self, part))
    return result
  }

  /// The data set with every part replaced; a part that does not exist stays away.
  func mapParts(
    _ transform: (Samples, Part) throws(DataError) -> Samples
  ) throws(DataError) -> Dataset {
    var result = self
    result.train = try transform(train, .train)
    if let validation { result.validation = try transform(validation, .validation) }
    if let test { result.test = try transform(test, .test) }
    return result
  }

  /// Whether all parts stand in the same memory, row for row.
  package func sharesMemory(with other: Dataset) -> Bool {
    isPrepared && other.isPrepared
      && Part.allCases.allSatisfy { part in
        switch (samples(of: part), other.samples(of: part)) {
        case (nil, nil): true
        case (let own?, let others?):
          own.inputs.count == others.inputs.count
            && zip(own.inputs, others.inputs).allSatisfy { $0.rows.isSame(as: $1.rows) }
            && (own.targets.map { own in others.targets.map { own.isSame(as: $0) } ?? false }
              ?? (others.targets == nil))
            && (own.weights.map { own in others.weights.map { own.isSame(as: $0) } ?? false }
              ?? (others.weights == nil))
        default: false
        }
      }
  }

  /// The memory of the decoded numbers of all parts; what overlaps counts once.
  package var byteCount: Int {
    (isPrepared ? 0 : tabular?.byteCount ?? 0) + samplesByteCount
  }

  private var samplesByteCount: Int {
    Part.allCases.compactMap(samples(of:)).reduce(0) { $0 + $1.byteCount }
  }

  /// The SHA-256 of the decoded numbers of all parts: inputs, then targets and weights, of train, validation,
  /// test; what overlaps counts once. Behind those of a part its columns, where they are no numbers yet.
  package var digest: String {
    var hash = SHA256()
    for part in Part.allCases {
      guard let samples = samples(of: part) else { continue }
      for input in samples.inputs { input.rows.covered.withBytes { hash.update($0) } }
      samples.targets?.covered.withBytes { hash.update($0) }
      samples.weights?.covered.withBytes { hash.update($0) }
      if !isPrepared { tabular?.raw[part]?.update(&hash) }
    }
    return SHA256.hexadecimal(digest: hash.finish())
  }
}

import Engine
import Formats

extension Dataset {
  /// Makes a part of rows of another data set's training part: samples and columns alike.
  mutating func take(_ positions: [Int], of dataset: Dataset, as part: Part) {
    set(dataset.train.subset(positions), part)
    if let other = dataset.tabular { tabular?.take(positions, of: .train, of: other, as: part) }
  }

  /// The same of neighbouring rows of any part, which share the memory of the samples.
  mutating func take(_ range: Range<Int>, of source: Part, of dataset: Dataset, as part: Part) {
    set(dataset.samples(of: source)?.subset(range), part)
    if let other = dataset.tabular { tabular?.take(Array(range), of: source, of: other, as: part) }
  }

  /// Keeps how the file of its rows was read, for the model that learns from them.
  mutating func noteReading(_ reading: DelimitedHabits) {
    tabular?.reading = reading
    recipe?.reading = reading
  }

  /// Leaves out rows in which nothing stands in the column to predict, and tells how many; where a model is asked about
  /// the rows, that is told by who needs targets.
  mutating func leaveOutRowsWithoutTarget(_ record: DataRecord, isAsked: Bool = false) {
    guard let target = tabular?.target else { return }
    var count = 0
    let all = tabular?.raw.train
    for part in Part.allCases {
      guard let before = tabular, let column = before.column(named: target, of: part) else {
        continue
      }
      let kept = (0..<column.count).filter { !column.values.isMissing($0) }
      if kept.isEmpty, part == .train {
        // A file to be filled in: nothing to learn from, but rows to be asked about.
        tabular?.target = nil
        tabular?.learntTarget = nil
        return
      }
      guard kept.count < column.count, !kept.isEmpty else { continue }
      count += column.count - kept.count
      set(samples(of: part)?.subset(kept), part)
      tabular?.take(kept, of: part, of: before, as: part)
    }
    guard count > 0 else { return }
    let note = DataNote.withoutTarget(rows: count, column: target)
    if isAsked { tabular?.untold = note } else { record.notes.append(note) }
    if tabular?.raw.validation == nil, tabular?.raw.test == nil { tabular?.unlabelled = all }
  }

  /// The data set for a step on tensors, which stands for itself from then on: its columns and its samples are no
  /// longer the same thing.
  ///
  /// Throws where columns are no numbers yet.
  func asSamples(for word: String, _ dtype: DType) throws(DataError) -> Dataset {
    guard let tabular, !hasOwnSamples else { return self }
    let unfinished = Preparation.unfinished(tabular)
    guard unfinished.isEmpty else {
      throw DataError(.recipe(.notNumbers(columns: unfinished)), word: word)
    }
    var result = try settled(dtype)
    (result.hasOwnSamples, result.isPrepared) = (true, true)
    result.recipe = tabular.recipe
    return result
  }
}

extension Dataset {
  /// The same with the pictures of each part counted from 0, so that what is said of one leads back to it.
  var withPlaces: Dataset {
    guard tabular == nil, vocabularies.isEmpty, pictureRecipe != nil || sampleShape.rank >= 2 else {
      return self
    }
    var result = self
    for part in Part.allCases {
      guard var samples = samples(of: part), samples.places == nil, samples.count <= 1 << 20 else {
        continue
      }
      samples.places = Array(0..<samples.count)
      result.set(samples, part)
    }
    return result
  }
}

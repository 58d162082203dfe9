import Data
import Engine

// Warnings that look at rows: in what order they stand, and which stand twice.
extension LintFinder {
  /// More numbers than are looked through before a training starts.
  private static let numbers = 4_000_000
  /// From so many copies on a part measures what is known by heart.
  private static let copies = 0.2

  var rowLints: [Lint] {
    [targetAmongFeatures, sortedRows, copiedRows].compactMap { $0 }
  }

  /// A feature that is the target, or classes on another scale; looked for in the first 2,000 rows.
  private var targetAmongFeatures: Lint? {
    guard let rows = training.inputs.first?.rows, training.inputs.count == 1,
      rows.shape.rank == 1, (2...4_096).contains(rows.shape.count), rows.dtype.isFloat,
      let targets = training.targets, targets.shape.count == 1, training.count >= 10
    else { return nil }
    let count = min(training.count, 2_000)
    let truth = (0..<count).map { targets.number($0) }
    guard let first = truth.first, truth.contains(where: { $0 != first }),
      truth.allSatisfy(\.isFinite)
    else { return nil }
    let isClasses = targets.dtype == .int32
    for feature in 0..<rows.shape.count {
      let isSame =
        isClasses
        ? isScaled(rows, feature, truth)
        : (0..<count).allSatisfy { rows.number($0, feature) == truth[$0] }
      if isSame { return .targetAmongFeatures(feature: feature + 1) }
    }
    return nil
  }

  /// Whether a feature is a · truth + b for all rows, to rounding.
  private func isScaled(_ rows: SampleRows, _ feature: Int, _ truth: [Double]) -> Bool {
    guard let other = truth.indices.first(where: { truth[$0] != truth[0] }) else { return false }
    let start = rows.number(0, feature)
    let slope = (rows.number(other, feature) - start) / (truth[other] - truth[0])
    guard slope != 0, slope.isFinite else { return false }
    let room = 1e-5 * max(abs(slope), abs(start))
    return truth.indices.allSatisfy {
      abs(start + slope * (truth[$0] - truth[0]) - rows.number($0, feature)) <= room
    }
  }

  /// Rows class by class, taken in that order.
  private var sortedRows: Lint? {
    guard !options.shuffles, training.count >= 20, training.count > options.batchSize,
      let labels = training.strata
    else { return nil }
    var seen: Set<Int> = []
    var current: Int?
    for label in labels where label != current {
      guard seen.insert(label).inserted else { return nil }
      current = label
    }
    return seen.count > 1 && seen.count * 5 <= labels.count
      ? .sortedWithoutShuffle(classes: seen.count) : nil
  }

  /// Rows of a part that measures that training has, too.
  private var copiedRows: Lint? {
    let parts: [(Dataset.Part, Samples?)] = [(.validation, validation), (.test, options.test)]
    guard let ours = training.inputs.first?.rows, training.inputs.count == 1,
      ours.shape.rank <= 1, ours.shape.count > 1, ours.dtype.isFloat,
      ours.count * ours.shape.count <= Self.numbers
    else { return nil }
    var known: Set<Int>?
    for case (let part, let samples?) in parts where samples.count >= 20 {
      guard let theirs = samples.inputs.first?.rows, theirs.shape == ours.shape,
        theirs.count * theirs.shape.count <= Self.numbers, !theirs.isSame(as: ours)
      else { continue }
      let rows = known ?? hashes(of: ours)
      known = rows
      // Few different rows are alike by chance.
      guard rows.count * 2 > ours.count else { return nil }
      let copies = rowHashes(of: theirs).count { rows.contains($0) }
      if Double(copies) >= Self.copies * Double(theirs.count) {
        return .rowsInBothParts(part: part, count: copies, of: theirs.count)
      }
    }
    return nil
  }

  private func hashes(of rows: SampleRows) -> Set<Int> { Set(rowHashes(of: rows)) }

  private func rowHashes(of rows: SampleRows) -> [Int] {
    let size = rows.shape.count
    return (0..<rows.count).map { row in
      var hasher = Hasher()
      for element in 0..<size { hasher.combine(rows.number(row, element)) }
      return hasher.finalize()
    }
  }
}

extension LintFinder {
  /// Batch normalization of batches that hold one sample.
  var normalizationLints: [Lint] {
    guard options.batchSize == 1 || training.count == 1,
      let layer = model.elements.flattened.first(where: { $0.layer is BatchNormalization })
    else { return [] }
    return [.batchOfOne(layer: layer.label)]
  }
}

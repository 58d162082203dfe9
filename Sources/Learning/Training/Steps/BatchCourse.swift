import Engine

/// Which steps belong to which epoch, where the batch size may change on the way.
///
/// A change acts from the next batch on: what is left of the epoch is cut into batches of the new
/// size, and the last one of an epoch may be smaller.
package struct BatchCourse: Sendable {
  private let samples: Int
  private let size: Int
  /// In the order of their steps.
  private let changes: [(step: Int, size: Int)]

  /// Changes are given by the number of steps that were done before each.
  package init(samples: Int, batchSize: Int, changes: [(step: Int, size: Int)] = []) {
    self.samples = samples
    size = batchSize
    self.changes = changes.sorted { $0.step < $1.step }
  }

  /// Steps done when an epoch ends, counted from 1; `Int.max` where that is beyond any number.
  package func step(afterEpoch epoch: Int) -> Int {
    var place = Place(samples: samples, size: size)
    for change in changes {
      if place.end(ofEpoch: epoch) <= change.step { break }
      place.advance(to: change.step)
      place.size = change.size
    }
    return place.end(ofEpoch: epoch)
  }

  /// The epoch, counted from 1, that a step belongs to.
  package func epoch(ofStep step: Int) -> Int {
    var place = Place(samples: samples, size: size)
    for change in changes where change.step < step {
      place.advance(to: change.step)
      place.size = change.size
    }
    place.advance(to: step)
    return max(1, place.position == 0 ? place.epochs : place.epochs + 1)
  }

  /// The sizes of the batches from a position within an epoch on, largest first: each needs a plan.
  static func rows(from position: Int, of samples: Int, batchSize: Int) -> [Int] {
    var rows: [Int] = []
    let full = samples >= batchSize ? batchSize : 0
    for count in [full, samples % batchSize, (samples - position) % batchSize]
    where count > 0 && !rows.contains(count) { rows.append(count) }
    return rows
  }

  /// Batches of a number of samples.
  static func batches(_ samples: Int, size: Int) -> Int {
    samples == 0 ? 0 : (samples - 1) / size + 1
  }
}

/// A place in a run: epochs and steps done, and samples seen of the current epoch.
private struct Place {
  let samples: Int
  var size: Int
  var epochs = 0
  var position = 0
  var steps = 0

  init(samples: Int, size: Int) { (self.samples, self.size) = (samples, size) }

  func end(ofEpoch epoch: Int) -> Int {
    guard epoch > epochs else { return steps }
    let left = steps + BatchCourse.batches(samples - position, size: size)
    let whole = BatchCourse.batches(samples, size: size)
    return saturatingSum(left, saturatingProduct(epoch - epochs - 1, whole))
  }

  mutating func advance(to step: Int) {
    var more = step - steps
    guard more > 0 else { return }
    steps = step
    let left = BatchCourse.batches(samples - position, size: size)
    if more < left { return position += more * size }
    more -= left
    let whole = BatchCourse.batches(samples, size: size)
    epochs += 1 + more / whole
    position = more % whole * size
  }
}

extension TrainingRun {
  /// With all batch sizes that the run had, and those that it is to get.
  package var course: BatchCourse {
    let (done, asked) = board.read { ($0.changes, $0.requests.interventions) }
    var sizes = done.filter { $0.name == "batch_size" }.map {
      ($0.step, max(1, TrainingOptions.count($0.value)))
    }
    for (step, interventions) in asked {
      for case .set("batch_size", let value) in interventions {
        sizes.append((step, max(1, TrainingOptions.count(value))))
      }
    }
    return setup.course(
      batchSize: setup.options.batchSize, changes: sizes.map { (step: $0.0, size: $0.1) })
  }
}

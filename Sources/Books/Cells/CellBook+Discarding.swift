import Engine
import Language
import Learning
import Sessions
import Support
import Workbench

/// A training that was discarded: what is needed to do it again.
package struct Discarded: Equatable, Sendable {
  /// The place of its cell, counted from 1.
  package var cell: Int
  /// What the user called it.
  package var name: String
  /// What had been done to it without a statement.
  package var records: [String]
}

// A discarded training is as if its statement had never run.
extension CellBook {
  /// Ends the trainings that a cell has started, because it is to run again or to go. What they came
  /// to is there again when that is taken back.
  func end(_ cell: Cell) {
    for job in cell.effect?.jobs ?? [] { retire(job) }
  }

  /// Ends a training as if the user had stopped it, and says nothing.
  private func retire(_ job: Job) {
    interpreter.desk.end(job)
    job.run.updateModel()
    interpreter.desk.noteTraining(of: job.run)
    kept.noteEnd(of: job.run)
    let notes = interpreter.desk.interventions(of: job)
    let outputs = job.outputs()
    amend(job) { cell in
      cell.afterwards += notes
      for output in outputs { cell.add(output) }
    }
    take(over: job)
  }

  /// Takes a training that is on back, with all that its statement gave; answers `nil` for one that
  /// no cell has started.
  package func discard(_ run: TrainingRun) -> Discarded? {
    run.isUnwanted = true
    interpreter.desk.settleFinished()
    placeAfterwards()
    guard let index = cells.firstIndex(where: { $0.hasStarted(run) }),
      let training = cells[index].effect?.trainings.first(where: { $0.run === run })
    else {
      if let job = interpreter.desk.job(of: run) { interpreter.desk.discard(job) }
      return nil
    }
    let label = interpreter.desk.job(of: run)?.label ?? training.name
    let earlier = cells[index].previous
    let count = cells[index].afterwards.count
    _ = remember(.discard(label))
    if let job = interpreter.desk.job(of: run) { retire(job) }
    let records = Array(cells[index].afterwards.dropFirst(count))
    let gone = cells[index].effect
    if let previous = earlier.first {
      let now = cells[index]
      cells[index] = previous
      // What was written since is not thrown away.
      if now.source != now.ranSource { cells[index].source = now.source }
    } else {
      cells[index] = cells[index].without(training)
    }
    forgetReading(of: training, below: index)
    untold.removeAll { $0.cell == cells[index].id }
    restoreWeights(before: cells.count, in: cells, and: [gone])
    changed()
    interpreter.state = state(before: cells.count)
    return Discarded(cell: index + 1, name: training.name, records: records)
  }

  /// The same for a training of a session that is made again.
  func discard(_ name: String, of index: Int, _ records: [String]) {
    guard cells.indices.contains(index) else { return }
    guard let training = cells[index].effect?.trainings.last(where: { $0.name == name }) else {
      // One that did not come back has changed nothing.
      cells[index].effect?.lost.weights = []
      changed()
      interpreter.state = state(before: cells.count)
      return
    }
    cells[index].afterwards += records
    _ = discard(training.run)
  }

  /// Cells below cannot say any more what they saw of the training, or did to it.
  private func forgetReading(of training: StartedTraining, below index: Int) {
    for place in cells.indices.dropFirst(index + 1) {
      if cells[place].effect?.bound.contains(where: { $0.name == training.name }) ?? false {
        return
      }
      cells[place].forgetReading(of: training.name)
    }
  }
}

extension Cell {
  func isOf(_ job: Job) -> Bool { effect?.jobs.contains { $0 === job } ?? false }

  func hasStarted(_ run: TrainingRun) -> Bool {
    effect?.trainings.contains { $0.run === run } ?? false
  }

  /// The cell as if one of its statements had not run.
  func without(_ training: StartedTraining) -> Cell {
    guard var effect else { return self }
    var cell = self
    effect.trainings.removeAll { $0 === training }
    effect.bound.removeAll { $0.value.holds(training.run) }
    if effect.result?.value.holds(training.run) ?? false { effect.result = nil }
    for index in effect.changes.indices {
      guard let state = training.before.state(of: effect.changes[index].variable) else { continue }
      effect.changes[index].after = state
    }
    effect.changes.removeAll { $0.after.isSame(as: $0.before) }
    for index in effect.lessons.indices {
      guard let lesson = training.before.lesson(of: effect.lessons[index].after.model) else {
        continue
      }
      effect.lessons[index].after = lesson
    }
    // Of several trainings of one statement the last takes its record with it.
    if !effect.trainings.contains(where: { $0.record == training.record }) {
      if let index = cell.records.firstIndex(of: training.record) { cell.records.remove(at: index) }
      for (key, count) in training.draws {
        effect.draws[key] = (effect.draws[key] ?? 0) - count
        if effect.draws[key] ?? 0 <= 0 {
          effect.draws[key] = nil
          effect.drawBases[key] = nil
        }
      }
    }
    cell.afterwards.removeAll { RunRecord($0)?.run == training.name }
    cell.outputs.removeAll { output in
      switch output {
      case .aside, .runLine, .curve: true
      default: false
      }
    }
    cell.effect = effect
    if cell.records.isEmpty, effect.bound.isEmpty, effect.changes.isEmpty, effect.settings == nil,
      effect.reseeded == nil
    {
      cell = Cell(id: id, source: source)
    }
    return cell
  }

  /// Records without what they say of a run that has never been.
  mutating func forgetReading(of name: String) {
    guard effect != nil else { return }
    let before = records
    records = records.compactMap { record in
      guard let read = RunRecord(record), read.run == name else { return record }
      return read.bodyWithoutRun
    }
    afterwards.removeAll { RunRecord($0)?.run == name }
    guard records != before, records.isEmpty else { return }
    if let effect, effect.bound.isEmpty, effect.changes.isEmpty {
      self = Cell(id: id, source: source)
    } else {
      isUnfounded = true
    }
  }
}

extension CellEffect {
  /// Takes in what a training came to.
  mutating func take(over job: Job, _ stamp: Int, in history: WeightHistory) {
    jobs.removeAll { $0 === job }
    trainings.removeAll { $0.run === job.run }
    let trained = Set(job.run.models.flatMap(\.parameters).map { ObjectIdentifier($0.variable) })
    for index in changes.indices where trained.contains(ObjectIdentifier(changes[index].variable)) {
      changes[index].after = history.state(of: changes[index].variable)
      changes[index].stamp = stamp
    }
    for index in lessons.indices
    where job.run.models.contains(where: { $0 === lessons[index].after.model }) {
      lessons[index].after = ModelLesson(lessons[index].after.model)
    }
    for index in bound.indices {
      guard case .run(let run) = bound[index].value, run === job.run else { continue }
      bound[index].stamp = stamp
    }
  }
}

extension Value {
  /// Whether the run is this value, or an item of it.
  fileprivate func holds(_ run: TrainingRun, depth: Int = 0) -> Bool {
    switch self {
    case .run(let own): own === run
    case .list(let items): depth < 20 && items.contains { $0.holds(run, depth: depth + 1) }
    case .record(let record):
      depth < 20 && record.values.contains { $0.holds(run, depth: depth + 1) }
    default: false
    }
  }
}

extension CellBook {
  /// Cells as they are to be saved: what was done to a run without a statement, such as its end, stands
  /// behind what was done to it before.
  package func asEnded(_ cells: [Cell]) -> [Cell] {
    var ended = cells.map { asEnded($0) }
    let seen = ended.map { $0.records.compactMap(RunRecord.init) }
    for index in ended.indices {
      for record in ended[index].afterwards {
        guard let done = RunRecord(record), let step = done.step else { continue }
        let later = ended.indices.dropFirst(index + 1).prefix {
          !ended[$0].boundNames.contains(done.run)
        }
        let last = later.last { place in
          seen[place].contains { $0.run == done.run && $0.step.map { $0 < step } ?? false }
        }
        guard let last, let own = ended[index].afterwards.firstIndex(of: record) else { continue }
        ended[index].afterwards.remove(at: own)
        ended[last].afterwards.append(record)
      }
    }
    return ended
  }

  /// A cell as it is to be saved: its trainings that are on, or wait, end where they are now.
  package func asEnded(_ cell: Cell) -> Cell {
    var cell = cell
    for job in cell.effect?.jobs ?? [] where !job.run.isFinished {
      let moment = job.run.look()
      guard !job.run.isFinished else { continue }
      job.run.hold(moment)
      defer { job.run.hold(nil) }
      cell.afterwards += interpreter.desk.interventions(of: job, endingAt: moment.step)
      for output in job.outputs(endsHere: true) {
        cell.add(output)
      }
    }
    return cell
  }
}

import Catalog
import Data
import Engine
import Learning
import Synchronization

/// Learns from rows that come back with their true answers while their server answers.
///
/// A quarter of the rows is held out and only measures; the others wait until 32 new ones are there. Then a copy of the weights
/// sees the last 256 once, in batches of 32 with Adam, and answers from then on where its loss on the rows held out is no
/// larger. What answered before is kept: it comes back by hand, or by itself where rows held out later are answered better
/// by it; then what was learnt from is forgotten, so that nobody learns the same once more.
package final class OnlineLearner: @unchecked Sendable {
  // Sendable: `work`, `learnt` and `heldOut` belong to the one thread that learns; all else is under the mutex.
  private typealias Listener = @Sendable (LearningEvent) -> Void

  private struct State {
    /// In the order of the model's parameters.
    var weights: [Tensor]
    /// What answered before each update that is in force, with its number.
    var earlier: [(weights: [Tensor], update: Int)] = []
    /// Changes with the weights that answer.
    var generation = 0
    /// Rows held out that had come when the weights changed last.
    var changedAt = 0
    /// Whether the thread that learns is to forget what it would learn from.
    var forgets = false
    var status = LearningStatus()
    var tell: Listener?
    var isEnding = false
  }

  /// Rows of one request at most.
  package static let mostRows = 4_096
  static let batch = 32
  static let fewestHeldOut = 8
  /// Later rows that are needed to say that an update was a mistake.
  static let fewestLater = 12
  private static let mostEarlier = 16
  private static let earlierBytes = 256_000_000

  let labels: LabelReading
  private let served: ServedModel
  private let work: Model
  private let rate: Double
  private let state: Mutex<State>
  private var learnt: LearntRows
  private var heldOut: LearntRows
  private var fresh = 0
  private var numbered = 0
  private var updates = 0

  /// Learns for a model that is served, in steps of `rate`. Throws where it could not.
  package init(_ served: ServedModel, rate: Double = 0.001) throws(OnlineProblem) {
    guard TextWriter(served) == nil else { throw .writesTexts }
    work = served.model.copy()
    guard !work.isQuantized else { throw .isQuantized }
    guard work.recipe?.looksBack != true else { throw .looksBack }
    guard work.parameters.contains(where: { $0.variable.isTrainable }) else {
      throw .nothingTrainable
    }
    labels = try LabelReading(work)
    (self.served, self.rate) = (served, rate)
    let numbers = work.inputs.reduce(work.outputShape.count) { $0 + $1.shape.count }
    let bytes = numbers * work.dtype.byteCount
    learnt = LearntRows(most: 256, rowBytes: bytes)
    heldOut = LearntRows(most: 256, rowBytes: bytes)
    state = Mutex(State(weights: work.parameters.map(\.variable.value)))
  }

  /// How far it is; from any thread.
  package var status: LearningStatus { state.withLock(\.status) }

  /// The weights that answer now, in the order of the model's parameters; from any thread.
  package var weights: [Tensor] { state.withLock(\.weights) }

  /// Told of each update, on the thread that learns or the one that takes it back.
  package func observe(_ tell: (@Sendable (LearningEvent) -> Void)?) {
    state.withLock { $0.tell = tell }
  }

  /// Begins no more updates.
  func end() { state.withLock { $0.isEnding = true } }

  /// The weights before the last update answer again; from any thread. `false` where there was none.
  @discardableResult
  package func rollBack() -> Bool {
    let event = takeBack(.rolledBack, (.nan, .nan))
    return event != nil
  }

  /// Learns from labelled rows; on one thread at a time. Answers what became of the updates that they led to.
  package func learn(_ rows: Samples) throws(RequestProblem) -> [LearningEvent] {
    var events: [LearningEvent] = []
    state.withLock { $0.status.rows += rows.count }
    // In pieces, so that the last rows of a long list do not push the first ones out unseen.
    var start = 0
    while start < rows.count, !state.withLock(\.isEnding) {
      let end = min(start + 4 * Self.batch, rows.count)
      let places = start..<end
      forgetWhereTakenBack()
      let first = numbered - start
      let measuring = places.filter { Self.isHeldOut(first + $0) }
      let teaching = places.filter { !Self.isHeldOut(first + $0) }
      learnt.append(rows.subset(teaching))
      heldOut.append(rows.subset(measuring))
      fresh += teaching.count
      numbered += places.count
      start = end
      state.withLock { [count = heldOut.count] in $0.status.heldOut = count }
      if fresh >= Self.batch, heldOut.count >= Self.fewestHeldOut { events += try update() }
    }
    return events
  }

  /// Whether the fraction of row · (√5 − 1)/2 is in its last quarter: one row of four, in step with no period that the rows
  /// of a client may have.
  static func isHeldOut(_ row: Int) -> Bool {
    // Shifts bind more closely than products.
    (UInt64(truncatingIfNeeded: row) &* 0x9E37_79B9_7F4A_7C15) >> 62 == 3
  }

  /// What led to an update that was taken back is not learnt once more; what comes later is.
  private func forgetWhereTakenBack() {
    let forgets = state.withLock { state in
      defer { state.forgets = false }
      return state.forgets
    }
    if forgets { learnt.forget() }
  }

  private func update() throws(RequestProblem) -> [LearningEvent] {
    fresh = 0
    let start = Clock.now
    let (weights, generation) = state.withLock { ($0.weights, $0.generation) }
    do throws(LearningError) {
      if let takenBack = try whatLaterRowsSay() {
        forgetWhereTakenBack()
        return [takenBack]
      }
      guard let judging = heldOut.all, let rows = learnt.all else { return [] }
      let before = try loss(of: weights, on: judging)
      updates += 1
      guard let candidate = try trained(from: weights, on: rows) else {
        return [told(.refused, rows.count, (before, .nan), since: start)]
      }
      let after = try loss(of: candidate, on: judging)
      let isTaken = after <= before && take(candidate, ifStill: generation)
      return [told(isTaken ? .taken : .refused, rows.count, (before, after), since: start)]
    } catch {
      learnt.forget()
      throw RequestProblem(422, "labels: the model's loss has no use for them")
    }
  }

  /// The last update, taken back because the weights before it answer what has come since better; `nil` where they do not.
  ///
  /// One at a time: the next needs later rows of its own, so that a few wrong labels do not undo all that was learnt.
  private func whatLaterRowsSay() throws(LearningError) -> LearningEvent? {
    let later = heldOut.arrived - state.withLock(\.changedAt)
    guard later >= Self.fewestLater, let rows = heldOut.last(later) else { return nil }
    let (weights, earlier) = state.withLock { ($0.weights, $0.earlier.last?.weights) }
    guard let earlier else { return nil }
    let now = try loss(of: weights, on: rows)
    let before = try loss(of: earlier, on: rows)
    guard before < now || now.isNaN else { return nil }
    let arrived = heldOut.arrived
    state.withLock { $0.changedAt = arrived }
    return takeBack(.takenBack, (now, before))
  }

  private func take(_ candidate: [Tensor], ifStill generation: Int) -> Bool {
    let bytes = candidate.reduce(0) { $0 + $1.type.byteCount }
    let most = max(1, min(Self.mostEarlier, Self.earlierBytes / max(bytes, 1)))
    let (arrived, updates) = (heldOut.arrived, updates)
    return state.withLock { state in
      // Somebody has taken an update back meanwhile: this one began with it.
      guard state.generation == generation else { return false }
      state.earlier.append((state.weights, updates))
      if state.earlier.count > most { state.earlier.removeFirst() }
      (state.weights, state.generation, state.changedAt) = (candidate, generation + 1, arrived)
      served.take(candidate)
      return true
    }
  }

  private func takeBack(
    _ kind: LearningEvent.Kind, _ loss: (before: Double, after: Double)
  ) -> LearningEvent? {
    let (event, tell) = state.withLock { state -> (LearningEvent?, Listener?) in
      guard let earlier = state.earlier.popLast() else { return (nil, nil) }
      (state.weights, state.generation) = (earlier.weights, state.generation + 1)
      state.forgets = true
      served.take(earlier.weights)
      state.status.rolledBack += 1
      if loss.after.isFinite { state.status.judged(loss.after) }
      let event = LearningEvent(
        kind: kind, update: earlier.update, rows: 0, loss: loss, seconds: 0)
      return (event, state.tell)
    }
    if let event { tell?(event) }
    return event
  }

  private func told(
    _ kind: LearningEvent.Kind, _ rows: Int, _ loss: (before: Double, after: Double),
    since start: UInt64
  ) -> LearningEvent {
    let event = LearningEvent(
      kind: kind, update: updates, rows: rows, loss: loss, seconds: Clock.seconds(since: start))
    let tell = state.withLock { state in
      if kind == .taken { state.status.updates += 1 } else { state.status.refused += 1 }
      state.status.judged(kind == .taken ? loss.after : loss.before)
      return state.tell
    }
    tell?(event)
    return event
  }

  private func set(_ weights: [Tensor]) {
    for ((_, variable), value) in zip(work.parameters, weights) { variable.set(value) }
  }

  private func loss(
    of weights: [Tensor], on rows: Samples
  ) throws(LearningError) -> Double {
    set(weights)
    let measured = try Evaluation(of: work, on: rows, metrics: [], data: "labels")
    guard case .number(let loss)? = measured.value("loss") else { return .nan }
    return loss
  }

  /// The weights after one look at the rows; `nil` where they are no numbers any more.
  private func trained(
    from weights: [Tensor], on rows: Samples
  ) throws(LearningError) -> [Tensor]? {
    set(weights)
    var options = TrainingOptions()
    options.batchSize = Self.batch
    options.loss = work.trainedLoss
    options.metrics = []
    options.optimizer = Chosen(Adam(learningRate: rate), text: "adam")
    options.recipe = work.recipe
    // Masks of dropout are others in each update.
    options.seed = UInt64(updates)
    options.name = "learn"
    let run = try TrainingRun(TrainingSetup(work, on: rows, options))
    run.start()
    run.wait()
    run.join()
    guard case .finished? = run.outcome else { return nil }
    run.updateModel()
    return work.parameters.map(\.variable.value)
  }
}

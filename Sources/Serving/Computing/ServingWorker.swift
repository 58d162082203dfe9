import Data
import Engine

/// The one thread that computes with the model: rows of several requests at once, and turns of longer computations in
/// between.
final class ServingWorker: Sendable {
  /// How requests are joined.
  struct Batching: Sendable {
    /// The most rows at once, at least 1.
    var most = 64
    /// How long the first of a batch waits for others, in seconds.
    var wait = 0.002
  }

  private let predictor: any ServedPredictor
  private let batching: Batching
  private let accounts: Accounts
  private let queue = Monitor(WorkerQueue())

  init(_ predictor: any ServedPredictor, _ batching: Batching, _ accounts: Accounts) {
    (self.predictor, self.batching, self.accounts) = (predictor, batching, accounts)
  }

  /// A request is being read that may come here.
  func expect() { queue.change { $0.reading += 1 } }

  /// It has been read, and this came of it.
  func submit(_ answer: ServedAnswer?, _ reply: Reply) {
    queue.change {
      $0.reading -= 1
      switch answer {
      case .rows(let samples, let response):
        $0.waiting.append(.init(rows: ComputedRows(samples, reply, response: response)))
      case .turns(let turns): $0.turns.append(.init(turns: turns, reply: reply))
      case .response, .own, nil: break
      }
    }
  }

  /// A stream can be written to again, or somebody has hung up.
  func wake() { queue.change { _ in } }

  /// Ends `run` as soon as nothing waits.
  func stop() { queue.change { $0.isStopping = true } }

  /// The most requests and rows that wait now.
  var depth: (requests: Int, rows: Int) {
    queue.change { ($0.waiting.count + $0.turns.count, $0.rows) }
  }

  /// The thread: computes until `stop` was called and nothing waits.
  func run() {
    while true {
      let isOver = queue.wait { state -> Bool? in
        if !state.waiting.isEmpty || state.hasReadyTurns { return false }
        return state.isStopping ? true : nil
      }
      if isOver { return }
      let hasRows = queue.change { state -> Bool in
        state.waiting.removeAll { $0.rows.reply.isGone }
        return !state.waiting.isEmpty
      }
      if hasRows { answerRows() }
      takeTurns()
    }
  }

  private func answerRows() {
    let wait = UInt64(Int(batching.wait * 1e9, within: 0...10_000_000_000))
    queue.wait(until: Clock.now + wait) { $0.isFull(batching.most) || $0.hasReadyTurns }
    let pieces = queue.change { $0.take(batching.most) }
    guard !pieces.isEmpty else { return }
    do throws(RequestProblem) {
      finish(pieces, try answers(for: pieces))
    } catch {
      guard pieces.count > 1 else {
        finish([(pieces[0].waiting.rows, pieces[0].waiting.rows.reply.problem(error))])
        return
      }
      // What is wrong with one concerns nobody else.
      for piece in pieces {
        do throws(RequestProblem) {
          finish([piece], try answers(for: [piece]))
        } catch {
          finish([(piece.waiting.rows, piece.waiting.rows.reply.problem(error))])
        }
      }
    }
  }

  private func answers(for pieces: [WorkerQueue.Piece]) throws(RequestProblem) -> Tensor {
    let count = pieces.reduce(0) { $0 + $1.range.count }
    let size = BatchSize.of(count, most: batching.most)
    accounts.count(batch: count)
    let samples = Samples.joined(
      pieces.map { ($0.waiting.rows.samples, $0.range) }, count: size)
    let answers = try predictor.answers(for: samples)
    guard answers.shape.rank > 0, answers.shape[0] == size else {
      throw RequestProblem(500, "the model gave \(answers.shape) for \(size) rows")
    }
    return answers
  }

  /// Parts the answers again; who has all of them is answered, the others wait on.
  private func finish(_ pieces: [WorkerQueue.Piece], _ answers: Tensor) {
    var (place, done): (Int, [(ComputedRows, ServedResponse)]) = (0, [])
    for piece in pieces {
      var waiting = piece.waiting
      waiting.answers.append(answers.rows(place..<(place + piece.range.count)))
      waiting.done = piece.range.upperBound
      place += piece.range.count
      if waiting.done < waiting.rows.samples.count {
        let rest = waiting
        queue.change { $0.waiting.append(rest) }
        continue
      }
      do throws(RequestProblem) {
        let answers = Tensor.stacked(waiting.answers)
        try FiniteAnswers.require(answers)
        done.append((waiting.rows, try waiting.rows.response(answers)))
      } catch {
        done.append((waiting.rows, waiting.rows.reply.problem(error)))
      }
    }
    finish(done)
  }

  /// What is answered stands in the ledger first.
  private func finish(_ answered: [(ComputedRows, ServedResponse)]) {
    accounts.record(
      answered.map { rows, response in
        Accounts.Entry(
          rows.reply, status: response.status, rows: rows.samples.count,
          tokens: tokens(of: rows.samples), bytes: response.body.count, isPriced: true)
      })
    for (rows, response) in answered { rows.reply.send(.response(response)) }
  }

  /// The tokens of rows that were asked of a model that writes texts, where tokens have a price; else none are counted.
  private func tokens(of samples: Samples) -> Int {
    guard accounts.price?.unit == .tokens else { return 0 }
    return samples.inputs.reduce(0) { $0 + samples.count * max(1, $1.rows.shape.count) }
  }

  private func takeTurns() {
    let ready = queue.change { state in
      let ready = state.turns.filter(\.isReady)
      state.turns.removeAll(where: \.isReady)
      return ready
    }
    let rest = ready.compactMap { $0.reply.isGone ? nil : next($0) }
    queue.change { $0.turns.append(contentsOf: rest) }
  }

  /// One turn; `nil` where it was the last.
  private func next(_ entry: WorkerQueue.Turns) -> WorkerQueue.Turns? {
    var entry = entry
    let turn: ServedTurn
    do throws(RequestProblem) {
      turn = try entry.turns.next()
    } catch {
      let response = entry.reply.problem(error)
      record(entry, status: response.status, bytes: response.body.count)
      entry.reply.send(entry.streams ? .cut : .response(response))
      return nil
    }
    switch turn {
    case .working: return entry
    case .event(let text):
      entry.streams = true
      entry.bytes += text.utf8.count
      entry.reply.send(.event(text))
      return entry
    case .response(let response):
      record(entry, status: response.status, bytes: response.body.count)
      entry.reply.send(.response(response))
    case .end:
      record(entry, status: 200, bytes: entry.bytes)
      entry.reply.send(.end)
    }
    return nil
  }

  private func record(_ entry: WorkerQueue.Turns, status: Int, bytes: Int) {
    accounts.record([
      Accounts.Entry(
        entry.reply, status: status, rows: 1, tokens: entry.turns.tokens, bytes: bytes,
        isPriced: true)
    ])
  }
}

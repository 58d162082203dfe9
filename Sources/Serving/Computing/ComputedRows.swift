import Data
import Engine

/// The samples of one request on their way through the worker, in as many pieces as they take.
final class ComputedRows: Sendable {
  let samples: Samples
  let reply: Reply
  let response: @Sendable (Tensor) throws(RequestProblem) -> ServedResponse

  init(
    _ samples: Samples, _ reply: Reply,
    response: @escaping @Sendable (Tensor) throws(RequestProblem) -> ServedResponse
  ) {
    (self.samples, self.reply, self.response) = (samples, reply, response)
  }
}

/// What waits for the worker: rows in the order in which they came, and computations in turns.
struct WorkerQueue {
  /// One request, how far it is, and what has been answered of it.
  struct Waiting {
    let rows: ComputedRows
    var done = 0
    var answers: [Tensor] = []
  }

  /// Some rows of one request.
  struct Piece {
    var waiting: Waiting
    let range: Range<Int>
  }

  /// A computation in turns, and what has been sent of it.
  struct Turns {
    let turns: any ServedTurns
    let reply: Reply
    var streams = false
    var bytes = 0

    /// Whether it can go on, or is to be dropped.
    var isReady: Bool { reply.isReady || reply.isGone }
  }

  var waiting: [Waiting] = []
  var turns: [Turns] = []
  /// Requests that are being read and may come here soon.
  var reading = 0
  /// How many requests the batch before had: as many may well come again.
  var lastCount = 1
  var isStopping = false

  /// Rows that wait.
  var rows: Int { waiting.reduce(0) { $0 + $1.rows.samples.count - $1.done } }

  /// Whether there is no use in waiting for others.
  func isFull(_ most: Int) -> Bool {
    isStopping || rows >= most || reading == 0 && waiting.count >= lastCount
  }

  /// Whether some computation in turns can go on.
  var hasReadyTurns: Bool { turns.contains(where: \.isReady) }

  /// Takes rows that can be answered at once, at most so many: of a large request a piece only, and its rest goes to the
  /// end, so that nobody waits for all of it.
  mutating func take(_ most: Int) -> [Piece] {
    guard let first = waiting.first else { return [] }
    var (pieces, rest, left): ([Piece], [Waiting], Int) = ([], [], most)
    for entry in waiting {
      guard left > 0, entry.rows.samples.isLike(first.rows.samples) else {
        rest.append(entry)
        continue
      }
      let count = min(left, entry.rows.samples.count - entry.done)
      pieces.append(Piece(waiting: entry, range: entry.done..<(entry.done + count)))
      left -= count
    }
    waiting = rest
    lastCount = pieces.count
    return pieces
  }
}

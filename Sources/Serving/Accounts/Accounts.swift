import Synchronization

/// Counts what is answered, writes it into the ledger and tells the log: by any thread.
final class Accounts: Sendable {
  /// One answer.
  struct Entry: Sendable {
    let route: String
    let status: Int
    let rows: Int
    let tokens: Int
    let bytesIn: Int
    let bytesOut: Int
    let seconds: Double
    /// Whether the model answered it.
    let isPriced: Bool
    /// Whether it stands in the ledger though it costs nothing.
    let isKept: Bool

    init(
      _ reply: Reply, status: Int, rows: Int = 0, tokens: Int = 0, bytes: Int,
      isPriced: Bool = false, isKept: Bool = false
    ) {
      (self.route, self.status, self.rows, self.tokens) = (reply.route, status, rows, tokens)
      (bytesIn, bytesOut) = (reply.bytes, bytes)
      seconds = Clock.seconds(since: reply.start)
      self.isPriced = isPriced && status == 200
      self.isKept = isKept && status == 200
    }
  }

  private struct State {
    var counts = ServerCounts()
    var ledger: Ledger?
    var isBehind = false

    /// Why the ledger is behind, where it was not before.
    var newReason: String? {
      mutating get {
        let left = ledger?.unwritten
        defer { isBehind = left != nil }
        return isBehind ? nil : left?.reason
      }
    }
  }

  let price: ServingPrice?
  private let start = Clock.now
  private let state: Mutex<State>
  private let log: (@Sendable (String) -> Void)?
  private let notice: (@Sendable (String) -> Void)?

  /// `log` takes lines of the access log, one for each answer; `notice` is told once that the ledger falls behind.
  init(
    price: ServingPrice?, ledger: sending Ledger?, log: (@Sendable (String) -> Void)? = nil,
    notice: (@Sendable (String) -> Void)? = nil
  ) {
    (self.price, self.log, self.notice) = (price, log, notice)
    state = Mutex(State(ledger: ledger))
  }

  /// What there is to see now.
  var counts: ServerCounts { state.withLock(\.counts) }

  /// Lines of the ledger that no disk has taken yet, and why; `nil` where there are none.
  var unwritten: (lines: Int, reason: String)? { state.withLock { $0.ledger?.unwritten } }

  func count(batch rows: Int) { state.withLock { $0.counts.count(batch: rows) } }

  /// Takes down what is about to be sent.
  func record(_ entries: [Entry]) {
    guard !entries.isEmpty else { return }
    let second = Int(Clock.seconds(since: start), within: 0...Int(Int32.max))
    let reason = state.withLock { state -> String? in
      for entry in entries {
        state.counts.byStatus[entry.status, default: 0] += 1
        state.counts.bytesIn += entry.bytesIn
        state.counts.bytesOut += entry.bytesOut
        guard entry.isPriced else { continue }
        state.counts.rows += entry.rows
        state.counts.tokens += entry.tokens
        state.counts.priced += 1
        state.counts.pricedTokens += entry.tokens
        state.counts.latency.add(entry.seconds)
        state.counts.count(second: second, took: entry.seconds)
      }
      state.ledger?.append(
        entries.filter { $0.isPriced || $0.isKept }.map { entry in
          let price = entry.isPriced ? price : nil
          return LedgerLine(
            entry, money: price?.money(requests: 1, tokens: entry.tokens),
            currency: price?.currency)
        })
      return state.newReason
    }
    tell(reason)
    guard let log else { return }
    for entry in entries { log(AccessLine.text(of: entry)) }
  }

  /// Takes down what became of an update.
  func note(_ event: LearningEvent) {
    tell(
      state.withLock { state -> String? in
        state.ledger?.append([LedgerLine(event)])
        return state.newReason
      })
  }

  private func tell(_ reason: String?) {
    guard let reason else { return }
    notice?("the ledger takes no more lines: \(reason)")
  }

  /// Sends what needed no model.
  func answer(_ reply: Reply, _ response: ServedResponse) {
    record([Entry(reply, status: response.status, bytes: response.body.count)])
    reply.send(.response(response))
  }

  /// Tries once more to write what is left.
  func close() { state.withLock { $0.ledger?.close() } }
}

/// One line of the access log: nothing of what was asked or answered stands in it.
enum AccessLine {
  static func text(of entry: Accounts.Entry) -> String {
    let milliseconds = Int(entry.seconds * 1e4, within: 0...Int(Int32.max))
    return
      "\(Clock.date) \(entry.status) \(entry.route) in=\(entry.bytesIn) out=\(entry.bytesOut) "
      + "ms=\(milliseconds / 10).\(milliseconds % 10)"
  }
}

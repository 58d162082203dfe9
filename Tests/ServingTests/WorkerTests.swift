import Data
import Engine
import Support
import Testing

@testable import Serving

@Suite struct WorkerTests {
  @Test func `few sizes of batches are computed, none smaller than what waits`() {
    let sizes = (1...64).map { BatchSize.of($0, most: 64) }
    #expect(Set(sizes) == [1, 2, 4, 8, 16, 24, 32, 40, 48, 56, 64])
    #expect(zip(1...64, sizes).allSatisfy { $0 <= $1 })
    #expect(BatchSize.of(5, most: 6) == 6)
    #expect(BatchSize.of(100, most: 256) == 112)
  }

  @Test func `samples of several requests are joined in their order, the last repeated`() {
    let a = Samples(x: Tensor([1, 2, 3, 4], [2, 2], .float32))
    let b = Samples(x: Tensor([5, 6], [1, 2], .float32))
    let joined = Samples.joined([(a, 1..<2), (b, 0..<1)], count: 4)
    #expect(joined.x.shape == [4, 2])
    #expect(joined.x.doubles == [3, 4, 5, 6, 5, 6, 5, 6])
    #expect(a.isLike(b))
    #expect(!a.isLike(Samples(x: Tensor([1, 2], [1, 2], .float64))))
    #expect(!a.isLike(Samples(x: Tensor([1, 2, 3], [1, 3], .float32))))
  }

  @Test func `answers of pieces become one again`() {
    let all = Tensor([1, 2, 3, 4, 5, 6], [3, 2], .float32)
    #expect(all.rows(1..<3).doubles == [3, 4, 5, 6])
    #expect(Tensor.stacked([all.rows(0..<1), all.rows(1..<3)]).doubles == all.doubles)
  }

  @Test func `a large request gives way to others after each batch`() {
    var queue = WorkerQueue()
    func rows(_ count: Int) -> WorkerQueue.Waiting {
      let samples = Samples(x: Tensor(repeating: 1, [count, 2], .float32))
      return .init(
        rows: ComputedRows(samples, Reply(route: "", bytes: 0) { _ in }) { _ in
          ServedResponse(text: "")
        })
    }
    queue.waiting = [rows(100), rows(3)]
    let first = queue.take(64)
    #expect(first.map(\.range) == [0..<64])
    // The worker puts the rest behind the others.
    var rest = first[0].waiting
    rest.done = 64
    queue.waiting.append(rest)
    let second = queue.take(64)
    #expect(second.map(\.range) == [0..<3, 64..<100])
    #expect(queue.waiting.isEmpty)
  }

  @Test func `an answer that is no finite number is told, and not paid`() {
    let accounts = Accounts(price: ServingPrice(each: 2, .requests, currency: "$"), ledger: nil)
    let predictor = StubPredictor()
    let worker = ServingWorker(predictor, .init(), accounts)
    let said = Monitor<[String: ServedResponse]>([:])
    for (name, rows) in [("good", [1.0, 2]), ("large", [1, 2, 3e38, 3e38])] {
      let reply = Reply(route: "/v1/models/{name}:predict", bytes: 0) { part in
        if case .response(let response) = part { said.change { $0[name] = response } }
      }
      worker.expect()
      worker.submit(
        .rows(Samples(x: Tensor(rows, [rows.count / 2, 2], .float32))) { _ in
          ServedResponse(text: "answered")
        }, reply)
    }
    worker.stop()
    worker.run()
    let answers = said.change { $0 }
    #expect(answers["good"]?.status == 200)
    #expect(answers["large"]?.status == 422)
    let text = String(decoding: answers["large"]?.body ?? [], as: UTF8.self)
    #expect(text.contains("row 1, counted from 0: the model's answer is infinite"), "\(text)")
    #expect(accounts.counts.priced == 1)
  }

  @Test func `generations take turns, and whoever has hung up is dropped`() throws {
    final class Count: ServedTurns, @unchecked Sendable {
      let most: Int
      var turns = 0
      init(_ most: Int) { self.most = most }
      var tokens: Int { turns }
      func next() throws(RequestProblem) -> ServedTurn {
        turns += 1
        return turns > most ? .end : .event("\(turns)")
      }
    }
    let accounts = Accounts(
      price: ServingPrice(each: 2, .tokens, currency: "$"), ledger: nil)
    let worker = ServingWorker(StubPredictor(), .init(), accounts)
    let collected = Collected()
    let (long, short, gone) = (Count(3), Count(1), Count(1_000_000))
    for (name, turns) in [("a", long), ("b", short), ("c", gone)] {
      let reply = Reply(route: "/v1/completions", bytes: 0) { collected.add(name, $0) }
      if name == "c" { reply.isGone = true }
      worker.expect()
      worker.submit(.turns(turns), reply)
    }
    worker.stop()
    worker.run()
    #expect(collected.text == "a1 b1 a2 b. a3 a.")
    #expect(gone.turns == 0)
    #expect(accounts.counts.pricedTokens == 6)
  }
}

/// What has been sent, in its order.
private final class Collected: Sendable {
  private let parts = Monitor<[String]>([])

  var text: String { parts.change { $0.joined(separator: " ") } }

  func add(_ name: String, _ part: Reply.Part) {
    let word =
      switch part {
      case .event(let text): text
      case .end: "."
      case .cut: "!"
      case .response: "="
      }
    parts.change { $0.append(name + word) }
  }
}

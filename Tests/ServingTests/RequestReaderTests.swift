import Synchronization
import Testing

@testable import Serving

/// The threads that read requests.
@Suite struct RequestReaderTests {
  /// Several wait to be read at once, and nobody asks anything afterwards.
  @Test func `what has been answered is counted no more, also where nothing comes after it`() {
    let accounts = Accounts(price: nil, ledger: nil)
    let worker = ServingWorker(StubPredictor(), ServingWorker.Batching(), accounts)
    let readers = RequestReaders(worker, accounts, OwnWork(accounts))
    let route = Route(.get, "/x") { _ in .response(ServedResponse(text: "")) }
    let left = Atomic<Int>(3)
    for _ in 0..<3 {
      let reply = Reply(
        route: "x", bytes: 0, ended: { left.subtract(1, ordering: .relaxed) }
      ) { _ in }
      readers.submit(ServedRequest(.get, "/x", headers: []), route, reply)
    }
    readers.stop()
    readers.run(0)
    #expect(left.load(ordering: .relaxed) == 0)
  }
}

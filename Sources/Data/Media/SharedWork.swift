import Engine
import Formats
import Support
import Synchronization

/// Many pieces of work that do not know of each other, shared by threads: reading the files of a folder.
enum SharedWork {
  /// Calls `body` once for each of `0..<count`, in rounds of `round` pieces a thread, between which it is asked whether
  /// to end. Which thread does which piece never shows in what the pieces write.
  static func run(
    _ count: Int, threads: Int, round: Int, isInterrupted: () -> Bool,
    _ body: @escaping @Sendable (Int) -> Void
  ) throws(DataError) {
    let threads = max(1, min(threads, 256))
    var start = 0
    while start < count {
      if isInterrupted() { throw DataError(.interrupted) }
      let end = min(count, start + max(1, round) * threads)
      let first = start
      ParallelWork.run(min(threads, end - first)) { part in
        for index in stride(from: first + part, to: end, by: threads) { body(index) }
      }
      start = end
    }
  }
}

/// What went wrong in pieces of work of several threads.
final class SharedFaults: Sendable {
  private let faults = Mutex<[Int: FormatError]>([:])

  /// Remembers what is wrong with a piece.
  func add(_ fault: FormatError, of index: Int) { faults.withLock { $0[index] = fault } }

  /// All of them in the order of their pieces.
  var inOrder: [(index: Int, fault: FormatError)] {
    faults.withLock { $0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
  }
}

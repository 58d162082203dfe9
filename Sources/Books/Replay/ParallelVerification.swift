import Engine
import Sessions
import Support
import Synchronization

/// Sessions verified side by side, each on one thread with its share of the cores; the numbers are those of one after
/// the other, whatever the number of jobs.
package final class ParallelVerification: Sendable {
  private let documents: [SessionDocument]
  private let next = Atomic(0)
  private let done: Mutex<[Int: Verification]> = Mutex([:])

  /// Verifies all, at most `jobs` at a time; `onEnd` is called here, in the order of the documents, as soon as those
  /// before have ended too.
  package static func run(
    _ documents: [SessionDocument], options: Replay.Options, jobs: Int,
    onEnd: (Int, Verification) -> Void
  ) {
    let work = ParallelVerification(documents)
    let jobs = max(1, min(jobs, documents.count))
    var shared = options
    if jobs > 1 {
      shared.threads = max(1, options.threads / jobs)
      // The process and its processor time are everybody's.
      shared.watchesProcess = false
      shared.secondsPerCell = options.secondsPerCell * Double(jobs)
    }
    // Only whether to stop is asked of it, and that of a counter.
    nonisolated(unsafe) let settings = shared
    let others = (1..<max(1, jobs)).compactMap { number in
      Worker(name: "verify \(number)", niceness: 0) { work.verifyAll(settings) {} }
    }
    var told = 0
    work.verifyAll(settings) { work.tell(&told, onEnd) }
    for other in others { other.join() }
    work.tell(&told, onEnd)
  }

  private init(_ documents: [SessionDocument]) { self.documents = documents }

  /// Takes one document after the other until none is left.
  private func verifyAll(_ options: Replay.Options, _ afterEach: () -> Void) {
    while !options.isStopped() {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < documents.count else { return }
      let verification = Verification(documents[index], options: options)
      done.withLock { $0[index] = verification }
      afterEach()
    }
  }

  private func tell(_ told: inout Int, _ onEnd: (Int, Verification) -> Void) {
    while let verification = done.withLock({ $0.removeValue(forKey: told) }) {
      onEnd(told, verification)
      told += 1
    }
  }
}

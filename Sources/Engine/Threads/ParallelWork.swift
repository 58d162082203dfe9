/// Work in parts that touch nothing in common, each on a thread of its own.
///
/// For work of milliseconds and more, such as reading a file: the threads are started for it and end with it.
package enum ParallelWork {
  /// Calls `body` with each of `0..<parts`, the first on the caller's thread, and returns when all are done.
  ///
  /// A thread that cannot be started is not missed: its part is done by the caller. Interrupts are heard by the
  /// caller's part alone.
  package static func run(_ parts: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var helpers: [Thread] = []
    var left: [Int] = []
    for part in 1..<max(parts, 1) {
      if let helper = Thread(name: "nabla part \(part)", niceness: 0, body: { body(part) }) {
        helpers.append(helper)
      } else {
        left.append(part)
      }
    }
    body(0)
    for part in left { body(part) }
    for helper in helpers { helper.join() }
  }
}

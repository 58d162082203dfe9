/// A named thread that runs one training: signals blocked, at nice 5, so that typing stays smooth.
package final class Worker {
  private let thread: Thread

  /// `nil` when the system has no thread to give.
  package init?(name: String, niceness: Int = 5, body: @escaping @Sendable () -> Void) {
    guard let thread = Thread(name: name, niceness: niceness, body: body) else { return nil }
    self.thread = thread
  }

  /// Waits for the end of the closure.
  package func join() { thread.join() }
}

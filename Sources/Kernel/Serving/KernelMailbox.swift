import Support
import Synchronization

/// What the thread of the sockets and the session's own leave for one another.
///
/// Requests wait here for the session, messages for the sockets; an interrupt is counted for the request
/// that runs, or for the first that waits.
package final class KernelMailbox: Sendable {
  /// A message with the channel on which its answer goes.
  struct Request: Sendable {
    var message: WireMessage
    var channel: Channel
  }

  private struct State {
    var requests: [Request] = []
    var outgoing: [OutgoingMessage] = []
    var isRunning = false
    var interrupts = 0
    /// Set once somebody wants the kernel to end.
    var isEnding = false
    /// Set once all has been said.
    var isClosed = false
  }

  private let state = Mutex(State())
  private let wakeSession: @Sendable () -> Void
  private let wakeSockets: @Sendable () -> Void

  /// The closures wake the two threads; they are called on the other one.
  package init(
    wakeSession: @escaping @Sendable () -> Void, wakeSockets: @escaping @Sendable () -> Void
  ) {
    self.wakeSession = wakeSession
    self.wakeSockets = wakeSockets
  }

  /// A request for the session.
  func post(_ request: Request) {
    state.withLock { $0.requests.append(request) }
    wakeSession()
  }

  /// A message for the sockets.
  func send(_ message: OutgoingMessage) {
    state.withLock { $0.outgoing.append(message) }
    wakeSockets()
  }

  /// What the sockets are to send, in order.
  package func takeOutgoing() -> [OutgoingMessage] {
    state.withLock { state in
      defer { state.outgoing = [] }
      return state.outgoing
    }
  }

  /// The next request, which runs from here on until `finish`.
  func take() -> Request? {
    state.withLock { state in
      guard !state.isEnding, !state.requests.isEmpty else { return nil }
      state.isRunning = true
      return state.requests.removeFirst()
    }
  }

  /// The request that ran has been answered; interrupts were meant for it.
  func finish() { state.withLock { ($0.isRunning, $0.interrupts) = (false, 0) } }

  /// Takes the requests of a type that wait: they are not to run.
  func takeWaiting(_ type: String) -> [Request] {
    state.withLock { state in
      defer { state.requests.removeAll { $0.message.type == type } }
      return state.requests.filter { $0.message.type == type }
    }
  }

  /// Asks what runs to pause or to end; nothing where nothing runs.
  package func interrupt() {
    state.withLock { if $0.isRunning || !$0.requests.isEmpty { $0.interrupts += 1 } }
    wakeSession()
  }

  /// How often that was asked of what runs.
  var interrupts: Int { state.withLock(\.interrupts) }

  /// Asks the session to end.
  package func end() {
    state.withLock { $0.isEnding = true }
    wakeSession()
  }

  /// Whether it is to end.
  package var isEnding: Bool { state.withLock(\.isEnding) }

  /// The session says nothing more.
  package func close() {
    state.withLock { $0.isClosed = true }
    wakeSockets()
  }

  /// Whether the sockets may be closed, once all is sent.
  package var isClosed: Bool { state.withLock(\.isClosed) }
}

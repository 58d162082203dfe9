import Synchronization

/// The way back to whoever sent a request; any thread may use it, until the answer is whole.
final class Reply: Sendable {
  /// What is sent back.
  enum Part: Sendable {
    /// The whole answer.
    case response(ServedResponse)
    /// An event of a stream, which the first one opens.
    case event(String)
    /// The stream is complete.
    case end
    /// The stream ends in the middle, so that nobody takes it for whole.
    case cut
  }

  /// The route's pattern, for counts and logs, or the reason why there is none.
  let route: String
  /// How many bytes the content of the request had.
  let bytes: Int
  /// When the request was whole, on the monotonic clock in nanoseconds.
  let start: UInt64
  /// How its clients expect to be told what is wrong.
  let problem: @Sendable (RequestProblem) -> ServedResponse
  private let deliver: @Sendable (Part) -> Void
  private let ended: @Sendable () -> Void
  private let gone = Atomic<Bool>(false)
  private let ready = Atomic<Bool>(true)

  init(
    route: String, bytes: Int, start: UInt64 = Clock.now,
    problem: @escaping @Sendable (RequestProblem) -> ServedResponse = { ServedResponse($0) },
    ended: @escaping @Sendable () -> Void = {}, _ deliver: @escaping @Sendable (Part) -> Void
  ) {
    (self.route, self.bytes, self.start) = (route, bytes, start)
    (self.problem, self.deliver, self.ended) = (problem, deliver, ended)
  }

  /// Nobody works at it any more: it was answered, or its client is gone.
  deinit { ended() }

  /// Whether nobody waits any more.
  var isGone: Bool {
    get { gone.load(ordering: .relaxed) }
    set { gone.store(newValue, ordering: .relaxed) }
  }

  /// Whether another event can be sent without being kept in memory.
  var isReady: Bool {
    get { ready.load(ordering: .relaxed) }
    set { ready.store(newValue, ordering: .relaxed) }
  }

  func send(_ part: Part) { deliver(part) }
}

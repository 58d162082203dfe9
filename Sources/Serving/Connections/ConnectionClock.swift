import NIOCore

/// What a connection may take its time for, and until when.
struct ConnectionClock {
  /// What it waits for.
  enum Phase: Equatable {
    /// A request.
    case idle
    /// The rest of a request.
    case receiving
    /// The model: the server's own time.
    case answering
    /// That the client hangs up.
    case lingering
  }

  private(set) var phase = Phase.idle
  private var deadline: NIODeadline
  /// Until when the client must have read something of what was written; `nil` where it has read all.
  private var unread: NIODeadline?
  private let limits: ServerLimits

  /// A connection that has just been made.
  init(_ limits: ServerLimits, now: NIODeadline = .now()) {
    self.limits = limits
    deadline = now + Self.amount(limits.idle)
  }

  /// Goes over to a phase, whose time begins now; the time of `receiving` begins with its first byte.
  mutating func enter(_ phase: Phase, now: NIODeadline = .now()) {
    if phase == .receiving, self.phase == .receiving { return }
    self.phase = phase
    let seconds: Double? =
      switch phase {
      case .idle: limits.idle
      case .receiving: limits.sending
      case .answering: nil
      case .lingering: min(limits.sending, 2)
      }
    deadline = seconds.map { now + Self.amount($0) } ?? .distantFuture
  }

  /// Something was written: the client has its time to read it.
  mutating func wrote(now: NIODeadline = .now()) {
    unread = unread ?? now + Self.amount(limits.reading)
  }

  /// The client's system has taken something; with `all`, everything.
  mutating func delivered(all: Bool, now: NIODeadline = .now()) {
    unread = all ? nil : now + Self.amount(limits.reading)
  }

  /// Whether the time of its phase is over.
  func isOver(now: NIODeadline = .now()) -> Bool { now >= deadline }

  /// Whether the client has read nothing for too long.
  func isStuck(now: NIODeadline = .now()) -> Bool { unread.map { now >= $0 } ?? false }

  /// How often to look: a quarter of the shortest limit, at most a second.
  static func tick(_ limits: ServerLimits) -> TimeAmount {
    amount(min(1, min(limits.sending, limits.reading, limits.idle) / 4))
  }

  private static func amount(_ seconds: Double) -> TimeAmount {
    .nanoseconds(Int64(seconds * 1e9, within: 1_000_000...1_000_000_000_000_000))
  }
}

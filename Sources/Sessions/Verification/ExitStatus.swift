/// What a command answers to the shell.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case ok = 0
  /// Ran, but with an error, a difference or a failed check.
  case failed = 1
  /// Nothing could be read.
  case unreadable = 2
  case usage = 64
  case unsuitableTerminal = 69
  case writeFailed = 74
  case notPermitted = 77
  case timeout = 124
  case interrupted = 130

  /// Over several files the worst counts.
  package static func worst(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let order: [ExitStatus] = [
      .ok, .failed, .timeout, .notPermitted, .unreadable, .unsuitableTerminal, .writeFailed, .usage,
      .interrupted,
    ]
    let severity = { (status: ExitStatus) in order.firstIndex(of: status) ?? 0 }
    return statuses.max { severity($0) < severity($1) } ?? .ok
  }

  /// The worst of several codes; one that is not listed here, such as a signal's, counts most.
  package static func worst(codes: [Int32]) -> Int32 {
    codes.first { ExitStatus(rawValue: $0) == nil }
      ?? worst(codes.compactMap { ExitStatus(rawValue: $0) }).rawValue
  }
}

/// What a command answers to the shell that started it; the worst of several is the largest.
package enum ExitStatus: Comparable, Hashable, Sendable {
  case ok
  /// Ran, but with an error, a difference or a failed check.
  case failed
  /// A cell took more time than it may.
  case timeout
  /// A session wanted what only a trusted one may.
  case notPermitted
  /// Nothing could be read.
  case unreadable
  /// No terminal, or one that cannot do what is asked for.
  case unsuitableTerminal
  case writeFailed
  /// The command line has a mistake.
  case usage
  case ended(signal: Int32)

  /// Ctrl-C, SIGINT.
  package static let interrupted = ended(signal: 2)
  /// Nobody reads what is written: SIGPIPE.
  package static let closedPipe = ended(signal: 13)

  /// The number; from 64 to 77 those of `sysexits.h`, 124 that of `timeout`, others as shells count.
  package var code: Int32 {
    switch self {
    case .ok: 0
    case .failed: 1
    case .unreadable: 2
    case .usage: 64
    case .unsuitableTerminal: 69
    case .writeFailed: 74
    case .notPermitted: 77
    case .timeout: 124
    case .ended(let signal): 128 + signal
    }
  }

  /// What the number says, in a few words.
  package var meaning: String {
    switch self {
    case .ok: "ok"
    case .failed: "an error or a difference"
    case .unreadable: "nothing could be read"
    case .usage: "usage"
    case .unsuitableTerminal: "no suitable terminal"
    case .writeFailed: "write failed"
    case .notPermitted: "not permitted"
    case .timeout: "time limit"
    case .interrupted: "interrupted"
    case .closedPipe: "nobody reads"
    case .ended(let signal): "ended by signal \(signal)"
    }
  }

  /// Those that help, manual and README tell, in the order of their numbers.
  package static let told: [ExitStatus] = [
    ok, failed, unreadable, usage, unsuitableTerminal, writeFailed, notPermitted, timeout,
    interrupted, closedPipe,
  ]

  /// `0 ok, 1 an error or a difference, …`.
  package static var summary: String {
    // A loop: the program's own description has it, at every start.
    var summary = ""
    for status in told {
      if !summary.isEmpty { summary += ", " }
      summary += "\(status.code) \(status.meaning)"
    }
    return summary
  }

  /// Over several files the worst counts; a signal counts most.
  package static func worst(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    statuses.max() ?? .ok
  }
}

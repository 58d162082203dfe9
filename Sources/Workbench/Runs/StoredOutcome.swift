import Learning

extension TrainingOutcome {
  /// As files and journals have it.
  package var stored: String {
    switch self {
    case .finished: "finished"
    case .stoppedEarly(let bestEpoch): "early \(bestEpoch)"
    case .conditionMet: "condition"
    case .stopped: "stopped"
    case .interrupted: "interrupted"
    case .failed: "failed"
    }
  }

  /// `nil` for a run that was on, and for one that failed: its report is not kept.
  package init?(stored: String?) {
    switch stored {
    case "finished": self = .finished
    case "condition": self = .conditionMet
    case "stopped": self = .stopped
    case "interrupted": self = .interrupted
    case let text? where text.hasPrefix("early "):
      guard let epoch = Int(text.dropFirst(6)) else { return nil }
      self = .stoppedEarly(bestEpoch: epoch)
    default: return nil
    }
  }
}

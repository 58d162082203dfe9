import Learning

/// What the interpreter needs from its surroundings: a terminal, a pipe, a replay or a test.
public protocol Host: AnyObject {
  /// Receives outputs in the order in which the program makes them.
  func emit(_ output: Output)
  /// Returns when the run has finished; answers whether a live panel showed it.
  ///
  /// Called on the interpreter's thread while the run's own thread trains.
  func follow(_ run: TrainingRun, name: String) -> Bool
  /// Whether the user asked to stop what is going on; checked between statements.
  var isInterrupted: Bool { get }
}

/// Collects outputs and waits for runs: the host of tests and replays.
public final class RecordingHost: Host {
  public private(set) var outputs: [Output] = []
  public var isInterrupted = false

  public init() {}

  public func emit(_ output: Output) { outputs.append(output) }

  public func follow(_ run: TrainingRun, name: String) -> Bool {
    run.wait()
    return false
  }

  /// Hands over what was collected and starts anew.
  public func take() -> [Output] {
    defer { outputs = [] }
    return outputs
  }
}

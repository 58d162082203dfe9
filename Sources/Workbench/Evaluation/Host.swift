import Learning
import Plots
import Support

/// What the interpreter needs from its surroundings: a terminal, a pipe, a replay or a test.
package protocol Host: AnyObject {
  /// Receives outputs in the order in which the program makes them.
  func emit(_ output: Output)
  /// Significant digits of numbers that a person asked for; what is stored has six.
  var digits: Int { get }
  /// Receives an output together with its text in as many digits.
  func emit(_ output: Output, inDetail text: String)
  /// A chart that went into a file instead of an output.
  func note(written plot: Plot)
  /// Returns when the run has ended or goes on unwatched; answers which.
  ///
  /// Called on the interpreter's thread while the run's own thread trains.
  func follow(_ run: TrainingRun, name: String) -> Followed
  /// Whether a person sees runs while they are on. Otherwise whatever reads a run waits for its end,
  /// so that a program gives the same results however fast the machine is.
  var isLive: Bool { get }
  /// A line about many trainings that are on, in the place of the one before; `nil` takes it away.
  /// Where nobody looks it goes nowhere.
  func tell(progress line: String?)
  /// Lets a moment pass while something is computed: keys are read, pictures drawn, clocks looked at.
  /// Called every few milliseconds, on the interpreter's thread.
  func breathe()
  /// Whether the user, or a limit of time, asks to stop what is going on. Only an answer: nothing
  /// happens where it is asked.
  var isInterrupted: Bool { get }
}

extension Host {
  package var isLive: Bool { false }
  package func breathe() {}
  package func note(written plot: Plot) {}
  package func tell(progress line: String?) {}
  package var digits: Int { NumberText.digits }
  package func emit(_ output: Output, inDetail text: String) { emit(output) }
}

/// Collects outputs and waits for runs: the host of tests and replays.
package final class RecordingHost: Host {
  /// In the order in which they came, since the beginning or the last `take`.
  package private(set) var outputs: [Output] = []
  /// Charts that went into files.
  package private(set) var written: [Plot] = []
  package var isInterrupted = false
  package var isLive = false
  /// How trainings in the foreground are left.
  package var answer = Followed.unseen

  /// A host that has seen nothing.
  package init() {}

  package func note(written plot: Plot) { written.append(plot) }
  package func emit(_ output: Output) { outputs.append(output) }

  package func follow(_ run: TrainingRun, name: String) -> Followed {
    guard answer == .unseen else { return answer }
    run.wait()
    return .unseen
  }

  /// Hands over what was collected and starts anew.
  package func take() -> [Output] {
    defer { outputs = [] }
    return outputs
  }
}

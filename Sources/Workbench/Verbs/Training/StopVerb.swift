import Catalog
import Learning

/// `stop r`: ends a run at the step of the `at` around it.
///
/// The run itself carries it out; reached anywhere else it is a mistake.
enum StopVerb: Verb {
  private static let run = Parameter<TrainingRun>.run("The run.")
  static let interrupted = Parameter<Bool>(
    "interrupted", "Whether the program ended there, as a recovered session says it.",
    default: false)

  static let signature = Signature(
    "stop", .verb, "ends a run at a step, in the braces of `at`",
    example: "r = train m, d, epochs=9; at r, step=3 { stop r }",
    [run.description, interrupted.description], effects: [.setsState, .endsRun])

  static func perform(_ call: VerbCall) throws -> Value { throw RunProblem.stopOutside }
}

import Catalog
import Learning
import Support

/// `stop r`: ends a run at the step of the `at` around it; `stop s` ends a server.
///
/// A run carries it out itself; reached anywhere else it is a mistake.
enum StopVerb: Verb {
  private static let ended = Parameter<Value>.value(
    "run", "The run, or the server.", expected: "a run or a server"
  ) { value, _ in
    switch value {
    case .run, .server: value
    default: nil
    }
  }
  static let interrupted = Parameter<Bool>(
    "interrupted", "Whether the program ended there, as a recovered session says it.",
    default: false)

  static let signature = Signature(
    "stop", .verb, "ends a server, or a run at a step, in the braces of `at`",
    example: "r = train m, d, epochs=9; at r, step=3 { stop r }",
    [ended.description, interrupted.description],
    details:
      "stop s takes no more connections, finishes the requests that the server has accepted, and ends it.",
    effects: [.setsState, .endsRun])

  static func perform(_ call: VerbCall) throws -> Value {
    guard case .server(let server) = try call[ended] else { throw RunProblem.stopOutside }
    try call.refuse(idle: interrupted.description, .of("a server"))
    call.interpreter.stop(server)
    call.interpreter.note("\(server.line)")
    return .none
  }
}

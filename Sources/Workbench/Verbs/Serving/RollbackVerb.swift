import Catalog
import Support

/// `rollback s`: the weights before the last update answer again.
enum RollbackVerb: Verb {
  private static let server = Parameter<ServerValue>.value(
    "server", "A server that learns.", expected: "a server"
  ) { value, _ in
    if case .server(let server) = value { server } else { nil }
  }

  static let signature = Signature(
    "rollback", .verb, "takes back the last update of a server that learns",
    example: "s = serve m, port=0, learn=true; if s.learning.updates > 0 { rollback s }; stop s",
    [server.description],
    details: """
      A server that was made by serve m, learn=true keeps what answered before each of its updates, the last sixteen of
      them. rollback s has the weights before the last one answer again, and forgets the rows that it would learn from; once
      more takes the update before that back.
      """, effects: .setsState)

  static func perform(_ call: VerbCall) throws -> Value {
    let server = try call[server]
    let interpreter = call.interpreter
    guard let learner = server.learner else {
      throw RollbackProblem.doesNotLearn(server.model.name)
    }
    // Nobody has sent anything to it there.
    guard !interpreter.isDoneAgain else { return .none }
    guard learner.rollBack() else { throw RollbackProblem.nothingLearnt(server.model.name) }
    let status = learner.status
    interpreter.note(
      "\(server.model.name) answers as before its last update; "
        + NumberText.count(status.updates - status.rolledBack, "update") + " of it left")
    return .none
  }
}

/// Why nothing can be taken back; data, worded in `Problems`.
enum RollbackProblem: Error {
  /// The server, by its model's name, was made without `learn=true`.
  case doesNotLearn(String)
  /// It has made no update yet, or none is left.
  case nothingLearnt(String)
}

import Language
import Learning
import Serving
import Support

// The servers of a session.
extension Interpreter {
  /// Whether a session is done again, where nothing listens: verified, replayed, recovered.
  var isDoneAgain: Bool { options.isConfined || recovery != nil }

  /// Keeps a server and says what it does; the same words where nothing listens.
  func tell(
    _ model: ServedModel, _ server: ModelServer?, _ options: ServerOptions, _ original: Model,
    _ learner: OnlineLearner?
  ) -> ServerValue {
    let port = server?.address.port ?? options.port
    let address =
      server?.address.text
      ?? ServerAddress(
        host: options.host ?? "127.0.0.1", port: options.port,
        isSecure: options.certificate != nil
      ).text
    let value = ServerValue(
      model, server, original.copy(), learner, address: address, port: port)
    if server != nil { servers.append(value) }
    note(
      "\(model.name) is served at \(address) with its weights of now: /v1/models/\(model.name):predict"
        + (learner == nil ? "" : "; it learns from /v1/models/\(model.name):learn")
    )
    return value
  }

  /// A server of this session at that port is ended: another takes its place.
  func endServer(at port: Int) {
    guard port > 0, let index = servers.firstIndex(where: { $0.port == port && $0.isRunning })
    else { return }
    let old = servers.remove(at: index)
    old.server?.stop()
    note("the server of \(old.model.name) at \(old.address) was stopped for it")
  }

  /// Ends a server: no more connections, what it has accepted is answered.
  func stop(_ value: ServerValue) {
    value.server?.stop()
    servers.removeAll { $0 === value }
    if let left = value.server?.unwritten { tellLedger(Self.ledgerWords(left)) }
  }

  /// Ends servers that nobody could stop any more: what made them was taken back, or their name has another value.
  func endForgottenServers() {
    guard !servers.isEmpty else { return }
    var held: Set<ObjectIdentifier> = []
    for value in Array(global.locals.values) + Array(results.values) {
      value.collectServers(into: &held)
    }
    for server in servers where !held.contains(ObjectIdentifier(server)) {
      stop(server)
      note("the server of \(server.model.name) at \(server.address) was stopped: no name holds it")
    }
  }

  /// Ends all, as when a session ends.
  package func stopServers() {
    // All at once, so that they end within the time of one.
    for value in servers { value.server?.beginStop() }
    for value in servers {
      value.server?.stop()
      if let left = value.server?.unwritten { tellLedger(Self.ledgerWords(left)) }
    }
    servers = []
  }

  /// That answers stand in no file.
  func tellLedger(_ text: String) {
    report(
      Diagnostic(
        .warning, "W0080", text, at: nil,
        hint: "make room on the disk: what is missing is written with the next answer"))
  }

  /// That an update of a server that learns was a mistake.
  func tellTakenBack(_ event: LearningEvent, by name: String) {
    let loss = event.loss
    report(
      Diagnostic(
        .warning, "W0081",
        "the server of \(name) took update \(event.update) back: on rows that came later the loss is "
          + "\(NumberText.metric(loss.after)) without it and \(NumberText.metric(loss.before)) with it",
        at: nil,
        hint: "look at the rows that were sent then: their labels may be wrong"))
  }

  /// What of a ledger no disk has taken.
  package static func ledgerWords(_ left: (lines: Int, reason: String)) -> String {
    "\(Problems.count(left.lines, "line")) of the ledger could not be written: \(left.reason)"
  }

  /// The token in a file that is named as programs name files.
  func servingToken(_ path: String) throws -> ServingToken {
    let (token, isNew) = try TokenFile.token(at: resolvedPath(path))
    if isNew { note("a new token stands in \(path), readable by you alone") }
    return token
  }
}

extension Value {
  /// Servers that the value is or has in it.
  fileprivate func collectServers(into found: inout Set<ObjectIdentifier>, depth: Int = 0) {
    switch self {
    case .server(let server): found.insert(ObjectIdentifier(server))
    case .list(let items) where depth < 20:
      for item in items { item.collectServers(into: &found, depth: depth + 1) }
    case .record(let record) where depth < 20:
      for value in record.values { value.collectServers(into: &found, depth: depth + 1) }
    case .function(let function) where depth < 20:
      for value in (function.captured ?? [:]).values {
        value.collectServers(into: &found, depth: depth + 1)
      }
    default: break
    }
  }
}

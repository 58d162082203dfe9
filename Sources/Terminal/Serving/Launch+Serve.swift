import Glibc
import Language
import Serving
import Support
import Workbench

extension Launch {
  /// `nabla serve m.safetensors`: answers until SIGTERM or Ctrl-C; a second one ends it at once.
  package func serve(_ request: ServeRequest) -> ExitStatus {
    // Blocked before any thread is there, so that only `sigtimedwait` below hears them.
    let signals = EndSignals()
    let start: ServedFile.Start
    do {
      start = try ServedFile.start(
        request.file, named: request.name, price: request.price,
        learning: request.learningRate.map { ($0, request.learned) }, try serverOptions(request),
        options)
    } catch {
      var diagnostic = Problems.diagnostic(for: error, at: nil)
      diagnostic.hint = diagnostic.hint.map(CommandLineHint.of)
      if request.isJSON { gate.result(JSON.of(diagnostic).description) }
      gate.notice(diagnostic)
      return .failed
    }
    for remark in start.remarks { gate.notice("note: " + remark) }
    tellStart(start.server, request)
    signals.wait()
    let server = start.server
    server.beginStop()
    // Whoever does not wait for what is accepted asks once more.
    while server.isAlive {
      if signals.come(within: 0.02) {
        tellEnd(server, request)
        return .interrupted
      }
    }
    tellEnd(server, request)
    if let path = request.learned, server.learner != nil {
      do {
        gate.notice("note: " + (try start.keep(path)))
      } catch {
        gate.notice(Problems.diagnostic(for: error, at: nil))
        return .failed
      }
    }
    return gate.exitStatus ?? .ok
  }

  private func serverOptions(_ request: ServeRequest) throws -> ServerOptions {
    var made = ServerOptions()
    (made.host, made.port) = (request.host, request.port)
    (made.certificate, made.ledger) = (request.certificate, request.ledger)
    (made.mostRows, made.wait) = (request.batch.most, request.batch.wait)
    if let path = request.token {
      let (token, isNew) = try TokenFile.token(at: path)
      made.token = token
      if isNew { gate.notice("note: a new token stands in \(path), readable by you alone") }
    } else {
      made.token = try TokenFile.ofEnvironment()
    }
    made.learned = { event in
      guard event.kind == .takenBack else { return }
      try? StandardStream.error.write(
        "warning W0081: update \(event.update) was taken back: rows that came later are answered better without it\n"
      )
    }
    made.notice = { text in
      try? StandardStream.error.write("warning W0080: " + Sanitizer.visible(text) + "\n")
    }
    if let path = request.accessLog {
      let log = try AccessLog(path) { text in
        try? StandardStream.error.write("warning W0057: " + Sanitizer.visible(text) + "\n")
      }
      made.log = log.take
    }
    return made
  }

  private func tellStart(_ server: ModelServer, _ request: ServeRequest) {
    let address = server.address.text
    guard request.isJSON else {
      return gate.result(
        """
        \(server.predictor.name) is served at \(address); Ctrl-C ends it
        try  \(trial(of: server, request))
        """)
    }
    let start: JSON = [
      "model": .text(server.predictor.name), "address": .text(address),
      "port": .whole(server.address.port), "process": .whole(Int(getpid())),
    ]
    gate.result(start.description)
  }

  /// A line for a shell that asks this server as it stands: with its token and its certificate, at an address that leads
  /// to it.
  private func trial(of server: ModelServer, _ request: ServeRequest) -> String {
    let trial = TrialRequest(of: server.predictor)
    func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
    var words = ["curl"]
    if let certificate = request.certificate {
      words.append("--cacert \(quoted(certificate.chain))")
    }
    if let token = request.token {
      words.append("-H \"Authorization: Bearer $(cat \(quoted(token)))\"")
    } else if server.asksForToken {
      words.append("-H \"Authorization: Bearer $NABLA_TOKEN\"")
    }
    words.append(
      "-H 'Content-Type: application/json' -d \(quoted(Sanitizer.visibleLine(trial.body)))")
    words.append(server.address.reachable.text + trial.path)
    return words.joined(separator: " ")
  }

  private func told(_ learnt: LearningStatus) -> String {
    "learnt from \(NumberText.count(learnt.rows, "row")): "
      + "\(NumberText.count(learnt.updates, "update")) taken, \(NumberText.grouped(learnt.refused)) refused, "
      + "\(NumberText.grouped(learnt.rolledBack)) taken back"
  }

  private func tellEnd(_ server: ModelServer, _ request: ServeRequest) {
    let counts = server.counts
    if let left = server.unwritten {
      gate.notice("warning W0080: " + Interpreter.ledgerWords(left))
    }
    guard request.isJSON else {
      let money = server.price.map { _ in " \(MoneyText.dollars(server.revenue)) earned" }
      return gate.result(
        "\(NumberText.count(counts.requests, "request")), \(NumberText.count(counts.errors, "error"))"
          + (money.map { "," + $0 } ?? "") + (server.learner.map { ", " + told($0.status) } ?? ""))
    }
    let end: JSON = [
      "requests": .whole(counts.requests), "errors": .whole(counts.errors),
      "rows": .whole(counts.rows), "revenue": .number(server.revenue),
    ]
    gate.result(end.description)
  }
}

extension JSON {
  fileprivate static func of(_ diagnostic: Diagnostic) -> JSON {
    [
      "error": .text(diagnostic.message), "code": .text(diagnostic.code),
      "hint": diagnostic.hint.map { JSON.text($0) } ?? .null,
    ]
  }
}

/// SIGTERM and Ctrl-C, waited for by one thread while all others have them blocked.
private struct EndSignals {
  private var set = sigset_t()

  init() {
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Returns when one has come.
  func wait() { while !come(within: 3_600) {} }

  /// Whether one comes within so many seconds.
  func come(within seconds: Double) -> Bool {
    var set = set
    var time = timespec(
      tv_sec: Int(seconds, within: 0...86_400),
      tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9, within: 0...999_999_999))
    return sigtimedwait(&set, nil, &time) > 0
  }
}

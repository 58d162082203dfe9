import Books
import Sessions
import Support

extension SessionCommands {
  /// The options for sessions that somebody may never have run: where a person is there, a training that will take
  /// more than a minute is asked about. Who agrees once is not asked again of the same file, nor with `--trust`.
  func asking(about documents: [SessionDocument]) -> Replay.Options {
    guard let ask, !options.isTrusted else { return options }
    let known = KnownSessions()
    let unknown = documents.filter { !known.contains($0) }
    guard !unknown.isEmpty else { return options }
    var asking = options
    asking.mayGoOn = { [gate] training in
      let name = training.name.isEmpty ? "a training" : "`\(training.name)`"
      gate.result(
        "\(name) makes \(NumberText.grouped(training.steps)) steps, about "
          + "\(NumberText.duration(training.secondsLeft)) more")
      while true {
        guard let answer = ask("run it? y(es), n(o): ") else { return false }
        switch answer.filter({ $0 != " " }).lowercased() {
        case "y", "yes":
          if unknown.count == 1 { known.add(unknown[0]) }
          return true
        case "n", "no": return false
        default: gate.result("y lets it run, n ends the session here")
        }
      }
    }
    return asking
  }

  func asking(about document: SessionDocument) -> Replay.Options { asking(about: [document]) }
}

import Books
import Language
import Support
import Workbench

// Questions, and what looks at the session without changing it.
extension KernelCommands {
  static var asking: [KernelCommand] {
    [
      KernelCommand("help", "[word]", "explain a word, or list the commands") {
        explain($1, in: $0)
      },
      KernelCommand("apropos", "text", "find words whose help mentions a text") {
        session, argument in
        let found = HelpText(session.interpreter.vocabulary).search(argument)
        guard !found.isEmpty else { return session.say("no help mentions `\(argument)`") }
        session.say(
          TextTable(rows: found.map { [$0.name, $0.summary] }).lines().joined(separator: "\n"))
      },
      KernelCommand("explain", "code", "tell about an error by its code") { session, argument in
        guard let page = ErrorPages.page(of: argument) else {
          return session.complain(
            "no explanation for `\(argument)`", hint: "a code looks like E0101")
        }
        session.say(
          "\(page.code): \(page.title)\n  \(page.explanation)\n  wrong: \(page.wrong)\n  right: \(page.right)"
        )
      },
      KernelCommand("example", "word", "show the example of a word") { session, argument in
        guard let example = session.interpreter.vocabulary.catalog[argument].first?.example else {
          return session.complain(
            "no help for `\(argument)`", hint: "`:apropos \(argument)` looks for it")
        }
        session.say(example)
      },
      KernelCommand("type", "expression", "tell kind and shape of an expression; nothing is kept") {
        session, argument in
        switch session.interpreter.type(of: argument) {
        case .success(let report): session.outputs?.hold(MimeBundle(report))
        case .failure(let diagnostic):
          session.outputs?.fail(CellError(diagnostic, source: argument))
        }
      },
      KernelCommand("who", "[prefix]", "list your names with what they hold") { session, argument in
        let rows = session.interpreter.nameRows.filter {
          argument.isEmpty || $0.name.hasPrefix(argument)
        }
        let servers = session.interpreter.serverRows.filter {
          !$0.isNamed && (argument.isEmpty || $0.label.hasPrefix(argument))
        }.map { [$0.label, "server", $0.detail] }
        guard !rows.isEmpty || !servers.isEmpty else {
          return session.say(
            argument.isEmpty
              ? "no names yet: `x = 2` makes one" : "no name begins with `\(argument)`")
        }
        session.say(
          TextTable(rows: rows.map { [$0.name, $0.kind, $0.detail] } + servers).lines().joined(
            separator: "\n"))
      },
      KernelCommand("version", "", "print the version") { session, _ in session.say(Version.text) },
    ]
  }
}

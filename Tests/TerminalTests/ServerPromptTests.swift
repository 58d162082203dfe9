import Testing
import Workbench

@testable import Terminal

@Suite("Servers at the prompt")
struct ServerPromptTests {
  private func session(_ inputs: String...) -> WorkbenchSession {
    let session = WorkbenchSession(options: Interpreter.Options(), showsLive: false)
    for input in inputs { _ = session.run(input, at: nil) { _ in } }
    return session
  }

  @Test func `what no name holds any more is ended before the next prompt`() {
    let session = session("m = model 2 { dense 1 }", "s = serve m, port=0")
    #expect(session.news().isEmpty && session.servers.map(\.label) == ["s"])
    _ = session.undo()
    #expect(session.news().contains { $0.contains("was stopped: no name holds it") })
    #expect(session.servers.isEmpty)
  }

  @Test func `forgetting all ends all, and a result can be stopped by its number`() {
    let session = session("m = model 2 { dense 1 }", "s = serve m, port=0", "serve m, port=0")
    #expect(session.servers.map(\.label) == ["s", "_3"])
    #expect(session.servers.map(\.isNamed) == [true, false])
    session.forgetAll()
    #expect(session.endForgottenServers().count == 2)
    #expect(session.servers.isEmpty)
  }

  @Test(arguments: [
    (
      "add it: `serve m, host=\"0.0.0.0\", token=\"token.txt\"`",
      "add it: `--host 0.0.0.0 --token token.txt`"
    ),
    (
      "take another: `serve m, port=81`, or `port=0` for any",
      "take another: `--port 81`, or `--port 0` for any"
    ),
    ("leave `host=` out", "leave `--host` out"),
    ("`set memory=39KB` raises it", "`--memory 39KB` raises it"),
    ("`save m, \"m.safetensors\"` writes it", "`save m, \"m.safetensors\"` writes it"),
  ])
  func `hints of the command line are its own`(hint: String, typed: String) {
    #expect(CommandLineHint.of(hint) == typed)
  }
}

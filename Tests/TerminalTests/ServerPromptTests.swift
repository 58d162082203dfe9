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
}

import Support
import Testing
import TestSupport

@testable import Kernel

/// Trainings in cells: the curve while it is on, interrupts, the background.
@Suite("Trainings in notebooks", .serialized)
struct TrainingTests {
  private static let setup = """
    d = data generated(moons, 200)
    m = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }

    """

  @Test func `a short training shows its curve once`() throws {
    let said = Notebook().run(Self.setup + "r = train m, d, epochs=2")
    let displays = (said.all("display_data") + said.all("update_display_data"))
      .filter { $0["transient"]?["display_id"] != nil }
    #expect(displays.count <= 4)
    let last = try #require(displays.last)
    #expect(last["transient"]?["display_id"]?.string != nil)
    #expect(last["data"]?["image/svg+xml"]?.string?.contains("<svg") == true)
    #expect(last["data"]?["application/vnd.nabla.out+json"]?["kind"] == "curve")
    #expect(said.text(of: "stdout").contains("loss"))
    #expect(said.status == "ok")
  }

  @Test func `an interrupt pauses a training, which can go on`() throws {
    let notebook = Notebook()
    notebook.run(Self.setup)
    notebook.post(
      "execute_request", ["code": "r = train m, d, epochs=1000000\nprint \"after\""])
    notebook.post("execute_request", ["code": "1"])
    // Busy, the input, the line about the training, that about the arithmetic, its curve.
    notebook.interrupt(after: 5)
    let said = notebook.serve()
    #expect(said.all("display_data").count { $0["transient"]?["display_id"] != nil } == 1)
    let replies = said.all("execute_reply")
    #expect(replies.first?["ename"] == "Paused")
    #expect(replies.first?["evalue"]?.string?.hasPrefix("`r` is paused at step ") == true)
    #expect(replies.last?["status"] == "aborted")
    #expect(said.text(of: "stdout").contains("after") == false)
    #expect(said.text(of: "stdout").contains("background") == false)
    #expect(notebook.run(":jobs").text(of: "stdout").contains("paused"))
    #expect(notebook.run("r.loss; m").status == "ok")
    #expect(notebook.run(":continue r").text(of: "stdout") == "r goes on\n")
    #expect(
      notebook.run(":stop r").text(of: "stdout").contains("r:")
        || notebook.run("r.loss").status == "ok")
    #expect(notebook.run(":jobs").text(of: "stdout").contains("no training is on"))
    notebook.end()
  }

  @Test func `an interrupt of nothing stops nothing that comes later`() {
    let notebook = Notebook()
    notebook.post("interrupt_request", on: .control)
    #expect(notebook.run("1 + 1").result == "2")
  }

  @Test func `a computation is stopped, and the next runs`() {
    let notebook = Notebook()
    notebook.post(
      "execute_request", ["code": "for i in 1..1000000 { for j in 1..1000000 { x = j } }"])
    notebook.post("interrupt_request", on: .control)
    #expect(notebook.serve().reply?["ename"] == "E0904")
    #expect(notebook.run("2").result == "2")
  }

  @Test func `a training in the background is told of at its end`() throws {
    let notebook = Notebook()
    notebook.run(Self.setup)
    notebook.run("r = train m, d, epochs=3 &")
    let said = notebook.run(":wait r")
    #expect(said.status == "ok" || said.reply?["evalue"]?.string?.contains("has ended") == true)
    #expect(notebook.run("r.loss").status == "ok")
    notebook.end()
  }

  @Test func `a shutdown is answered at once and ends what runs`() {
    let notebook = Notebook()
    notebook.run(Self.setup)
    notebook.post("execute_request", ["code": "r = train m, d, epochs=1000000"])
    notebook.post("shutdown_request", ["restart": true], on: .control)
    let first = notebook.takeSaid()
    #expect(first.types == ["status", "shutdown_reply", "shutdown_reply", "status"])
    #expect(first.all("shutdown_reply").allSatisfy { $0["restart"] == true })
    notebook.serve()
    #expect(notebook.mailbox.isEnding)
    notebook.end()
    #expect(notebook.mailbox.isClosed)
  }
}

import Support
import Testing
import TestSupport

@testable import Kernel

/// Commands of the prompt in cells.
@Suite("Commands in notebooks")
struct CommandTests {
  @Test func `commands stand on lines of their own, among those of a program`() {
    let notebook = Notebook()
    let said = notebook.run("x = [1, 2, 3]\n:who\ny = x[\n  1:3]\n?tanh\ny")
    #expect(said.text(of: "stdout").hasPrefix("x  tensor[3]"))
    #expect(said.text(of: "stdout").contains("tanh  (activation)"))
    #expect(said.result == "[2, 3]")
    #expect(said.status == "ok")
  }

  @Test func `an error names the line of the cell`() {
    let said = Notebook().run(":pwd\n\nx = 1\ny = oops\n")
    #expect(
      said.all("error").first?["traceback"]?.items(\.string)?.joined().contains("4 | y = oops")
        == true)
  }

  @Test func `undo takes back the last input`() {
    let notebook = Notebook()
    notebook.run("x = 1")
    notebook.run("y = 2")
    #expect(
      notebook.run(":undo").text(of: "stdout")
        == "input 2 is taken back; `y` is gone; your names: x\n")
    #expect(notebook.run("y").status == "error")
    notebook.run(":undo")
    #expect(notebook.run(":undo").text(of: "stdout") == "nothing to undo\n")
  }

  @Test(arguments: [
    (":live", "terminal"), (":udno", "no command"), (":fg", "no training is on"),
    ("?qwertz", "no help"),
  ])
  func `what cannot be done is an error`(command: String, text: String) {
    let said = Notebook().run(command)
    #expect(said.status == "error")
    #expect(said.reply?["evalue"]?.string?.contains(text) == true)
  }

  @Test func `every command answers without an argument`() throws {
    try TemporaryFolder.use { _ in
      for command in KernelCommands.all where command.name != "cd" {
        let said = Notebook().run(":" + command.name)
        #expect(said.types.last == "status", "\(command.name)")
        #expect(["ok", "error"].contains(said.status), "\(command.name)")
      }
    }
  }

  @Test func `what ran is saved as a program that gives the same`() throws {
    try TemporaryFolder.use { folder in
      let notebook = Notebook()
      notebook.run("x = 2 # two\n:who")
      notebook.run("oops")
      notebook.run("x + 3")
      notebook.run("_ * 2")
      notebook.run("z = 1")
      notebook.run(":undo")
      #expect(notebook.run(":save \(folder)/a.nabla").status == "ok")
      let text = String(
        decoding: try InputFile.read(folder + "/a.nabla", limit: 1 << 16), as: UTF8.self)
      #expect(text == "x = 2\nout_3 = x + 3\nout_3\nout_3 * 2\n")
      #expect(notebook.run(":save \(folder)/a.nabla").status == "error")
      #expect(notebook.run(":save \(folder)/a.nabla.md").status == "ok")
      #expect(Notebook().run(":load \(folder)/a.nabla\nx").result == "2")
    }
  }
}

import Support
import Testing
import TestSupport

@testable import Kernel

/// Cells that run: what is said, in which order.
@Suite("Cells of notebooks")
struct ExecutionTests {
  @Test func `a cell is busy, shows its input, its result, its reply, and is idle`() {
    let notebook = Notebook()
    let said = notebook.run("2 + 3")
    #expect(said.types == ["status", "execute_input", "execute_result", "execute_reply", "status"])
    #expect(said.result == "5")
    #expect(said.first?.content == ["execution_state": "busy"])
    #expect(said.last?.content == ["execution_state": "idle"])
    #expect(said.allSatisfy { $0.parent["msg_type"] == "execute_request" })
    #expect(said.reply?["execution_count"] == 1)
  }

  @Test func `results have the numbers of their cells`() {
    let notebook = Notebook()
    notebook.run("2 + 3")
    #expect(notebook.run("_1 * 2").result == "10")
    #expect(notebook.run("out[1] + _").result == "15")
  }

  @Test func `lines come together, the last value is the result`() {
    let said = Notebook().run("print 1\nprint 2\n3\n4")
    #expect(said.text(of: "stdout") == "1\n2\n")
    #expect(said.all("stream").count == 1)
    #expect(said.all("display_data").map { $0["data"]?["text/plain"] } == ["3"])
    #expect(said.result == "4")
  }

  @Test func `a table is text and HTML, a chart text and SVG`() throws {
    let notebook = Notebook()
    let table = try #require(
      notebook.run("summary model 2 { dense 3 }").all("execute_result").first?["data"])
    #expect(table["text/html"]?.string?.hasPrefix("<section") == true)
    #expect(table["text/plain"]?.string?.contains("dense") == true)
    let chart = try #require(notebook.run("plot tanh, -2..2").all("display_data").first?["data"])
    #expect(chart["image/svg+xml"]?.string?.contains("<svg") == true)
    #expect(chart["text/plain"]?.string?.contains("tanh") == true)
    // With these a notebook that ran here is a session that verifies.
    let type = "application/vnd.nabla.out+json"
    #expect(chart[type]?["kind"] == "plot" && chart[type]?["body"] != nil)
    #expect(table[type]?["kind"] == "table" && table[type]?["body"] == nil)
  }

  @Test func `an error is told and replied, and changes nothing`() throws {
    let notebook = Notebook()
    notebook.run("x = 1")
    let said = notebook.run("x = 2; y = tahn(1)")
    let error = try #require(said.all("error").first)
    #expect(error["ename"]?.string?.hasPrefix("E0") == true)
    #expect(said.reply?["ename"] == error["ename"])
    #expect(said.status == "error")
    #expect(
      error["traceback"]?.items(\.string)?.contains { $0.contains("did you mean `tanh`") } == true)
    #expect(notebook.run("x").result == "1")
  }

  @Test func `what waits behind a failing cell is not run, unless it asks for that`() {
    let notebook = Notebook()
    for code in ["oops", "1", "2"] { notebook.post("execute_request", ["code": .text(code)]) }
    notebook.post("kernel_info_request")
    let said = notebook.serve()
    #expect(
      said.all("execute_reply").map { $0["status"]?.string } == ["error", "aborted", "aborted"])
    #expect(said.all("kernel_info_reply").count == 1)
    notebook.post("execute_request", ["code": "oops", "stop_on_error": false])
    notebook.post("execute_request", ["code": "1"])
    #expect(notebook.serve().all("execute_reply").map { $0["status"]?.string } == ["error", "ok"])
  }

  @Test func `a silent cell says nothing, and has no number`() {
    let notebook = Notebook()
    let said = notebook.run("x = 7; x; print x; plot tanh, -1..1", [.init("silent", true)])
    #expect(said.types == ["status", "execute_reply", "status"])
    #expect(notebook.run("x").reply?["execution_count"] == 1)
    let failed = notebook.run("oops", [.init("silent", true)])
    #expect(failed.types == ["status", "execute_reply", "status"])
    #expect(failed.status == "error")
  }

  @Test func `a cell that is not stored has no number and no place in the history`() throws {
    let notebook = Notebook()
    notebook.run("5")
    #expect(notebook.run("6", [.init("store_history", false)]).result == "6")
    #expect(notebook.run("_").result == "5")
    let history = try notebook.ask("history_request", ["hist_access_type": "tail", "n": 10])
    #expect(history["history"] == [[0, 1, "5"], [0, 2, "_"]])
  }

  @Test func `expressions are answered beside the reply`() {
    let said = Notebook().run(
      "x = 4", [.init("user_expressions", ["a": "x * 2", "b": "oops", "c": "print 1"])])
    let answers = said.reply?["user_expressions"]
    #expect(answers?["a"]?["data"]?["text/plain"] == "8")
    #expect(answers?["b"]?["status"] == "error")
    #expect(answers?["c"]?["status"] == "ok")
    #expect(said.text(of: "stdout") == "")
  }

  @Test func `a flood of text is cut, and said`() {
    let said = Notebook().run("for i in 1..60000 { print \"a line of the flood\" }")
    let text = said.text(of: "stdout")
    #expect(text.utf8.count <= CellOutputs.textLimit)
    #expect(text.utf8.count > CellOutputs.textLimit - 100)
    #expect(said.text(of: "stderr").contains("more lines not shown"))
    #expect(said.status == "ok")
  }

  @Test func `control characters of a text are shown, not obeyed`() {
    let said = Notebook().run("print \"a\\u{1b}[2Jb\"")
    #expect(!said.text(of: "stdout").contains("\u{1B}"))
  }

  @Test func `of very many cells the newest are kept`() {
    let notebook = Notebook()
    for number in 0..<(KernelHistory.limit + 10) { notebook.run("\(number)") }
    let history = notebook.run(":history -n 1").text(of: "stdout")
    #expect(history == "\(KernelHistory.limit + 10)  \(KernelHistory.limit + 9)\n")
  }
}

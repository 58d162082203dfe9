import Support
import Testing
import TestSupport

@testable import Kernel

/// What frontends ask while somebody types.
@Suite("Typing in notebooks")
struct EditingTests {
  @Test func `words, names and commands are completed from the scalar at the cursor`() throws {
    let notebook = Notebook()
    notebook.run("größe = 3")
    let word = try notebook.ask("complete_request", ["code": "x = sigm", "cursor_pos": 8])
    #expect(word["matches"]?.items(\.string)?.contains("sigmoid") == true)
    #expect(word["cursor_start"] == 4 && word["cursor_end"] == 8)
    let name = try notebook.ask("complete_request", ["code": "\"😀\"; grö + 1", "cursor_pos": 8])
    #expect(name["matches"] == ["größe"])
    #expect(name["cursor_start"] == 5 && name["cursor_end"] == 8)
    let command = try notebook.ask("complete_request", ["code": ":und", "cursor_pos": 4])
    #expect(command["matches"] == [":undo"])
  }

  @Test(arguments: [-5, 0, 3, 1_000_000])
  func `a cursor anywhere is answered`(cursor: Int) throws {
    let notebook = Notebook()
    for type in ["complete_request", "inspect_request"] {
      let answer = try notebook.ask(type, ["code": "tanh(", "cursor_pos": .whole(cursor)])
      #expect(answer["status"] == "ok")
    }
  }

  @Test func `help is that of the prompt`() throws {
    let notebook = Notebook()
    notebook.run("m = model 2 { dense 3 }")
    let word = try notebook.ask("inspect_request", ["code": "y = tanh(2)", "cursor_pos": 6])
    #expect(word["data"]?["text/plain"]?.string?.hasPrefix("tanh") == true)
    let call = try notebook.ask("inspect_request", ["code": "tanh(", "cursor_pos": 5])
    #expect(call["found"] == true)
    let name = try notebook.ask("inspect_request", ["code": "m", "cursor_pos": 1])
    #expect(name["data"]?["text/plain"]?.string?.hasPrefix("m: model 2 -> 3") == true)
    let none = try notebook.ask("inspect_request", ["code": "qwertz", "cursor_pos": 2])
    #expect(none["found"] == false && none["data"] == [:])
  }

  @Test(arguments: [
    ("1 + 1", "complete", nil), ("m = model 2 {", "incomplete", "  "),
    ("x = (1 +", "incomplete", "  "),
    ("x = )", "invalid", nil), (":help", "complete", nil), ("", "complete", nil),
    ("f = x -> (\n  [x,", "incomplete", "    "),
  ])
  func `Enter runs what is complete`(code: String, status: String, indent: String?) throws {
    let answer = try Notebook().ask("is_complete_request", ["code": .text(code)])
    #expect(answer["status"]?.string == status)
    #expect(answer["indent"]?.string == indent)
  }

  @Test func `the history has a tail, ranges and patterns`() throws {
    let notebook = Notebook()
    for code in ["a = 1", "b = 2", "a = 1", "tanh(1)"] { notebook.run(code) }
    let ask = { (content: JSON) in try notebook.ask("history_request", content)["history"] }
    #expect(try ask(["hist_access_type": "tail", "n": 1]) == [[0, 4, "tanh(1)"]])
    #expect(
      try ask(["hist_access_type": "range", "session": 0, "start": 2, "stop": 4])
        == [[0, 2, "b = 2"], [0, 3, "a = 1"]])
    #expect(try ask(["hist_access_type": "range", "session": -1, "start": 1, "stop": 4]) == [])
    #expect(
      try ask(["hist_access_type": "search", "pattern": "a*", "n": 5, "unique": true]) == [
        [0, 3, "a = 1"]
      ])
    #expect(try ask(["hist_access_type": "tail", "n": -3]) == [])
    #expect(
      try ask(["hist_access_type": "tail", "n": 1, "output": true]) == [
        [0, 4, ["tanh(1)", .null]]
      ])
  }

  @Test(arguments: [
    ("abc", "a*c", true), ("abc", "?b?", true), ("abc", "*", true), ("", "*", true),
    ("abc", "b*", false),
    ("aXbXc", "a*X?", true), ("abc", "", false), ("a*c", "a*c*", true),
  ])
  func `patterns are those of shells`(text: String, pattern: String, isFound: Bool) {
    #expect(Glob.matches(text, pattern) == isFound)
  }

  @Test func `a pattern of many stars takes no time`() {
    let text = String(repeating: "a", count: 100_000)
    #expect(!Glob.matches(text, String(repeating: "*a", count: 100) + "b"))
  }
}

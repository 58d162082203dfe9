import Testing
import Workbench
import WorkbenchTestSupport

/// `_`, `_3` and `out[3]` at a prompt.
@Suite("Results of earlier inputs")
struct ResultTests {
  private let transcript = Transcript()

  private func input(_ number: Int, _ source: String) -> String {
    transcript.interpreter.inputNumber = number
    return transcript.run(source)
  }

  @Test func `the last result, and that of any input`() {
    #expect(input(1, "2 + 3") == "5")
    #expect(input(2, "x = 7") == "")
    #expect(input(3, "[_, _1, out[1], out[-2]]") == "[5, 5, 5, 5]")
    #expect(input(4, "sum(_)") == "20")
    #expect(input(5, "10;") == "")
    #expect(input(6, "_ + _3[0]") == "15")
    #expect(input(7, "out[2]").contains("E0122: input 2 has no result"))
    #expect(input(8, "_2").contains("E0101"))
    #expect(input(9, "_ = 1; _") == "1")
  }

  @Test func `a file has no numbers`() {
    #expect(printed("2\n_").contains("E0101"))
    #expect(printed("out[1]").contains("E01"))
  }

  @Test func `undo takes a result back with its input`() {
    _ = input(1, "2")
    _ = input(2, "y = 5; y")
    #expect(transcript.interpreter.undo())
    #expect(input(3, "_") == "2")
  }
}

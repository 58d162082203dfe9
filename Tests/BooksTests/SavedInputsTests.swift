import Testing
import Workbench
import WorkbenchTestSupport

@testable import Books

/// A prompt's inputs as a program that stands by itself.
@Suite("Saved inputs")
struct SavedInputsTests {
  @Test func `results get names where later inputs use them`() {
    var saved = SavedInputs()
    saved.add(1, ["2 + 3"])
    saved.add(2, ["x = 7"])
    saved.add(3, ["_ * x"])
    saved.add(4, ["[_3, out[1], x] # _"])
    saved.add(5, ["y = 1", "y + 1"])
    saved.add(7, ["print out[5]"])
    #expect(
      saved.program == """
        out_1 = 2 + 3
        out_1
        x = 7
        out_3 = out_1 * x
        out_3
        [out_3, out_1, x] # _
        y = 1
        out_5 = y + 1
        out_5
        print out_5

        """)
  }

  @Test func `a session with a run that was changed gives the same again`() throws {
    let transcript = Transcript()
    transcript.host.isLive = true
    let interpreter = transcript.interpreter
    var saved = SavedInputs()
    func input(_ number: Int, _ text: String) -> String {
      interpreter.inputNumber = number
      let shown = transcript.run(text)
      saved.add(number, interpreter.takeRecords())
      return shown
    }
    _ = input(1, "seed 2; d = generated(gauss, 64)")
    _ = input(2, "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }")
    _ = input(3, "r = train m, d, epochs=100000000 &")
    let looked = input(4, "predict m, [[1, 2]]")
    let sum = input(5, "sum(_) + 1")
    _ = input(6, "r.beta_1 = 0.5")
    interpreter.desk.stopRuns()
    interpreter.desk.settleFinished()
    let end = input(7, "m.dense.kernel")
    #expect(looked.hasPrefix("tensor[1, 1]"))
    let whole = printed(saved.program)
    #expect(whole.contains(sum) && whole.contains(end.suffix(60)), "\(saved.program)")
    #expect(!whole.contains("error"), "\(whole)")
  }

  @Test func `a run without a name is changed by its number, and saved under one`() throws {
    let transcript = Transcript()
    transcript.host.isLive = true
    let interpreter = transcript.interpreter
    var saved = SavedInputs()
    func input(_ number: Int, _ text: String) -> String {
      interpreter.inputNumber = number
      let shown = transcript.run(text)
      saved.add(number, interpreter.takeRecords())
      return shown
    }
    _ = input(1, "seed 2; d = generated(gauss, 64)")
    _ = input(2, "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }")
    _ = input(3, "train m, d, epochs=100000000 &")
    #expect(interpreter.desk.activeRuns.first?.label == "_3")
    #expect(!input(4, "_.learning_rate = 0.01").contains("error"))
    #expect(!input(5, "_3.beta_1 = 0.5").contains("error"))
    #expect(!input(6, "out[3].batch_size = 7").contains("error"))
    interpreter.desk.stopRuns()
    interpreter.desk.settleFinished()
    saved.add(6, interpreter.takeRecords())
    let end = input(7, "m.dense.kernel")
    #expect(saved.program.contains("\nout_3 = train m, d, epochs=100000000 &\n"))
    #expect(saved.program.contains(" { out_3.batch_size = 7 }"), "\(saved.program)")
    let whole = printed(saved.program)
    #expect(whole.contains(end.suffix(60)) && !whole.contains("error"), "\(saved.program)")
  }

  @Test func `a draw does not depend on the name that it gets`() {
    let drawn = printed("seed 5\nuniform([3])")
    #expect(drawn.hasPrefix("[0."))
    #expect(printed("seed 5\nout_2 = uniform([3])\nout_2") == drawn)
    #expect(printed("seed 5\nx = uniform([3])\nx") == drawn)
    #expect(printed("seed 5\nx = uniform([3])\nuniform([3])") != drawn)
  }
}

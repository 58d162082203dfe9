import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What follows a training whose numbers are not finite.
@Suite("A failed training")
struct FailedTrainingTests {
  private static let data = """
    d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
    m = model 1 { dense 1 }
    """ + "\n"
  private static let failing =
    "train m, d, epochs=200, batch_size=3, optimizer=sgd(1e9), loss=mean_squared_error"

  @Test func `ends the program at its line, and the value keeps what is good`() {
    let transcript = Transcript()
    let output = transcript.run(Self.data + "r = \(Self.failing)\nprint \"went on\"")
    #expect(output.contains("error E0605: step "))
    #expect(output.contains("3 | r = train m, d"))
    #expect(output.contains("  |     ^"))
    #expect(!output.contains("went on"))
    #expect(transcript.run("all(m.dense.kernel * 0 == 0)") == "true")
    #expect(transcript.run("r").contains("failed"))
  }

  @Test func `ends functions and loops`() {
    let output = printed(
      Self.data
        + "fn f(n) {\n  r = \(Self.failing)\n  print \"inside\"\n  n\n}\nf(2)\nprint \"went on\""
    )
    #expect(output.contains("E0605"))
    #expect(!output.contains("inside") && !output.contains("went on"))
    let loop = printed(Self.data + "for i in 0..3 { \(Self.failing) }")
    #expect(loop.split(separator: "\n").count { $0.contains("error E0605") } == 1)
  }

  @Test func `in the background ends the program where it is read or at its end`() {
    let transcript = Transcript()
    let source = Self.data + "r = \(Self.failing) &\nx = 1\n"
    let output = transcript.run(source + "r.loss[-1]\nprint \"went on\"")
    #expect(output.contains("3 | r = train m, d"))
    #expect(!output.contains("went on"))
    #expect(transcript.run("x") == "1")

    let other = Transcript()
    #expect(other.interpreter.run(source))
    #expect(!other.interpreter.desk.finishRuns())
    #expect(other.run("x").hasSuffix("\n1"))
  }

  @Test func `in a cell keeps what it did, and one undo takes it back`() {
    let transcript = Transcript()
    _ = transcript.run(Self.data)
    let before = transcript.run("m.dense.kernel")
    #expect(
      !transcript.interpreter.run("y = 2; r = \(Self.failing); z = 3", isTransaction: true))
    #expect(transcript.interpreter.input.hasKeptFailure)
    #expect(transcript.interpreter["r"] != nil && transcript.interpreter["y"] != nil)
    #expect(transcript.interpreter["z"] == nil)
    #expect(transcript.interpreter.undo())
    #expect(transcript.interpreter["r"] == nil)
    #expect(transcript.run("m.dense.kernel").hasSuffix(before))
  }

  @Test func `resumed ends the program as well, and from its beginning it can go on`() {
    let good = Self.data + "g = train m, d, epochs=2, batch_size=3, optimizer=sgd(0.001)\n"
    let resumed = printed(good + "s = resume g, epochs=90, learning_rate=1e9\nprint \"went on\"")
    #expect(resumed.contains("error E0605: step "), "\(resumed)")
    #expect(resumed.contains("  4 | s = resume g, epochs=90"), "\(resumed)")
    #expect(!resumed.contains("went on"))

    let transcript = Transcript()
    _ = transcript.run(Self.data + "r = \(Self.failing)")
    #expect(transcript.run("s = resume r").contains("error E0607"))
    let anew = transcript.run("s = resume r, from=0, epochs=3, learning_rate=0.001")
    #expect(!anew.contains("error E"), "\(anew)")
    #expect(anew.contains("run s: m on d, 3 epochs"))
  }

  @Test func `its hint works when it is typed, on a model that is made again`() {
    let transcript = Transcript()
    let output = transcript.run(Self.data + "r = \(Self.failing)")
    let hint = output.split(separator: "hint: learning_rate").last ?? ""
    let options = hint.split(separator: "`").filter { $0.hasPrefix("optimizer=") }
    #expect(options == ["optimizer=sgd(0.001)", "optimizer=sgd(global_clipnorm=1)"])
    for option in options {
      let again = transcript.run(
        "m = model 1 { dense 1 }\ns = train m, d, epochs=200, batch_size=3, \(option), "
          + "loss=mean_squared_error")
      #expect(!again.contains("error E"), "\(again)")
    }
    // Without a new model the weights are those that the failed run has left, and it is said.
    let goesOn = transcript.run("m = r.model; train m, d")
    #expect(goesOn.contains("goes on from the weights of r ("), "\(goesOn)")
  }

  @Test(arguments: [
    ("log(p)", "log of -"), ("1 / (p - p)", "division by 0"), ("exp(1000 + p^2)", "exp of 1"),
    ("sqrt(p)", "square root of -"),
  ])
  func `is explained by the operation that made it`(loss: String, cause: String) {
    let output = printed(
      """
      d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
      m = model 1 { dense 1, kernel_initializer=constant(-1) }
      train m, d, epochs=2, batch_size=3, loss=(y, p) -> mean(y * 0 + \(loss))
      """)
    #expect(output.contains(cause), "\(output)")
    #expect(output.contains("in the loss"), "\(output)")
  }
}

import Sessions
import Testing
import Workbench

@testable import Books

@Suite struct ReplayTests {
  private func document(_ text: String, name: String = "lesson.nabla.md") throws -> SessionDocument
  {
    try SessionDocument.parse(Array(text.utf8), name: name)
  }

  private func report(_ text: String, _ options: Replay.Options = .init()) throws
    -> VerificationReport
  {
    Verification(try document(text), options: options).report
  }

  private let training = """
    ---
    nabla: 1
    seed: 7
    ---
    ```nabla
    d = generated(xor, 64)
    m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=3, batch_size=8, optimizer=sgd(0.5), loss=binary_crossentropy
    m.dense.kernel
    ```

    """

  @Test func `what is stored agrees with what is computed`() throws {
    let report = try report("```nabla\n1 + 1\n```\n\n```nabla-out value\n2\n```\n")
    #expect(report.cells.map(\.status) == [.ok])
    #expect(report.exitStatus == .ok)
  }

  @Test func `a number that was tampered with is found`() throws {
    let report = try report("```nabla\n1 + 1\n```\n\n```nabla-out value\n3\n```\n")
    #expect(report.exitStatus == .failed)
    #expect(report.shown.text().contains("3 is now 2"))
  }

  @Test func `an update stores outputs once and changes nothing the second time`() throws {
    let first = try document(training)
    var verification = Verification(first)
    let recorded = try #require(try verification.updated(first))
    #expect(verification.report.exitStatus == .ok)
    #expect(recorded.frontMatter.recordedMath == ArithmeticVersion.current)
    #expect(recorded.cells[0].outputs.map(\.output.kind) == [.text, .curve, .value])
    var again = Verification(recorded)
    #expect(again.report.cells.map(\.status) == [.ok])
    #expect(try again.updated(recorded) == nil)
  }

  @Test func `the number of threads changes no bit`() throws {
    let first = try document(training)
    var verification = Verification(first, options: .init(threads: 1))
    let recorded = try #require(try verification.updated(first))
    let report = Verification(recorded, options: .init(threads: 2)).report
    #expect(report.cells.map(\.status) == [.ok])
  }

  @Test func `outputs that agree keep their text when another cell is updated`() throws {
    let text =
      "```nabla {verify=numeric}\nsigmoid(2)\n```\n\n```nabla-out value\n0.8808\n```\n\n"
      + "```nabla\n2\n```\n"
    let version = ArithmeticVersion.current
    let first = try document("---\nnabla: 1\nrecorded: {math: \(version)}\n---\n" + text)
    var verification = Verification(first)
    #expect(verification.report.cells[0].status == .okWithinTolerance)
    let updated = try #require(try verification.updated(first))
    #expect(updated.cells[0].outputs[0].output.body == "0.8808")
    #expect(updated.cells[1].outputs[0].output.body == "2")
  }

  @Test func `expected errors are part of a session`() throws {
    let wanted = try report("```nabla {expect=error:E0101 verify=none}\ntahn(2)\n```\n")
    #expect(wanted.exitStatus == .ok || wanted.exitStatus == .failed)
    let any = try report("```nabla {expect=error verify=none}\ntahn(2)\n```\n")
    #expect(any.cells.map(\.status) == [.skipped(.notVerified)])
    let none = try report("```nabla {expect=error}\n1\n```\n")
    #expect(none.cells.map(\.status) == [.unexpectedSuccess(expected: .any)])
    let unexpected = try report("```nabla\ntahn(2)\n```\n```nabla\n1\n```\n")
    #expect(unexpected.exitStatus == .failed)
    #expect(unexpected.cells.count == 2)
  }

  @Test func `cells may be left out, volatile or not verified`() throws {
    let report = try report(
      "```nabla {norun}\ntahn(2)\n```\n```nabla {volatile}\n1\n```\n```nabla {verify=none}\n1\n```\n"
    )
    #expect(
      report.cells.map(\.status)
        == [.skipped(.notRun), .skipped(.volatile), .skipped(.notVerified)])
  }

  @Test func `a cell ends when its time is up`() throws {
    let report = try report(
      "```nabla {timeout=1ms}\nrepeat 100000 { x = sum(ones([100, 100])) }\n```\n")
    #expect(report.cells.map(\.status) == [.timedOut(seconds: 0.001)])
    #expect(report.exitStatus == .timeout)
  }

  @Test(
    arguments: [
      "x = normal([3000, 3000]); repeat 1000 { y = x @ x }", "sort(normal([30000000]));",
      "l = [\"a\"]; repeat 1000000 { l = l + [\"b\"] }",
    ])
  func `the time of a cell holds inside one statement`(_ source: String) throws {
    let report = try report("```nabla {timeout=100ms}\n\(source)\n```\n")
    #expect(report.cells.map(\.status) == [.timedOut(seconds: 0.1)])
  }

  @Test func `a file lowers the limit of processor time and raises it only where it is trusted`()
    throws
  {
    let document = try document(
      "```nabla {timeout=3600s}\nrepeat 1000000 { x = sum(ones([100, 100])) }\n```\n"
        + "```nabla {timeout=50ms}\nrepeat 1000000 { x = sum(ones([100, 100])) }\n```\n")
    let limited = Verification(document, options: Replay.Options(secondsPerCell: 0.2)).report
    #expect(limited.cells.map(\.status) == [.timedOut(seconds: 0.2), .timedOut(seconds: 0.05)])
    #expect(Replay.Options().secondsPerCell == 600)
  }

  @Test func `a cell that prints without end is cut`() throws {
    let document = try document(
      "```nabla\nrepeat 20000 { print ones([12]), ones([12]), ones([12]) }\n```\n")
    let result = Replay(document).run(document.cells[0])
    guard case .text(let last)? = result.printed.last else {
      Issue.record("nothing printed")
      return
    }
    #expect(last.hasPrefix("... a cell prints at most 1 MiB"))
    #expect(result.stored.count == 1)
    #expect(result.stored[0].attributes.has("truncated"))
  }

  @Test func `a stop from outside keeps the results so far`() throws {
    let options = Replay.Options(isStopped: { true })
    let report = try report("```nabla\n1\n```\n```nabla\n2\n```\n", options)
    #expect(report.cells.map(\.status) == [.interrupted])
    #expect(report.exitStatus == .interrupted)
  }

  @Test func `a session reads and writes at home only`() throws {
    let read = try report("```nabla\nd = data csv(\"/etc/passwd\")\n```\n")
    #expect(read.exitStatus == .notPermitted)
    let write = try report(
      "```nabla\nm = model 2 { dense 1 }\nsave m, \"../../m.safetensors\"\n```\n")
    #expect(write.exitStatus == .notPermitted)
  }

  @Test func `checks look at values and say what their author wrote`() throws {
    let lesson = Walkthrough(
      try document(
        "```nabla-try\nx = 0\n```\n```nabla-check\nwhen x == 1 say \"one\"\nx > 2 say \"x is {x}\"\n```\n"
      )
    )
    guard case .exercise(let exercise)? = lesson.steps.first else {
      Issue.record("no exercise")
      return
    }
    _ = lesson.replay.run("x = 1")
    #expect(lesson.judge(exercise.checks) == .failed("one"))
    _ = lesson.replay.run("x = 2")
    #expect(lesson.judge(exercise.checks) == .failed("x is 2"))
    _ = lesson.replay.run("x = 3")
    #expect(lesson.judge(exercise.checks) == .passed)
  }

  @Test func `checks cannot act`() throws {
    let lesson = Walkthrough(try document(""))
    let checks = ["x = 1", "seed 3", "print 1", "1; 2"].compactMap { LessonCheck($0, line: 1) }
    for check in checks { #expect(lesson.judge([check]) != .passed) }
    #expect(lesson.replay.interpreter["x"] == nil)
  }

  @Test func `a training whose numbers are not finite is an error that can be expected`() throws {
    let data = """
      d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
      m = model 1 { dense 1 }
      """ + "\n"
    let failing =
      "train m, d, epochs=200, batch_size=3, optimizer=sgd(1e9), loss=mean_squared_error"
    let cells =
      "```nabla\n\(data)```\n\n"
      + "```nabla {expect=error:E0605}\nr = \(failing)\n```\n"
    func statuses(_ text: String) throws -> [VerificationReport.Status] {
      let document = try SessionDocument.parse(Array(text.utf8), name: "a.nabla.md")
      var verification = Verification(document)
      guard let stored = try verification.updated(document) else {
        return verification.report.cells.map(\.status)
      }
      return Verification(stored).report.cells.map(\.status)
    }
    let after = "\n```nabla\nm.dense.kernel\n```\n"
    #expect(try statuses(cells + after) == [.ok, .ok, .ok])
    let other = cells.replacing("E0605", with: "E0101")
    #expect(try statuses(other + after) != [.ok, .ok, .ok])
    let unexpected = cells.replacing(" {expect=error:E0605}", with: "")
    #expect(try statuses(unexpected + after) != [.ok, .ok, .ok])
  }
}

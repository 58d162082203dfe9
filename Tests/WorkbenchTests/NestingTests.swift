import Testing
import WorkbenchTestSupport

/// Values in values in values: bounded when they are made, so that all that walks through them ends.
@Suite struct NestingTests {
  @Test(arguments: [
    "l = [\"a\"]; for i in 0..20000 { l = [l, \"b\"] }; print l",
    "f = x -> x; for i in 0..100000 { g = f; f = x -> g(x) }",
    "f = x -> x; for i in 0..1000 { f = grad(f) }",
    "l = [\"a\"]; f = x -> x; for i in 0..1000 { l = [f, \"a\"]; g = l; f = x -> g }",
    "b = block { dense 2 }; for i in 0..1000 { b = block { b } }",
    "m = model 2 { dense 2 }; for i in 0..1000 { m = model 2 { m } }",
  ])
  func `what is nested too deeply is refused`(_ program: String) {
    #expect(printed(program).contains("error E0911"), "\(program)")
  }

  @Test func `as deep as it may be, a value is printed, compared, kept and freed`() {
    let transcript = Transcript()
    let text = transcript.run(
      "l = [\"a\"]; for i in 0..197 { l = [l, \"b\"] }; k = l; print l; l == k")
    #expect(text.contains("[[[[") && !text.contains("E0911"))
    #expect(transcript.run("l = 0; k = 0") == "")
  }

  /// 2⁶⁰ values out of 60 lines.
  @Test(arguments: [
    ("l = [\"a\"]; for i in 0..60 { l = [l, l] }; print l", "E0910"),
    ("b = block { dense 2 }; for i in 0..60 { b = block { b; b } }; m = model 2 { b }", "E0905"),
    ("m = model 2 { dense 2 }; for i in 0..60 { m = model 2 { m; m } }", "E0905"),
  ])
  func `what holds a value many times is counted as often`(_ program: String, _ code: String) {
    #expect(printed(program).contains("error \(code)"), "\(program)")
  }
}

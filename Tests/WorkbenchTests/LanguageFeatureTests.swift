import Testing
import WorkbenchTestSupport

@Suite("Names, functions and control")
struct LanguageFeatureTests {
  @Test func `a model needs an input`() {
    #expect(
      printed("m = model [0] { dense 1 }").hasPrefix(
        "error E0401: the input size of a model must be at least 1, not 0"))
  }

  @Test func `a loop over more numbers than any machine counts is refused`() {
    #expect(printed("for i in -9e18..9e18 { i }").hasPrefix("error E0909: "))
    #expect(
      printed("for i in 1..1000001 { i }").hasPrefix(
        "error E0909: 1,000,001 rounds are more than the limit of 1,000,000"))
  }

  @Test func `a function keeps what it captured`() {
    #expect(printed("k = 2\nfn f(x) = x * k\nk = 10\nf(3)") == "6")
  }

  @Test func `a function body gives its last value`() {
    #expect(printed("fn f(x) { y = x + 1; y * 2 }\nf(3)") == "8")
  }

  @Test func `defaults fill what is left out`() {
    #expect(printed("fn f(x, k=1) = x^2 + k\nf(2)\nf(2, k=5)\nf") == "5\n9\nfn f(x, k=1) = x^2 + k")
  }

  @Test func `loops and conditions run at the prompt`() {
    #expect(printed("s = 0\nfor i in 1..4 { s = s + i }\ns") == "10")
    #expect(printed("x = 3\nif x > 2 { print \"big\" } else { print \"small\" }") == "big")
    #expect(printed("n = 1\nrepeat 5 { n = n * 2 }\nn") == "32")
  }

  @Test func `a semicolon before the line's end silences the value`() {
    #expect(printed("1 + 1;\n2 + 2") == "4")
  }

  @Test func `print puts one blank between values`() {
    #expect(printed("print \"true\", 3.3221, [1, 2]") == "true 3.3221 [1, 2]")
  }

  @Test func `a failed statement binds nothing and the rest survives`() {
    let transcript = Transcript()
    _ = transcript.run("a = 1")
    _ = transcript.run("a = [1, 2] @ [1, 2, 3]")
    #expect(transcript.run("a") == "1")
  }

  @Test func `undo takes back the last input that changed something`() {
    let transcript = Transcript()
    _ = transcript.run("a = 1")
    _ = transcript.run("a = 2")
    _ = transcript.run("a + 1")
    #expect(transcript.interpreter.undo())
    #expect(transcript.run("a") == "1")
    #expect(transcript.interpreter.undo())
    #expect(!transcript.interpreter.undo())
  }

  @Test func `a name that shadows a word of the language is noted once`() {
    let transcript = Transcript()
    #expect(transcript.run("norm = 3") == "note: norm now names your value")
    #expect(transcript.run("norm = 4\nnorm") == "4")
  }

  @Test func `uniform numbers stay below their upper end`() {
    #expect(printed("max(uniform([100000], 1000, 1001)) < 1001") == "true")
    #expect(printed("min(uniform([100000], 1000, 1001)) >= 1000") == "true")
    #expect(printed("uniform([2], 3, 3)") == "[3, 3]")
    #expect(printed("uniform([2], nan, 1)") == "[nan, nan]")
    #expect(printed("uniform([2], 0, nan)") == "[nan, nan]")
  }

  @Test func `random numbers follow from the seed and the name alone`() {
    let first = printed("seed 7\na = normal([3])\na")
    #expect(printed("seed 7\nb = uniform([2])\na = normal([3])\na") == first)
    #expect(printed("seed 8\na = normal([3])\na") != first)
  }

  @Test func `functions cannot call themselves`() {
    #expect(printed("fn f(x) = f(x)\nf(1)").hasPrefix("error E0110: "))
  }
}

import Language
import Support
import Testing
import TestSupport

/// `nabla fmt`: the same program in one form.
@Suite struct CanonicalTextTests {
  @Test(arguments: [
    ("a=1", "a = 1"), ("a  =   1 ;b=2", "a = 1; b = 2"), ("f( 1,2 ) ", "f(1, 2)"),
    ("fn f( x ,act=relu )=x", "fn f(x, act=relu) = x"),
    ("r=train m , d, epochs = 3,metrics=accuracy", "r = train m, d, epochs=3, metrics=accuracy"),
    ("a+b-1", "a + b - 1"), ("2*x^3/4", "2*x^3/4"), ("a* b", "a * b"), ("x->x ^ 3", "x -> x^3"),
    ("-1", "-1"), ("[ 1,-2 ]", "[1, -2]"), ("plot tanh, -6..6", "plot tanh, -6..6"),
    ("a<1 and b>=2", "a < 1 and b >= 2"), ("x@W+b", "x @ W + b"), ("a[ 0,1: ]", "a[0, 1:]"),
    ("m=model 2{dense 3;dense 1}", "m = model 2 { dense 3; dense 1 }"),
    ("p={age:41,  income :3}", "p = {age: 41, income: 3}"),
    (
      "m = model 2 {\nhidden :dense 2,activation = tanh\n\n\n\n  dense 1\n}\n\n",
      "m = model 2 {\n  hidden: dense 2, activation=tanh\n\n  dense 1\n}"
    ),
    ("W = [[1, 2],\n[3, 4]]", "W = [[1, 2],\n     [3, 4]]"),
    ("W = f(\n1,\n2\n)", "W = f(\n  1,\n  2\n)"),
    ("r = train m, d,\n   epochs=3", "r = train m, d,\n  epochs=3"),
    ("a = 1 # one\nbcd = 2# two", "a = 1    # one\nbcd = 2  # two"),
    ("   # alone  \na", "# alone\na"), ("\n\na\n\n\n\nb\n", "a\n\nb"), ("", ""),
    ("print \"a  b ,c\"", "print \"a  b ,c\""), ("a = \"é  ü\"", "a = \"é  ü\""),
  ])
  func `blanks, indentation and empty lines are brought into form`(source: String, form: String) {
    #expect(CanonicalText.of(source) == form)
    #expect(CanonicalText.of(form) == form)
  }

  @Test(arguments: ["a = ", "f(1", ":plot x", "for for", "a = \"open", "```"])
  func `what cannot be read stays as it is`(source: String) {
    #expect(CanonicalText.of(source) == nil)
  }

  @Test func `a blank before a bracket is no matter of form`() {
    #expect(CanonicalText.of("print (1)") == "print (1)")
    #expect(CanonicalText.of("print [1, 2]") == "print [1, 2]")
  }

  @Test func `the form of the form is itself, for every construct of the language`() {
    for program in SamplePrograms.all {
      guard let form = CanonicalText.of(program) else {
        Issue.record("no form of \(program.prefix(60))")
        continue
      }
      #expect(CanonicalText.of(form) == form)
      #expect(outline(form) == outline(program))
    }
  }

  @Test func `random blanks change nothing of the form`() {
    for (index, program) in SamplePrograms.all.enumerated() {
      guard let form = CanonicalText.of(program) else { continue }
      var seed = UInt32(truncatingIfNeeded: index &+ 1)
      // Behind every comma, and at the ends of lines: there no blank means anything.
      var text = ""
      for character in form {
        seed = seed &* 1_664_525 &+ 1_013_904_223
        if character == "\n" { text += String(repeating: " ", count: Int(seed >> 30)) }
        text.append(character)
        if character == "\n" { text += String(repeating: " ", count: Int(seed >> 29)) }
      }
      #expect(CanonicalText.of(text) == form)
    }
  }

  private func outline(_ source: String) -> [String] {
    let (tokens, _) = Lexer.tokenize(source)
    return tokens.filter { $0.kind != .newline && $0.kind != .end && $0.kind != .comment }
      .map { "\($0.kind) \($0.text)" }
  }
}

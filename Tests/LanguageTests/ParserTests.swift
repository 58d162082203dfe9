import Testing

@testable import Language

@Suite struct ParserTests {
  @Test(arguments: [
    ("1 + 2 * 3", "(+ 1 (* 2 3))"),
    ("1 - 2 - 3", "(- (- 1 2) 3)"),
    ("-x^2", "(- (^ x 2))"),
    ("2^3^2", "(^ 2 (^ 3 2))"),
    ("2^-1", "(^ 2 (- 1))"),
    ("- -x", "(- (- x))"),
    ("a @ b.T", "(@ a b.T)"),
    ("not a and b or c", "(or (and (not a) b) c)"),
    ("not a == b", "(not (== a b))"),
    ("a + 1 < b and b >= 2", "(and (< (+ a 1) b) (>= b 2))"),
    ("-6..6", "(.. (- 6) 6)"),
    ("0..n + 1", "(.. 0 (+ n 1))"),
    ("x -> y -> x + y", "(-> (x) (-> (y) (+ x y)))"),
    ("(x, k=2) -> x^k", "(-> (x k=2) (^ x k))"),
    ("() -> 1", "(-> () 1)"),
    ("grad(x -> x^3)(2)", "((grad (-> (x) (^ x 3))) 2)"),
    ("m.hidden.kernel[0, :, 1:]", "m.hidden.kernel[0 : 1:]"),
    ("x[-1][:3]", "x[(- 1)][:3]"),
    ("f(x, k=[1, 2],)", "(f x k=[1 2])"),
    ("(1 + 2)*3", "(* <(+ 1 2)> 3)"),
    ("80% + 5k * 3M", "(+ 0.8 (* 5000 3000000))"),
    ("0.85$ / 1h", "(/ 0.85$ 1.0h)"),
    ("1e-3 + 60_000", "(+ 0.001 60000)"),
    ("3.T", "3.T"),
    ("d.train.x", "d.train.x"),
    ("mean(predict(m, x))", "(mean (predict! m x))"),
    ("predict(m, x).std", "(predict! m x).std"),
    ("schedule = step -> 0.1 * step", "(= schedule (-> (step) (* 0.1 step)))"),
    ("f = (data, at) -> data + at", "(= f (-> (data at) (+ data at)))"),
  ])
  func `expressions`(source: String, outline: String) {
    #expect(SyntaxOutline.of(source) == outline)
  }

  @Test(arguments: [
    ("x = 3", "(= x 3)"),
    ("a, b = [1, 2]", "(= a b [1 2])"),
    ("m.hidden.kernel[0] = 3", "(= m.hidden.kernel[0] 3)"),
    ("x = 3; y = 4;\nz;", "(= x 3) (= y 4); z;"),
    ("x; # said nothing", "x;"),
    (";;\n;x", "x"),
    ("print (1+2)*3, 4", "(print! (* <(+ 1 2)> 3) 4)"),
    ("print(1+2)*3", "(* (print! (+ 1 2)) 3)"),
    ("plot f, [1, 2]", "(plot! f [1 2])"),
    ("summary", "(summary!)"),
    ("r = train m, d, epochs=3 &", "(= r (train! m d epochs=3 &))"),
    ("train(m, d) &", "(train! m d &)"),
    ("fit m, d", "(train! m d)"),
    ("fit = 3; fit", "(= fit 3) fit"),
    ("resume r, from=12", "(resume! r from=12)"),
    ("set dtype=float64", "(set! dtype=float64)"),
    ("fn f(x, k=1) = x^2 + k", "(fn f(x k=1) (+ (^ x 2) k))"),
    ("fn f() { a = 1; a }", "(fn f() {(= a 1) a})"),
    ("fn f(x) = predict m, x", "(fn f(x) (predict! m x))"),
    ("for i in 1..3 { print i }", "(for i (.. 1 3) {(print! i)})"),
    ("repeat 2 { }", "(repeat 2 {})"),
    ("if a { 1 } else if b { 2 }\nelse { 3 }", "(if a {1} b {2} {3})"),
    ("at r, step=12 { stop r }", "(at r step 12 {(stop! r)})"),
    ("at r, epoch=2 { r.x = 1 }", "(at r epoch 2 {(= r.x 1)})"),
    ("sweep h in [1, 2], seeds=3 { h }", "(sweep h:[1 2] seeds=3 {h})"),
    ("x = [1,\n 2] + # more\n 3", "(= x (+ [1 2] 3))"),
    ("f(1,\n\n  2)\ng", "(f 1 2) g"),
    ("x =\n  a and\n  not\n  b", "(= x (and a (not b)))"),
    ("x\r\ny\rz", "x y z"),
    ("η_0 = 学习率", "(= η_0 学习率)"),
  ])
  func `statements`(source: String, outline: String) {
    #expect(SyntaxOutline.of(source) == outline)
  }

  @Test(arguments: [
    (
      "m = model 2 { dense 3; h: dense(4, activation=relu)\n flatten }",
      "(= m (model 2 {dense 3; h: dense 4 activation=relu; flatten}))"
    ),
    (
      "model a=[2], b=3 { from a; repeat 2 { path { } } }",
      "(model a=[2] b=3 {from a; repeat 2 {path {}}})"
    ),
    (
      "d = data csv(\"f\") { drop \"id\"; relabel y -> y == 0; split 80%, 20% }",
      "(= d (data (csv \"f\") {drop \"id\"; relabel (-> (y) (== y 0)); split 0.8 0.2}))"
    ),
    ("data digits", "(data digits {})"),
    (
      "b = block {\n\n dense (2*3), activation=relu\n\n}",
      "(= b (block {dense <(* 2 3)> activation=relu}))"
    ),
    (
      "train d, epochs=2 { step D, loss=x -> D(x)\n step [D, G] }",
      "(train! d epochs=2 {(step! D loss=(-> (x) (D x))) (step! [D G])})"
    ),
    ("model 2 { h:\n dense 3 }", "(model 2 {h: dense 3})"),
    ("f(model 2 { dense 1; dense 2\n dense 3 })", "(f (model 2 {dense 1; dense 2; dense 3}))"),
    (
      "model 2 { dense 3, activation=x -> x * 2 }",
      "(model 2 {dense 3 activation=(-> (x) (* x 2))})"
    ),
  ])
  func `bodies`(source: String, outline: String) {
    #expect(SyntaxOutline.of(source) == outline)
  }

  @Test func `the sample programs have no errors`() {
    for program in SamplePrograms.all {
      #expect(Parser.parse(program).diagnostics == [], "\(program)")
    }
  }

  @Test func `a function keeps its text`() throws {
    let source = "x = 1\nfn f(x, k=1) = x^2 + k   # square\n"
    let statement = try #require(Parser.parse(source).program.statements.last)
    guard case .function(let function) = statement.kind else {
      Issue.record("no function")
      return
    }
    #expect(function.span.text(in: source) == "fn f(x, k=1) = x^2 + k")
  }

  @Test func `escapes in texts`() {
    #expect(SyntaxOutline.of(#""a\n\t\"\\\u{3b7}""#) == "\"a\n\t\"\\η\"")
  }

  @Test func `several errors of a program are reported, and the rest is read`() {
    let source = """
      a = 1 +* 2
      m = model 2 {
        dense 3 dense 4
        dense = 5
        dense 6
      }
      f (x)
      b = 2
      """
    #expect(
      SyntaxOutline.of(source) == "(= m (model 2 {dense 6})) (= b 2) !E0201 !E0212 !E0213 !E0202")
    #expect(Parser.parse(source).namesOfDamagedStatements.contains("a"))
  }
}

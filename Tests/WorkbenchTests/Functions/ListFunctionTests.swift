import Testing
import WorkbenchTestSupport

@Suite struct ListFunctionTests {
  @Test(arguments: [
    ("[x^2 for x in 1..3]", "[1, 4, 9]"), ("[x for x in [3, -1, 2] if x > 0]", "[3, 2]"),
    ("[f(2) for f in [sin, cos]]", "[0.909297, -0.416147]"),
    ("[upper(w) for w in [\"a\", \"b\"]]", "A\nB"), ("[c for c in \"añ\"]", "a\nñ"),
    ("[x for x in []]", "[]"), ("[x for x in [1] if false]", "[]"),
    ("[[a * b for b in 1..3] for a in 1..2]", "tensor[2, 3]\n  1  2  3\n  2  4  6"),
    ("[a + b for a, b in [[1, 2], [3, 4]]]", "[3, 7]"), ("[x > 1 for x in [1, 2]]", "[0, 1]"),
    ("[ones([n]) for n in 1..2]", "[1]\n[1, 1]"), ("x = 5; y = [x for x in 1..2]; x", "5"),
    ("sum([i for i in 1..10])", "55"), ("g = k -> [k * x for x in 1..2]; g(3)", "[3, 6]"),
    ("fs = [x -> x + k for k in 1..2]; fs[0](10)", "11"),
    ("grad(x -> sum([x^k for k in 1..3]))(2)", "17"),
    ("rows = [{n: 1}, {n: 2}]; [r.n for r in rows]", "[1, 2]"),
    ("for i, w in enumerate([\"a\", \"b\"]) { print i, w }", "0 a\n1 b"),
    ("s = 0; for a, b in zip([1, 2], [3, 4]) { s = s + a * b }; s", "11"),
    ("for a, b in [1, 2] { a }", "error E0117"), ("for a, a in [[1, 2]] { a }", "error E0219"),
    ("for w in \"ab\" { w }", "error E0402"),
    ("[x for x in 3]", "error E0402"), ("[y for x in 1..2]", "error E0101"),
    ("[x for x in 1..2 if x]", "[1, 2]"), ("[x for x in [1, 2] if [1, 2]]", "error E0306"),
    ("[x for x in 1..10000000]", "error E0909"), ("[a for a, b in 1..2]", "error E0117"),
    ("[x for]", "error E02"), ("[x for x]", "error E02"), ("[x, y for x in z]", "error E02"),
    ("[x for train in z]", "error E0105"), ("[a for a, a in z]", "error E0219"),
    ("[a for a in 1..2 for b in 1..2]", "error E0201: `[ ]` has one `for`"),
    ("map(x -> x^2, [1, 2])", "[1, 4]"), ("map((a, b) -> a * b, [1, 2, 3], [4, 5])", "[4, 10]"),
    ("map(upper, [\"a\"])", "A"), ("map(sqrt, 1..4)", "[1, 1.41421, 1.73205, 2]"),
    ("map(sin, 3)", "error E0402"), ("map(3, [1])", "error E0118"), ("map(sin)", "error E0116"),
    ("filter(x -> x > 1, [1, 2, 3])", "[2, 3]"), ("filter(x -> x > 9, [1])", "[]"),
    ("filter(c -> c != \"a\", \"banana\")", "bnn"), ("filter(x -> [x, x], [1])", "error E0306"),
    ("zip([\"a\", \"b\"], [1, 2, 3])", "[a, 1]\n[b, 2]"),
    ("zip([1, 2], [3, 4])", "tensor[2, 2]\n  1  3\n  2  4"),
    ("enumerate([\"a\"], start=3)", "[3, a]"), ("enumerate([])", "[]"),
    ("sorted([3, nan, 1])", "[1, 3, nan]"), ("sorted([3, 1, 2], reverse=true)", "[3, 2, 1]"),
    ("sorted([\"b\", \"a\"])", "a\nb"),
    ("sorted([\"bb\", \"a\", \"cc\"], key=len, reverse=true)", "bb\ncc\na"),
    ("sorted([{n: 2}, {n: 1}], key=r -> r.n)[0].n", "1"), ("sorted([\"a\", relu])", "error E0118"),
    ("sorted([[2, 1], [1, 2]], key=r -> r[0])", "tensor[2, 2]\n  1  2\n  2  1"),
    ("sorted(\"cab\")", "abc"), ("reversed([1, 2])", "[2, 1]"), ("reversed(\"añ\")", "ña"),
    ("reversed([\"a\", 1])", "1\na"), ("reversed(1..3)", "[3, 2, 1]"),
  ])
  func `lists are gone through`(program: String, output: String) {
    let told = printed(program)
    #expect(
      output.hasPrefix("error") ? told.hasPrefix(output) : told == output, "\(program): \(told)")
  }

  @Test func `what is bound inside of brackets is not known behind them`() {
    let transcript = Transcript()
    _ = transcript.run("a = [k for k in 1..2]")
    #expect(transcript.interpreter.names.map(\.name) == ["a"])
    #expect(transcript.run("k").hasPrefix("error E0101"))
  }

  @Test(arguments: [
    ("upper(\"straße\")", "STRASSE"), ("lower([\"A\", \"B\"])", "a\nb"),
    ("upper(3)", "error E0118"),
    ("split(\"a, b, c\", \", \")", "a\nb\nc"), ("split(\"  a  b \")", "a\nb"),
    ("split(\"añ\", \"\")", "a\nñ"),
    ("len(split(\"\", \",\"))", "1"), ("len(split(\"\"))", "0"), ("split(\"aaa\", \"aa\")", "\na"),
    ("join([\"a\", \"b\"], \", \")", "a, b"), ("join([1, 2.5])", "12.5"), ("join([])", ""),
    ("join(\"ab\", \"-\")", "error E0118"), ("join([relu])", "error E0118"),
    ("contains(\"neural\", \"ra\")", "true"), ("contains(\"ab\", \"\")", "true"),
    ("contains(\"e\u{301}\", \"e\")", "false"), ("contains([1, 2], 2)", "true"),
    ("contains([\"a\", 1], \"b\")", "false"), ("contains([\"a\", 1], 1)", "true"),
    ("contains(\"a\", 1)", "error E0118"), ("replace(\"aaa\", \"a\", \"bb\")", "bbbbbb"),
    ("replace(\"a\", \"\", \"b\")", "error E0401"), ("number(\" -1.5e3 \")", "-1500"),
    ("number([\"1\", \"2\"])", "[1, 2]"), ("number(\"1,5\")", "error E0813: \"1,5\" is no number"),
    ("number(\"0x10\")", "error E0813"), ("number(\"inf\")", "inf"),
    ("number(\"\")", "error E0813"),
    ("number(3)", "3"), ("format(\"{} of {:.2f}\", 3, 0.5)", "3 of 0.50"),
    ("format(\"{1}{0}{{}}\", \"a\", \"b\")", "ba{}"),
    ("format(\"{:>5}|{:<5}|{:^5}\", 1, \"a\", \"b\")", "    1|a    |  b  "),
    ("format(\"{:08.3f}\", -3.14159)", "-003.142"), ("format(\"{:,}\", 1234567.5)", "1,234,567.5"),
    ("format(\"{:.1%}\", 0.123)", "12.3%"), ("format(\"{:+d}\", 5)", "+5"),
    ("format(\"{:e}\", 1234)", "1.234000e+03"),
    ("format(\"{:d}\", 1.5)", "error E0814"), ("format(\"{:f}\", \"a\")", "error E0814"),
    ("format(\"{\")", "error E0814"), ("format(\"}\")", "error E0814"),
    ("format(\"{}\")", "error E0814"),
    ("format(\"{:9999}\", 1)", "error E0814"), ("format(\"{x}\", 1)", "error E0814"),
    ("format(\"{}\", [1, 2])", "[1, 2]"), ("format(\"no\", 1)", "no"),
    (
      "d = data generated(xor, 20) { split 50%, 50% }; len(d.test)",
      "note: split at random, the classes in their shares: train 10, test 10\n10"
    ),
  ])
  func `texts`(program: String, output: String) {
    let told = printed(program)
    #expect(
      output.hasPrefix("error") ? told.hasPrefix(output) : told == output, "\(program): \(told)")
  }
}

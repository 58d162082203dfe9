import Testing

@testable import Language

@Suite struct SyntaxErrorTests {
  /// Place, code, message and hint of the only error.
  @Test(arguments: [
    ("x = f ‹(›2)", "E0202 a call hugs its name, without a blank", "write `f(2)`"),
    ("x = y ‹[›0]", "E0202 an index hugs its name, without a blank", "write `y[0]`"),
    ("a < b ‹<› c", "E0210 comparisons cannot be chained", "write `a < b and b < …`"),
    (
      "7 ‹%› 3", "E0211 `%` is no operator: it stands only behind a number, as in `80%`",
      "the remainder is `mod(a, b)`"
    ),
    (
      "‹7%›3", "E0211 `%` is no operator: behind a number it means a hundredth",
      "the remainder is `mod(a, b)`"
    ),
    (
      "m = model 2 { dense 3 ‹dense› 4 }", "E0212 a separator is missing before `dense`",
      "put `,` between arguments, and `;` or a new line between lines"
    ),
    (
      "m = model 2 { dense 3 ‹activation›=relu }", "E0212 a comma is missing before `activation`",
      "write `dense 3, activation=relu`"
    ),
    (
      "m = model 2 { dense(4)‹,› use_bias=true }",
      "E0212 the arguments of `dense` stand partly in brackets", "write `dense 4, use_bias=true`"
    ),
    ("[1 ‹2›]", "E0212 a comma is missing before `2`", "put `,` between the values"),
    ("‹a, b›", "E0212 several values need brackets", "write `[a, b]`"),
    (
      "if x ‹=› 3 { 1 }", "E0213 `=` cannot stand here",
      "`==` compares; `=` gives a name its value and names an argument"
    ),
    (
      "f(a=1, ‹2›)", "E0214 a value without a name stands after `a=`",
      "values without a name come first"
    ),
    (
      "‹f(x)› = 3", "E0215 `f(x)` cannot be given a value",
      "a function is defined with `fn`: `fn f(x) = …`; `==` compares"
    ),
    (
      "x ‹==›", "E0201 a value is missing after `==`",
      "write a number, a name or an expression there"
    ),
    (
      "y = 1 + ‹predict› m", "E0201 `predict` inside an expression needs brackets",
      "write `predict(…)`"
    ),
    ("f‹(›1, 2", "E0203 `(` is never closed", "write `)`"),
    ("m = model 784 ‹{›\n dense 2", "E0203 `{` is never closed", "write `}`"),
    ("x = 3‹)›", "E0204 `)` closes nothing", "remove it, or open `(` before it"),
    (
      "s = ‹\"abc›\nt = 3", "E0205 this text is never closed",
      "put `\"` at its end; a text stands on one line, `\\n` starts a new one"
    ),
    (
      "3‹x›", "E0206 `x` is no unit",
      "a product needs its sign: `3*x`; units are `3min`, `0.5$`, `2kWh`, `8GB`"
    ),
    ("5‹K›", "E0206 `K` is no unit", "did you mean `5k`?"),
    ("2‹T›", "E0206 `T` is no unit", "write `2e12`"),
    (
      "‹train› = 3", "E0105 `train` is a verb of the language and cannot name a value",
      "choose another name, for example `my_train`"
    ),
    (
      "fn ‹model›(x) = 3", "E0105 `model` is a word of the language and cannot name a value",
      "choose another name, for example `my_model`"
    ),
    (
      "m = model 3\n‹{› dense 2 }", "E0217 `{` must stand on the same line",
      "write `m = model 3 {`"
    ),
    (
      "m = ‹model› { dense 3 }", "E0217 a model needs the size of its input",
      "write `model 784 { dense 10 }`, or `model d { … }` for a data set d"
    ),
    ("x = [1‹;› 2]", "E0218 `;` cannot stand inside `[ ]`", "write `,` between the items"),
    (
      "‹:›help", "E0220 words with a colon are commands of the prompt",
      "type them alone on a line at the prompt"
    ),
    (
      "‹trian› m, d", "E0113 there is no command called `trian`",
      "commands are train, evaluate, predict, plot, …"
    ),
  ])
  func `one mistake`(text: String, message: String, hint: String) {
    let marked = Marked(text)
    let found = Parser.parse(marked.source).diagnostics
    #expect(found.count == 1)
    #expect(found.first.map { "\($0.code) \($0.message)" } == message)
    #expect(found.first?.hint == hint)
    #expect(found.first?.span == marked.span)
  }

  @Test(arguments: [
    ("m = model 784 { Dense(256, activation=‹'relu'›) }", "write `dense 256, activation=relu`"),
    (
      "‹model›.add(Conv2D(8, (3, 3), padding='same'))",
      "layers stand in lines: `m = model 784 { conv2d 8, [3, 3], padding=same }`"
    ),
    ("x = ‹'relu'›", "write `relu` for a word of the language, `\"relu\"` for a text"),
    ("x = ‹'two words'›", "text stands in `\"`"),
    ("m = model 2 { nn‹.›Linear(784, 256, bias=False) }", "write `dense 256, use_bias=false`"),
    ("‹import› numpy as np", "every word is there from the start; remove this line"),
    (
      "‹from› keras import layers",
      "remove this line; a whole program of Keras is read from its file: `import \"program.py\"`"
    ),
    ("‹def› f(x, y):\n  return x", "write `fn f(x, y) { … }`"),
    ("for i in range(10)‹:›\n  print i", "write `for i in range(10) { … }`"),
    ("‹while› x { }", "write `repeat 10 { … }` or `for i in 1..10 { … }`"),
    ("‹return› 3", "the last value of a body is its result"),
    ("‹lambda› x: x", "write `x -> x^2`"),
    ("x ‹**› 2", "the power is written `^`: `x^2`"),
    ("x ‹&&› y", "write `and`"),
    ("x ‹+=› 2", "write `x = x + …`"),
    ("x ‹≤› 2", "write `<=`"),
  ])
  func `habits of other languages`(text: String, hint: String) {
    let marked = Marked(text)
    let found = Parser.parse(marked.source).diagnostics
    #expect(found.first?.hint == hint)
    #expect(found.first?.span == marked.span)
  }

  @Test func `brackets nested too deeply are refused with one error`() {
    for count in [201, 10_000, 500_000] {
      for bracket in ["(", "[", "f(", "{", "x -> (", "model 2 { residual {"] {
        let source = String(repeating: bracket, count: count).prefix(Limits.sourceBytes)
        let found = Parser.parse(String(source)).diagnostics
        #expect(found.map(\.code) == ["E0902"])
        #expect(found.first?.message == "more than 200 brackets are open here")
      }
    }
  }

  @Test func `200 nested brackets are read`() {
    let source = String(repeating: "(", count: 199) + "1" + String(repeating: ")", count: 199)
    #expect(Parser.parse(source).diagnostics == [])
  }

  @Test(arguments: ["- ", "not ", "x -> ", "2^", "-2^"])
  func `prefixes without end are refused`(prefix: String) {
    let source = String(repeating: prefix, count: 100_000) + "x"
    #expect(Parser.parse(source).diagnostics.map(\.code) == ["E0902"])
  }

  @Test(arguments: [" + x", "(x)", "[0]", ".T", " and x", " * x"])
  func `chains without end are refused`(link: String) {
    let source = "x" + String(repeating: link, count: 100_000)
    #expect(Parser.parse(source).diagnostics.map(\.code) == ["E0903"])
  }

  @Test func `a long list and a long else chain are no chains`() {
    let list = "[" + String(repeating: "1, ", count: 10_000) + "1]"
    #expect(Parser.parse(list).diagnostics == [])
    let branches = String(repeating: "if a { 1 } else ", count: 1_000) + "{ 2 }"
    #expect(Parser.parse(branches).diagnostics == [])
  }

  @Test func `a source of 10 MB is refused before it is read`() {
    let found = Parser.parse(String(repeating: "x = 1\n", count: 1_700_000)).diagnostics
    #expect(found.map(\.code) == ["E0901"])
    #expect(found.first?.hint == "put data into a file: `data csv(\"file.csv\")`")
  }

  @Test(arguments: ["x = 1\n", "m.a.b[0] = f(x, k=1)\n", ") ", "'", "f (x)\n", "\"\n", "( ]", "\\"])
  func `a long source is read, whatever it holds`(piece: String) {
    let source = String(repeating: piece, count: (1 << 16) / piece.utf8.count)
    #expect(Parser.parse(source).diagnostics.count <= 60)
  }
}

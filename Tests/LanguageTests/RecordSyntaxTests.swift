import Testing

@testable import Language

/// `{age: 41, sex: "male"}`: where a brace begins a record, and what is said of one that is none.
@Suite struct RecordSyntaxTests {
  @Test(arguments: [
    ("r = {age: 41, sex: \"male\"}", "(= r {age: 41 sex: \"male\"})"),
    ("r = {\"sepal length\": 5.1,}", "(= r {sepal length: 5.1})"),
    ("{age: 41}", "{age: 41}"),
    ("{\"age\": 41}.age", "{age: 41}.age"),
    ("r = {}", "(= r {})"),
    ("f({a: 1}, k={b: 2})", "(f {a: 1} k={b: 2})"),
    ("[{a: 1}, {a: 2}]", "[{a: 1} {a: 2}]"),
    ("{a: {b: {c: [1, 2]}}}", "{a: {b: {c: [1 2]}}}"),
    ("predict m, {age: 41}", "(predict! m {age: 41})"),
    ("print {age: 41}, {}", "(print! {age: 41} {})"),
    ("p = predict(m, {age: 41})", "(= p (predict! m {age: 41}))"),
    ("train m, d, class_weight={no: 1, \"1\": 3}", "(train! m d class_weight={no: 1 1: 3})"),
    ("f = x -> {a: x}", "(= f (-> (x) {a: x}))"),
    ("fn f(x) = {a: x}", "(fn f(x) {a: x})"),
    ("fn f(x) { {a: x} }", "(fn f(x) {{a: x}})"),
    ("{a: 1} == {a: 1}", "(== {a: 1} {a: 1})"),
    ("for r in [{a: 1}] { print r.a }", "(for r [{a: 1}] {(print! r.a)})"),
    ("if r == {a: 1} { 1 }", "(if (== r {a: 1}) {1})"),
    ("{model: 1, in: 2, train: 3, none: 4}", "{model: 1 in: 2 train: 3 none: 4}"),
    ("{a: -1, b: 0..2, c: not x, d: x -> x}", "{a: (- 1) b: (.. 0 2) c: (not x) d: (-> (x) x)}"),
    ("r.age = 5", "(= r.age 5)"),
    ("r[\"sepal length\"] = 5", "(= r[\"sepal length\"] 5)"),
    ("r = {a: 1}; s = {b: 2};", "(= r {a: 1}) (= s {b: 2});"),
  ])
  func `records stand where a value may begin`(source: String, outline: String) {
    #expect(SyntaxOutline.of(source) == outline)
  }

  @Test(arguments: [
    "r = {\n  age: 41,\n\n  sex: \"male\",\n}",
    "r = {  # one\n  age: 41, # two\n  sex: \"male\"\n}",
    "r =\n  {age\n: 41\n, sex: \"male\"}", "r = {age: 40\n  + 1, sex: \"male\"}",
  ])
  func `newlines mean nothing inside`(source: String) {
    let outline = SyntaxOutline.of(source)
    #expect(outline.hasPrefix("(= r {age: "), "\(outline)")
    #expect(outline.hasSuffix(" sex: \"male\"})"), "\(outline)")
  }

  @Test func `bodies keep their braces and their newlines`() {
    #expect(
      SyntaxOutline.of("m = model 2 {\n h: dense 3\n dense 1 }")
        == "(= m (model 2 {h: dense 3; dense 1}))")
    #expect(
      SyntaxOutline.of("m = model d { h: dense 3, kernel_initializer={a: 1} }")
        == "(= m (model d {h: dense 3 kernel_initializer={a: 1}}))")
    #expect(SyntaxOutline.of("b = block { h: dense 3 }") == "(= b (block {h: dense 3}))")
    #expect(
      SyntaxOutline.of("r = {m: model 2 {\n dense 3\n dense 1\n}, k: 2}")
        == "(= r {m: (model 2 {dense 3; dense 1}) k: 2})")
    #expect(
      SyntaxOutline.of("train d, epochs=2 { step m, loss=x -> x }")
        == "(train! d epochs=2 {(step! m loss=(-> (x) x))})")
    #expect(SyntaxOutline.of("fn f() { }\nrepeat 2 { }") == "(fn f() {}) (repeat 2 {})")
    #expect(SyntaxOutline.of("if a { 1 } else { b }") == "(if a {1} {b})")
  }

  /// Place, code, message and hint of the only error.
  @Test(arguments: [
    (
      "r = {a: 1, ‹a›: 2}", "E0221 the field `a` stands here twice",
      "give each field its own name"
    ),
    (
      "r = {a: 1, ‹\"a\"›: 2}", "E0221 the field `a` stands here twice",
      "give each field its own name"
    ),
    (
      "r = {a‹=›1}", "E0213 a field is written with `:`, not with `=`",
      "write `r = {a: 1}`"
    ),
    (
      "r = {a: 1, b‹=›\"x\"}", "E0213 a field is written with `:`, not with `=`",
      "write `r = {a: 1, b: \"x\"}`"
    ),
    (
      "r = {‹'a'›: 1}", "E0207 `'` is no quotation mark here", "write `r = {a: 1}`"
    ),
    (
      "r = {‹'a b'›: 'x', 'c': [True, None]}", "E0207 `'` is no quotation mark here",
      "write `r = {\"a b\": \"x\", c: [true, none]}`"
    ),
    (
      "train m, d, class_weight={‹0›: 1, 1: 5}",
      "E0201 a field's name is a word or a text, not a number",
      "write `train m, d, class_weight={\"0\": 1, \"1\": 5}`"
    ),
    (
      "r = {a: 1 ‹b›: 2}", "E0212 a comma is missing before `b`", "put `,` between the values"
    ),
    (
      "r = {a: 1, b‹}›", "E0201 expected `:`, but found `}`",
      "a field has a name and a value: `{b: …}`"
    ),
    (
      "r = {a‹:›}", "E0201 a value is missing after `:`",
      "write a number, a name or an expression there"
    ),
    (
      "r = {a: 1‹;› b: 2}", "E0218 `;` cannot stand inside `{ }`", "write `,` between the items"
    ),
    ("r = ‹{›a: 1\nx = 2", "E0203 `{` is never closed", "write `}`"),
    (
      "x = ‹{›1, 2}", "E0201 `{` starts no value",
      "braces follow `model …`, `data …` and `block`; a list is `[1, 2]`, a record `{age: 41}`"
    ),
    (
      "‹{›}", "E0201 `{` starts no value",
      "braces follow `model …`, `data …` and `block`; a list is `[1, 2]`, a record `{age: 41}`"
    ),
    (
      "m = model 3\n‹{›\n  h: dense 2\n}", "E0217 `{` must stand on the same line",
      "write `m = model 3 {`"
    ),
    ("r = ‹dict›(a=1, b='x')", "", ""),
  ])
  func `what is no record is told with the record to write`(
    text: String, message: String, hint: String
  ) {
    let marked = Marked(text)
    let found = Analysis.of(
      marked.source, catalog: SampleCatalog.catalog, scope: Scope(names: ["m", "d"])
    )
    .diagnostics
    guard !message.isEmpty else {
      #expect(found.last?.hint == "write `r = {a: 1, b: \"x\"}`", "\(found)")
      return
    }
    #expect(found.map { "\($0.code) \($0.message)" } == [message])
    #expect(found.first?.span == marked.span)
    #expect(found.first?.hint == hint)
  }

  @Test func `a broken record ends its own statement only`() {
    #expect(
      SyntaxOutline.of("r = {a: 1 +, b: 2} + 3\ns = 4\nfor i in x { t = {a: }; u = 5 }\nv = 6")
        == "(= s 4) (for i x {(= u 5)}) (= v 6) !E0201 !E0201")
  }

  @Test func `names inside are checked, those of fields are not`() {
    let errors = Analysis.of("r = {dens: 1, b: [{c: sigmiod(2)}]}", catalog: SampleCatalog.catalog)
      .diagnostics
    #expect(errors.map(\.code) == ["E0101"])
    #expect(errors.first?.hint == "did you mean `sigmoid`?")
  }

  @Test func `the prompt waits for the closing brace`() {
    #expect(Completeness.of("r = {") == .incomplete)
    #expect(Completeness.of("r = {a: 1,\n") == .incomplete)
    #expect(Completeness.of("r = {a: 1,\n}") == .complete)
  }

  @Test func `names of fields have the colour of names`() {
    let spans = Highlighter.spans("r = {model: 1, train: mean}", catalog: SampleCatalog.catalog)
      .map { "\($0.0.text(in: "r = {model: 1, train: mean}")):\($0.1.rawValue)" }
      .filter { !$0.hasSuffix(":operatorSign") }
    #expect(spans == ["r:name", "model:name", "1:number", "train:name", "mean:function"])
  }

  @Test(arguments: [
    ("x = {‹›", []), ("x = {a: 1, ‹›", []), ("x = {a: me‹›", ["mean", "mean_squared_error"]),
    ("x = {a: ne‹›", ["net"]), ("predict net, {a: n‹›", ["net", "normal", "none", "not"]),
    ("x = r.‹›", ["age", "inner"]), ("x = r.inner.‹›", ["x"]), ("x = {a: r.a‹›", ["age"]),
    ("x = {\n  a: 1,\n  b: ne‹›", ["net"]),
    ("m = model 2 { h: den‹›", ["dense"]),
  ])
  func `completion knows records`(text: String, expected: [String]) {
    let marked = Marked(text)
    let result = Completion.candidates(
      marked.source, cursor: marked.span?.start ?? 0, catalog: SampleCatalog.catalog,
      names: [
        ("net", "a model"), ("r", "a record"), ("r.age", "a number"), ("r.inner", "a record"),
        ("r.inner.x", "a number"),
      ])
    #expect(Array(result.items.map(\.text).prefix(5)) == expected)
  }
}

import Catalog
import Testing

@testable import Language

@Suite struct CheckerTests {
  private func check(_ source: String, names: Set<String> = []) -> [Diagnostic] {
    Analysis.of(source, catalog: SampleCatalog.catalog, scope: Scope(names: names)).diagnostics
  }

  @Test(arguments: [
    (
      "d = data generated(‹gaussian_ring›, 3)",
      "E0102 gaussian_ring is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    (
      "m = model 2 { dense 3, activation=‹gelu› }", "E0102 gelu is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    (
      "m = model 2 { dense 3, activation=‹tahn› }", "E0103 unknown activation `tahn`",
      "did you mean `tanh`?"
    ),
    (
      "m = model 2 { dense 3, ‹activaton›=tanh }", "E0104 dense has no argument `activaton`",
      "did you mean `activation`? dense takes units, activation, use_bias, kernel_initializer, …"
    ),
    (
      "m = model 2 { ‹linear› 3 }", "E0106 there is no layer called `linear`",
      "did you mean `dense`?"
    ),
    (
      "m = model 2 { ‹Dense›(256, activation=relu) }", "E0106 there is no layer called `Dense`",
      "write `dense 256, activation=relu`"
    ),
    (
      "m = model 2 { ‹conv2d› 3 }", "E0102 conv2d is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    (
      "‹serve› 3, port=8080", "E0102 serve is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    (
      "‹jacobian›(foo)", "E0102 jacobian is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    (
      "d = data digits { ‹normalise› }", "E0107 there is no data step called `normalise`",
      "did you mean `rescale 1/255`?"
    ),
    (
      "d = data digits { ‹impute› median }", "E0102 impute is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    ("d = data ‹minst›", "E0108 there is no data source called `minst`", "did you mean `mnist`?"),
    ("d = data generated(‹xr›, 3)", "E0103 unknown kind `xr`", "did you mean `xor`?"),
    ("x = ‹foo› + 1", "E0101 there is no value called `foo`", "give it a value first: `foo = …`"),
    ("‹meen›([1, 2])", "E0101 there is no function called `meen`", "did you mean `mean`?"),
    ("x = ‹True›", "E0101 there is no value called `True`", "write `true`"),
    (
      "x = ‹dense›", "E0101 `dense` is a layer, not a value",
      "layers stand in lines: `model 784 { dense … }`"
    ),
    ("x = ‹digits›", "E0101 `digits` is a source of data", "write `d = data digits`"),
    (
      "fn f(x) = ‹f›(x - 1)", "E0110 the function f cannot call itself",
      "every program ends; write `for i in 1..10 { … }` or `repeat 10 { … }`"
    ),
    ("fn f(x) = x\nf(‹y›=3)", "E0104 f has no argument `y`", "f takes x"),
    ("f = (x, k=2) -> x^k; f(3, ‹j›=1)", "E0104 f has no argument `j`", "f takes x, k"),
    (
      "sgd(0.1, momentum=0.9, ‹momentum›=0.8)", "E0111 sgd gets `momentum` twice",
      "remove one of the two"
    ),
    (
      "train 1, 2, ‹privacy›=3", "E0102 privacy is not available in this version",
      "the word is kept for a later version; `:help` lists what there is"
    ),
    (
      "train 1, 2, ‹epoch›=3", "E0104 train has no argument `epoch`",
      "did you mean `epochs`? train takes model, data, epochs, batch_size, …"
    ),
    (
      "train 1, 2, loss=‹CrossEntropyLoss›", "E0103 unknown loss `CrossEntropyLoss`",
      "did you mean `sparse_categorical_crossentropy(from_logits=true)`?"
    ),
    ("‹trian› 1, 2", "E0113 there is no command called `trian`", "did you mean `train`?"),
    (
      "‹dense› 256", "E0113 there is no command called `dense`",
      "layers stand in a model: `model 784 { dense … }`"
    ),
    (
      "‹step› 1", "E0109 `step` stands only in the braces of `train`",
      "write `train d, epochs=5 { step m, optimizer=adam, loss=x -> … }`"
    ),
    (
      "m = model 2 { ‹dense› 3 { dense 4 } }", "E0112 `dense` takes no lines in braces",
      "remove the braces, or end the line before them"
    ),
    (
      "train 1 { ‹predict› 1, 2 }", "E0109 `predict` cannot stand in the braces of `train`",
      "write `step m, optimizer=adam, loss=x -> …`"
    ),
    ("set dtype=‹float46›", "E0103 unknown dtype `float46`", "did you mean `float64`?"),
  ])
  func `one mistake`(text: String, message: String, hint: String) {
    let marked = Marked(text)
    let found = check(marked.source)
    #expect(found.count == 1)
    #expect(found.first.map { "\($0.code) \($0.message)" } == message)
    #expect(found.first?.hint == hint)
    #expect(found.first?.span == marked.span)
  }

  @Test(arguments: [
    "x = 3; y = x + pi; mean([x, y], axis=0)",
    "fn f(x, k=1) { a = x; a + k }\nf(1, k=2); grad(f)(1)",
    "for i in 1..3 { print i }\nprint i",
    "m = model 2 { h: dense 3, activation=relu; from h; repeat 2 { dense 1 }; from dense_1 }",
    "m = model a=[2], b=[3] { from a; add { path { dense 2 }; path { from b } } }",
    "fn b(n) = block { dense n; dropout 0.1 }\nm = model 2 { b 3; b(4) }",
    "inner = model 2 { dense 2 }; outer = model 2 { inner; dense 1 }",
    "dropout = 0.2; m = model 2 { dropout dropout }",
    "d = data digits { rescale 1/255; flatten; split 80%, 20%, stratify=true }\ne = data d",
    "m = model 2 { dense 1, activation=x -> x * sigmoid(x), kernel_initializer=zeros }",
    "train 1, 2, optimizer=adam(0.01, beta_1=0.5), metrics=[accuracy, f1_score(macro)]",
    "train 1, 2, until=val_loss < 0.1 and accuracy > 0.9",
    "D = model 2 { dense 1 }\ntrain 1, epochs=2 { step D, loss=x -> mean(D(x)) }",
    "sweep h in [1, 2], seeds=3 { print h }",
    "seed random; seed 7; set dtype=float64",
    "xor = table([1], [2])",
    "binary_crossentropy([[1]], sigmoid(2), from_logits=true)",
    "D = model 2 { dense 1 }\ntrain 1 { k = 2; repeat k { step D, loss=x -> mean(D(x)) * k } }",
    "schedule = step -> 0.1 / step",
  ])
  func `nothing to report`(source: String) {
    #expect(check(source) == [])
  }

  @Test func `each unknown name is reported once, and all of a program together`() {
    let found = check("x = a + a\ny = b + 1\nz = a\nm = model 2 { linear 3 }\nprint y, z")
    #expect(found.map(\.code) == ["E0101", "E0101", "E0106"])
  }

  @Test func `what a broken statement would have defined is known`() {
    #expect(check("d = f (2)\nprint d").map(\.code) == ["E0202"])
  }

  @Test func `a data set may have the name of its source`() {
    #expect(check("digits = data digits { flatten }\nprint digits\nx = data digits") == [])
  }

  @Test func `hiding a built-in name gives one note`() {
    let found = check("relu = 3\nrelu = 4\ntext = 1")
    #expect(found.map { "\($0.severity) \($0.message)" } == ["note relu now names your value"])
  }

  @Test func `names of earlier cells are known`() {
    #expect(check("print net", names: ["net"]) == [])
    #expect(check("print nte", names: ["net"]).first?.hint == "did you mean `net`?")
  }

  @Test func `the words of a later version are never suggested`() {
    let hint = check("m = model 2 { conv 3 }").first?.hint
    #expect(hint == "layers are dense, dropout, activation, flatten, …")
  }

  @Test func `aliases are written out and told`() {
    let expanded = AliasExpander.expand(
      ProgramText("fit 1, 2, optimizer=adam(lr=0.1), loss=mse, metrics=[acc, f1(macro)]  # mse"),
      catalog: SampleCatalog.catalog)
    #expect(
      expanded.text.source
        == "train 1, 2, optimizer=adam(learning_rate=0.1), loss=mean_squared_error, "
        + "metrics=[accuracy, f1_score(macro)]  # mse")
    #expect(
      expanded.notes.map(\.message) == [
        "fit is train", "lr is learning_rate", "mse is mean_squared_error", "acc is accuracy",
        "f1 is f1_score",
      ])
  }

  @Test(arguments: [
    "fn bce(t, z) = mean(t - z)\nbce(1, 2)", "lr = 3; adam(lr)",
    "sweep lr in [0.1] { train 1, 2, optimizer=adam(lr) }", "fn f(lr) = lr\nf(lr=2)",
  ])
  func `a name of the user is no alias`(source: String) {
    let text = ProgramText(source)
    #expect(AliasExpander.expand(text, catalog: SampleCatalog.catalog).text === text)
    #expect(check(source) == [])
  }
}

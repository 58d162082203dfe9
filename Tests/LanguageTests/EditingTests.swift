import Testing

@testable import Language

@Suite struct EditingTests {
  @Test(arguments: [
    ("", Completeness.complete), ("x = 3", .complete), ("x = 3\n", .complete),
    ("m = model 2 {", .incomplete), ("m = model 2 {\n  dense 3\n", .incomplete),
    ("m = model 2 {\n  dense 3\n}", .complete), ("f(1,", .incomplete), ("x = [1,\n2", .incomplete),
    ("x =", .incomplete), ("x = 1 +  # more", .incomplete), ("train m,\n", .incomplete),
    ("train m,\n\n", .complete), ("m = model 2 {\n\n", .incomplete),
    ("m = model 2 {\n\n\n", .complete), ("x = )", .complete), ("f (x)", .complete),
    ("(]", .complete), ("s = \"abc", .complete), ("if a { 1 }", .complete),
    (String(repeating: "(", count: 1000), .complete),
  ])
  func `what the Enter key does`(source: String, expected: Completeness) {
    #expect(Completeness.of(source) == expected)
  }

  @Test func `colours`() {
    let source = "m = model 2 { h: dense 3, activation=tanh } # net\ntrain m.step, \"a\" + fooé 'x"
    let spans = Highlighter.spans(source, catalog: SampleCatalog.catalog)
      .map { "\($0.0.text(in: source)):\($0.1.rawValue)" }
      .filter { !$0.hasSuffix(":operatorSign") }
    #expect(
      spans == [
        "m:name", "model:keyword", "2:number", "h:name", "dense:layer", "3:number",
        "activation:name", "tanh:function", "# net:comment", "train:verb", "m:name", "step:name",
        "\"a\":string", "fooé:name", "'x:error",
      ])
  }

  /// The cursor stands at `‹›`; the first items are compared.
  @Test(arguments: [
    ("m = model 2 { den‹›", ["dense"]),
    ("m = model 2 { dense 3, ac‹›", ["activation="]),
    ("m = model 2 { dense 3, activation=‹› }", ["relu", "sigmoid", "softmax", "tanh", "net"]),
    ("m = model 2 { dense 3, activation=t‹›", ["tanh"]),
    ("m = model 2 { residual { dr‹›", ["dropout"]),
    ("d = data ‹›", ["digits", "generated", "mnist", "table", "net"]),
    ("d = data digits { re‹›", ["relabel", "rescale", "reshape"]),
    ("d = data generated(‹›", ["kind=", "n=", "xor", "moons", "net"]),
    ("tra‹›", ["train"]),
    ("r = ev‹›", ["evaluate"]),
    ("train net, x, op‹›", ["optimizer="]),
    ("train net, x, optimizer=adam(lea‹›", ["learning_rate="]),
    ("train net, x, metrics=[acc‹›", ["accuracy"]),
    ("train net, x, optimizer=sgd, ‹›", ["model=", "data=", "epochs=", "batch_size=", "loss="]),
    ("train net { s‹›", ["step"]),
    ("plot net.‹›", ["hidden"]), ("plot net.hidden.k‹›", ["kernel"]),
    ("x = me‹›", ["mean", "mean_squared_error"]),
    ("x = MEA‹›", ["mean", "mean_squared_error"]),
    ("\\eta‹›", ["η"]), ("x = \\al‹›", ["α"]), ("# tra‹›", []), ("x = 3‹›", []),
    (":he‹›", [":help"]), ("?den‹›", ["dense"]), ("save net, \"da‹›", ["data.bin"]),
    ("x = 1\nmodel 2 {\n  dense 4\n  flat‹›\n}", ["flatten"]),
  ])
  func `completion`(text: String, expected: [String]) {
    let marked = Marked(text)
    let result = Completion.candidates(
      marked.source, cursor: marked.span?.start ?? 0, catalog: SampleCatalog.catalog,
      names: [("net", "a model"), ("net.hidden", "a layer"), ("net.hidden.kernel", "tensor")],
      commands: [("help", "Shows help.")], files: { [$0 + "ta.bin"] })
    #expect(Array(result.items.map(\.text).prefix(5)) == expected)
  }

  /// The cursor stands at the end, behind an open quotation mark.
  @Test(arguments: [
    ("m = load \"", ["a/", "m.bin"]), ("save net, \"", ["a/", "m.bin"]),
    ("plot net, to=\"", ["a/", "p.pic", "q.picture"]),
    ("d = data rows(\"", ["a/", "t.rows"]), ("d = data rows(\"t", ["t.rows"]),
    // Nothing of the kind begins so, or nothing is known of the place.
    ("d = data rows(\"o", ["o.txt"]),
    ("print \"", ["a/", "m.bin", "o.txt", "p.pic", "q.picture", "t.rows"]),
    ("plot net, title=\"p", ["p.pic"]), ("plot net, title=\"o", ["o.txt"]),
  ])
  func `files that can stand there`(text: String, expected: [String]) {
    let names = ["a/", "m.bin", "o.txt", "p.pic", "q.picture", "t.rows"]
    let result = Completion.candidates(
      text, cursor: text.utf8.count, catalog: SampleCatalog.withFiles, names: [],
      files: { typed in names.filter { $0.hasPrefix(typed) } })
    #expect(result.items.map(\.text) == expected)
  }

  /// The cursor stands at the end; `d` and the file have columns.
  @Test(arguments: [
    ("d[\"", ["age", "Sex", "a \\\"b\\\""]), ("d[\"s", ["Sex"]), ("plot d, \"ag", ["age"]),
    ("x = 3; print d, x, \"", ["age", "Sex", "a \\\"b\\\""]),
    ("data rows(\"t.rows\", target=\"", ["age", "Sex", "a \\\"b\\\""]),
    ("data rows(\"t.rows\") { drop \"S", ["Sex"]), ("data d { drop \"age\" \"S", ["Sex"]),
    ("predict d, {", ["age:", "Sex:"]), ("predict d, {age: 3, S", ["Sex:"]),
    // A file is meant, or nothing near has columns.
    ("d; load \"m", ["m.bin"]), ("plot x, \"q", ["q.txt"]),
  ])
  func `columns that can stand there`(text: String, expected: [String]) {
    let names = ["age", "Sex", "a \"b\""]
    let result = Completion.candidates(
      text, cursor: text.utf8.count, catalog: SampleCatalog.withFiles, names: [],
      files: { typed in ["m.bin", "q.txt"].filter { $0.hasPrefix(typed) } },
      columns: { $0 == .name("d") || $0 == .file("t.rows") ? names : [] })
    #expect(result.items.map(\.text) == expected)
  }

  @Test func `a completion replaces the word before the cursor`() {
    let marked = Marked("é = 1; x = sigm‹›oid")
    let result = Completion.candidates(
      marked.source, cursor: marked.span?.start ?? 0, catalog: SampleCatalog.catalog, names: [])
    #expect(result.replace.text(in: marked.source) == "sigm")
    #expect(result.items.first?.description == "Sample sigmoid.")
  }

  @Test func `all keywords have a signature whose example can be read`() {
    #expect(Keywords.signatures.map(\.name).sorted() == Keyword.allCases.map(\.rawValue).sorted())
    for signature in Keywords.signatures {
      #expect(signature.summary.count <= 100)
      #expect(Parser.parse(signature.example).diagnostics == [], "\(signature.example)")
    }
  }
}

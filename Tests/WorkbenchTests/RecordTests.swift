import Language
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Values by name: how they print, compare, are read and changed, and what is said where they are wrong.
@Suite struct RecordTests {
  @Test(arguments: [
    ("{age: 41, sex: \"male\"}", "{age: 41, sex: \"male\"}"),
    (
      "r = {\"sepal length\": 5.1, class: none, ok: true}; r",
      "{\"sepal length\": 5.1, class: none, ok: true}"
    ),
    ("print {a: \"x\"}, 2", "{a: \"x\"} 2"),
    (
      "{t: [1, 2], l: [\"a\", none], r: {b: -6..6}}", "{t: [1, 2], l: [\"a\", none], r: {b: -6..6}}"
    ),
    (
      "{m: [[1, 2], [3, 4]], z: zeros([30, 2]), e: []}",
      "{m: [[1, 2], [3, 4]], z: tensor[30, 2], e: []}"
    ),
    ("{t: range(100)}", "{t: [0, 1, 2, …, 97, 98, 99]}"),
    (
      "{l: [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\", \"l\", \"m\"]}",
      "{l: [\"a\", \"b\", \"c\", …, \"k\", \"l\", \"m\"]}"
    ),
    ("{q: 3kWh, f: x -> x^2, g: relu}", "{q: 3kWh, f: x -> x^2, g: relu}"),
    (#"{t: "a\"b\\c\nd"}"#, #"{t: "a\"b\\c\nd"}"#),
    ("x = {}; x", "{}"),
    ("fn f(x) = y -> x; {f: f, g: y -> 2}", "{f: f, g: y -> 2}"),
    ("[{a: 1}, {a: 2}]", "{a: 1}\n{a: 2}"),
    ("print [{a: 1}, {a: \"x\"}]", "[{a: 1}, {a: \"x\"}]"),
  ])
  func `a record prints as it is typed`(program: String, expected: String) {
    #expect(printed(program) == expected)
  }

  @Test func `a long one has a line for each field, and can be typed again`() {
    let transcript = Transcript()
    let text = transcript.run(
      "r = {first: \"\(String(repeating: "x", count: 60))\", second: \"\(String(repeating: "y", count: 60))\"}; r"
    )
    #expect(text.hasPrefix("{\n  first: \"xxx") && text.hasSuffix("yyy\",\n}"), "\(text)")
    #expect(transcript.run("r == \(text)") == "true")
  }

  @Test(arguments: [
    ("r = {age: 41}; r.age", "41"), ("r = {\"a b\": 1}; r[\"a b\"]", "1"),
    ("r = {a: {b: [4, 5]}}; r.a.b[1]", "5"), ("r = {a: {b: 4}}; r.a[\"b\"]", "4"),
    ("r = {f: x -> x^2}; r.f(3)", "9"), ("[{a: 1}, {a: 2}][1].a", "2"),
    ("f = r -> r.a + 1; f({a: 2})", "3"), ("f = x -> {a: x}; f(2).a", "2"),
    ("len({a: 1, b: 2})", "2"), ("s = 0; for r in [{a: 1}, {a: 2}] { s = s + r.a }; s", "3"),
    ("{a: 1}.a", "1"), ("grad(w -> ({a: w * w}.a))(3)", "6"),
  ])
  func `fields are read`(program: String, expected: String) {
    #expect(printed(program) == expected)
  }

  @Test(arguments: [
    ("{a: 1, b: \"x\"} == {b: \"x\", a: 1}", "true"), ("{a: 1} == {a: 2}", "false"),
    ("{a: 1} != {a: 2}", "true"), ("{a: 1} == {a: 1, b: 2}", "false"),
    ("{a: [1, 2]} == {a: [1, 2]}", "true"), ("{a: [1, 2]} == {a: [1, 2, 3]}", "false"),
    ("{a: [\"x\", none]} == {a: [\"x\", none]}", "true"), ("{a: {b: 1}} == {a: {b: 1}}", "true"),
    ("{a: \"1\"} == {a: 1}", "false"), ("{a: nan} == {a: nan}", "false"),
    ("{a: 1} == none", "false"),
    ("x = {}; x == {}", "true"), ("{a: true} == {a: 1}", "true"),
    ("[{a: 1}, {a: 2}] == [{a: 1}, {a: 2}]", "true"), ("[{a: 1}] == [{a: 1}, {a: 2}]", "false"),
    ("[{a: 1}, 3] != [{a: 1}, 4]", "true"), ("{a: 1h} == {a: 60min}", "true"),
    ("{a: 1h} == {a: 1$}", "false"),
  ])
  func `records compare to one truth value`(program: String, expected: String) {
    #expect(printed(program) == expected)
  }

  @Test(arguments: [
    ("r = {a: 1, b: 2}; s = r; r.a = 5; r; s", "{a: 5, b: 2}\n{a: 1, b: 2}"),
    ("r = {a: {b: 1}}; r.a.b = \"x\"; r", "{a: {b: \"x\"}}"),
    ("r = {\"a b\": 1}; r[\"a b\"] = 2; r", "{\"a b\": 2}"),
    ("r = {t: [1, 2, 3]}; r.t[1] = 9; r", "{t: [1, 9, 3]}"),
    ("fn f(r) { r.a = 2; r }; r = {a: 1}; f(r).a; r.a", "2\n1"),
  ])
  func `a field is given another value`(program: String, expected: String) {
    #expect(printed(program) == expected)
  }

  @Test(arguments: [
    ("{age: 41}.agee", "E0114", "a record has no `agee`", "did you mean `age`?"),
    ("{age: 41, sex: 1}.xyz", "E0114", "a record has no `xyz`", "there is age and sex"),
    ("r = {\"a b\": 1}; r[\"b\"]", "E0114", "a record has no `b`", "there is \"a b\""),
    (
      "{age: 41}[0]", "E0118", "the fields of a record have names, not positions: a number is none",
      "write `r.age`; a name with blanks stands in brackets: `r[\"sepal length\"]`"
    ),
    ("r = {age: 41}; r.agee = 5", "E0114", "a record has no `agee`", "did you mean `age`?"),
    (
      "r = {\"Sepal length\": 5}; r.sepal_length", "E0114", "a record has no `sepal_length`",
      "a name with blanks stands in brackets: `r[\"Sepal length\"]`"
    ),
    (
      "r = {a: 1, b: 2}; r.size = 5", "E0114", "a record has no `size`",
      "a record gets no new fields: write it anew, `{a: …, b: …, size: …}`"
    ),
    (
      "r = {m: 1..2}; r.m.x = 5", "E0121", "a part of a range cannot be assigned",
      "bind a new name instead"
    ),
    (
      "{age: 41} + 1", "E0403", "`+` cannot combine a record and a number",
      "a record is compared with a record, a field by its name: `r.age == 41`"
    ),
    (
      "{age: 41} == 41", "E0403", "`==` cannot combine a record and a number",
      "a record is compared with a record, a field by its name: `r.age == 41`"
    ),
    (
      "{age: 41}(2)", "E0119", "a record cannot be called",
      "only functions, models and activations can"
    ),
    (
      "rows = [{age: 41}]; rows.age", "E0114", "a list has no `age`; its records have",
      "`rows[0].age` is that of the first one of a list `rows`"
    ),
    (
      "for x in {a: 1} { x }", "E0402",
      "for needs a list, a tensor or a range of whole numbers, not a record",
      "`:who` shows what your names are"
    ),
  ])
  func `what is wrong with a field is said`(
    program: String, code: String, message: String, hint: String
  ) {
    let output = printed(program)
    #expect(output.hasPrefix("error \(code): \(message)\n"), "\(output)")
    #expect(output.hasSuffix("hint: \(hint)"), "\(output)")
  }

  @Test func `a record is bounded like a list`() {
    #expect(printed("r = {a: 1}; for i in 0..1000 { r = {a: r} }").contains("error E0911"))
    #expect(printed("r = {a: 1}; for i in 0..60 { r = {a: r, b: r} }").contains("error E0910"))
    let deep = printed("r = {a: 1}; for i in 0..190 { r = {a: r} }; s = r; print r; r == s")
    #expect(deep.hasPrefix("{a: {a: ") && deep.hasSuffix("true"), "\(deep.suffix(80))")
  }

  @Test func `columns of records by name`() throws {
    func columns(_ program: String) throws -> RecordColumns? {
      let transcript = Transcript()
      #expect(transcript.run("value = " + program) == "")
      let value = try #require(transcript.interpreter.names.first { $0.name == "value" }?.value)
      return try RecordColumns(value)
    }
    let table = try #require(try columns("[{age: 41, sex: \"m\"}, {sex: none, age: 35}]"))
    #expect(table.count == 2)
    #expect(table.columns.map(\.name) == ["age", "sex"])
    #expect(table.columns[0].values.map(\.number) == [41, 35])
    guard case .none = table.columns[1].values[1] else {
      Issue.record("a missing value")
      return
    }
    #expect(try columns("{a: 1}")?.count == 1)
    #expect(try columns("[1, \"x\"]") == nil)
    #expect(try columns("\"x\"") == nil)
    for (program, message) in [
      ("[{a: 1}, {b: 2}]", "the record at position 1 has no `a`"),
      ("[{a: 1}, {a: 2, b: 2}]", "the record at position 1 has `b`, which the first has not"),
      ("[{a: 1}, 3]", "a table is a list of records, but at position 1 stands a number"),
    ] {
      do {
        _ = try columns(program)
        Issue.record("no error: \(program)")
      } catch {
        #expect(Problems.diagnostic(for: error, at: nil).message == message)
      }
    }
  }

  @Test func `a record is the same as one with the same values`() {
    func fingerprint(_ program: String) -> ValueFingerprint? {
      let transcript = Transcript()
      _ = transcript.run("value = " + program)
      return transcript.interpreter.names.first { $0.name == "value" }.map {
        ValueFingerprint($0.value)
      }
    }
    let one = fingerprint("{a: 1, b: \"x\"}")
    #expect(one?.isKnown == true)
    #expect(one.flatMap { fingerprint("{a: 1, b: \"x\"}")?.isSame(as: $0) } == true)
    #expect(one.flatMap { fingerprint("{a: 1, c: \"x\"}")?.isSame(as: $0) } == false)
    #expect(one.flatMap { fingerprint("{a: 2, b: \"x\"}")?.isSame(as: $0) } == false)
  }

  @Test func `a name that holds a record says so`() throws {
    let transcript = Transcript()
    _ = transcript.run("r = {age: 41, inner: {x: [1, 2], \"y z\": 2}}")
    let row = try #require(transcript.interpreter.nameRows.first)
    #expect(row.kind == "record")
    #expect(row.detail == "{age: 41, inner: {x: [1, 2], \"y z\": 2}}")
    #expect(transcript.interpreter.fieldRows.map(\.name) == ["r.age", "r.inner", "r.inner.x"])
    #expect(try transcript.interpreter.type(of: "{a: 1}").get().text() == "record, {a: 1}")
  }

  /// What each class counts stands in the factors of the training; the losses say whether they are used.
  @Test func `classes are weighted by name or by number`() {
    let data =
      "seed 1; d = table([[0], [1], [2], [3]], [0, 1, 1, 0]); m = model 1 { dense 1, activation=sigmoid };"
    func loss(_ weights: String) -> String {
      printed("\(data) r = train m, d, epochs=2, class_weight=\(weights); r.loss")
    }
    let expected = loss("[1, 5]")
    #expect(loss("{\"0\": 1, \"1\": 5}").hasSuffix(expected.split(separator: "\n").last ?? "none"))
    #expect(loss("{\"1\": 5}").hasSuffix(expected.split(separator: "\n").last ?? "none"))
    #expect(loss("[1, 1]").split(separator: "\n").last != expected.split(separator: "\n").last)
  }

  @Test func `classes of a table are weighted by their names`() throws {
    try TemporaryFolder.use { folder in
      let table = "a,alive\n1,no\n2,yes\n3,no\n4,yes\n"
      try AtomicFile.write(Array(table.utf8), to: folder + "/t.csv")
      let transcript = Transcript(folder: folder)
      let model = """
        seed 1; d = data csv("t.csv", target="alive"); m = model d { dense 2, activation=softmax }
        """
      func loss(_ weights: String) -> Substring? {
        transcript.run("\(model)\nr = train m, d, class_weight=\(weights); r.loss")
          .split(separator: "\n").last
      }
      #expect(loss("{no: 1, yes: 3}") == loss("[1, 3]"))
      #expect(loss("{yes: 3}") == loss("[1, 3]"))
      #expect(loss("[1, 3]") != loss("[1, 1]"))
      let output = transcript.run("train m, d, class_weight={no: 1, yess: 3}")
      #expect(output.contains("E0406: class_weight speaks of `yess`"), "\(output)")
      #expect(output.hasSuffix("hint: did you mean `yes`?"), "\(output)")
      let twice = transcript.run("train m, d, class_weight={no: 1, \"0\": 3}")
      #expect(twice.contains("has the class `0` twice"), "\(twice)")
    }
  }

  @Test func `a run goes on with the class weights of its file`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let program = """
        seed 1; d = table([[0], [1], [2], [3]], [0, 1, 1, 0])
        m = model 1 { dense 1, activation=sigmoid }

        """
      let weights = "class_weight={\"1\": 5}"
      let all = transcript.run("\(program)r = train m, d, epochs=4, \(weights); r.loss[3]")
      _ = transcript.run(
        "\(program)r = train m, d, epochs=2, \(weights), checkpoint=\"r.safetensors\"")
      let resumed = transcript.run(
        "\(program)s = resume \"r.safetensors\", m, d, epochs=2; s.loss[3]")
      #expect(
        resumed.split(separator: "\n").last == all.split(separator: "\n").last,
        "\(resumed) \(all)")
    }
  }

  @Test(arguments: [
    (
      "{\"2\": 1}", "E0406: class_weight speaks of `2`, which is no class of the data",
      "there is \"0\" and \"1\""
    ),
    (
      "{yes: 1}", "E0406: class_weight speaks of `yes`, which is no class of the data",
      "there is \"0\" and \"1\""
    ),
    (
      "{\"1\": -1}",
      "E0401: `class_weight` of train must be finite numbers, 0 or more, not \"1\": -1", ""
    ),
    ("{\"0\": 0, \"1\": 0}", "E0401: `class_weight` must be above 0", ""),
  ])
  func `a weight of no class is refused`(weights: String, message: String, hint: String) {
    let output = printed(
      "d = table([[0], [1]], [0, 1]); m = model 1 { dense 1, activation=sigmoid }; train m, d, class_weight=\(weights)"
    )
    #expect(output.contains(message), "\(output)")
    #expect(output.contains(hint), "\(output)")
  }
}

import Data
import Engine
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Serving
@testable import Workbench

@Suite("What a served model takes and answers")
struct ServedModelTests {
  private static let row =
    #"{"age": 41, "income": 1200, "purpose": "car", "since": "2023-03-25", "owner": true}"#

  @Test func `named fields get the bits of predict, with the class and all probabilities`() throws {
    try ServedLoans.use { session in
      let model = try session.model()
      let asked = try session.tensor("predict(m, \(ServedLoans.written)).output")
      #expect(try model.numbers("[\(Self.row)]").isIdentical(to: asked))
      let said = try model.says("[\(Self.row)]")
      #expect(said.hasPrefix(#"[{"class":""#), "\(said)")
      #expect(
        said.contains(#""index":"#) && said.contains(#""probabilities":{"bad":0."#), "\(said)")
    }
  }

  @Test
  func `several rows get the bits that each gets alone, and a gap is filled where training was`()
    throws
  {
    try ServedLoans.use { session in
      let model = try session.model()
      let other = Self.row.replacing("1200", with: "null")
      let both = try model.numbers("[\(Self.row), \(other)]")
      let alone = try session.tensor(
        "predict(m, \(ServedLoans.written.replacing("1200", with: "none"))).output")
      #expect(SampleRows(both).tensor([1]).isIdentical(to: alone))
    }
  }

  private static let mistakes: [(wrong: String, expected: String)] = [
    (#"{"age": 41}"#, #"instances[1]: "income", "purpose", "since", "owner" are missing"#),
    (
      row.replacing("\"age\"", with: "\"aeg\""),
      #"instances[1]: there is no field "aeg"; did you mean "age"?"#
    ),
    (
      row.replacing("{", with: "{\"risk\": \"good\", "),
      #"instances[1]: there is no field "risk": it is what the model predicts"#
    ),
    (row.replacing("41", with: "\"old\""), #"instances[1].age: "old" is no number"#),
    (row.replacing("41", with: "\"41\""), #"instances[1].age: "41" is no number"#),
    (row.replacing("41", with: "[41]"), #"instances[1].age: a list is no number"#),
    (row.replacing("41", with: "1e300"), "instances[1].age: 1e+300 is beyond 1e30"),
    (
      row.replacing("\"car\"", with: "\"cars\""),
      #"instances[1].purpose: training has not seen "cars", but "car", "home", "study"; did you mean "car"?"#
    ),
    (row.replacing("\"car\"", with: "\"\""), "instances[1].purpose: training has not seen"),
    (
      row.replacing("\"2023-03-25\"", with: "\"soon\""),
      #"instances[1].since: "soon" is no day such as "2023-03-25""#
    ),
    (row.replacing("\"2023-03-25\"", with: "7"), "instances[1].since: 7, and a day as a text"),
    (row.replacing("41", with: "null"), "instances[1].age: nothing stands there"),
    (
      row.replacing("\"car\"", with: "null"),
      "instances[1].purpose: nothing stands there, and the model has learnt from no such row"
    ),
    ("7", "instances[1]: a number, but the model takes an object"),
  ]

  @Test(arguments: mistakes)
  func `a wrong row is told with its place`(wrong: String, expected: String) throws {
    try ServedLoans.use { session in
      let said = try session.model().refuses("[\(Self.row), \(wrong)]")
      #expect(said.hasPrefix(expected), "\(said)")
    }
  }

  @Test func `numbers come in the units of the data`() throws {
    let rows = (0..<60).map { "\($0 % 12),\(50_000 + 1_000 * ($0 % 12))\n" }.joined()
    try ServedSession.use(
      ["p.csv": "rooms,price\n" + rows],
      """
      seed 1
      d = data csv("p.csv", target="price")
      m = model d { dense 1 }
      train m, d, epochs=3
      """
    ) { session in
      let model = try session.model()
      let asked = try session.tensor("predict(m, {rooms: 5}).output")
      #expect(try model.numbers(#"[{"rooms": 5}]"#).isIdentical(to: asked))
      let said = try model.says(#"[{"rooms": 5}]"#)
      #expect(said == "[\(Float(asked.first))]", "\(said)")
      guard case .fields(let fields) = model.signature.raw else { return }
      #expect(
        fields[0].range.map { abs($0.lowerBound) < 1e-4 && abs($0.upperBound - 11) < 1e-4 } == true)
    }
  }

  @Test func `texts of a model that reads one column come as texts`() throws {
    let rows = (0..<40).map { row in
      "\(["lovely warm place", "rude cold noise"][row % 2]) \(row),\(row % 2 == 0 ? "good" : "bad")\n"
    }.joined()
    try ServedSession.use(
      ["r.csv": "review,label\n" + rows],
      """
      seed 1
      d = data csv("r.csv", target="label") { words 4, columns="review" }
      m = model d { embedding d.vocab, 4; flatten; dense 1, activation=sigmoid }
      train m, d, epochs=3
      """
    ) { session in
      let model = try session.model()
      let asked = try session.tensor("predict(m, \"lovely warm noise\").output")
      #expect(try model.numbers(#"["lovely warm noise"]"#).isIdentical(to: asked))
      #expect(try model.numbers(#"[{"review": "lovely warm noise"}]"#).isIdentical(to: asked))
      let said = try model.says(#"["lovely warm noise"]"#)
      #expect(said.contains(#""probabilities":{"bad":"#), "\(said)")
      #expect(
        model.refuses("[7]")
          == "instances[0]: a number, but the model takes a text, or its tokens as a list of numbers"
      )
      #expect(model.refuses("[null]").contains("the model takes a text"))
      #expect(model.refuses(#"["a", 7]"#) == "instances[1]: a number, but the model takes a text")
    }
  }

  @Test func `tokens come as a text or as their numbers`() throws {
    try ServedSession.use(
      ["t.txt": String(repeating: "abcd", count: 30)],
      """
      d = data text("t.txt") { chars 4 }
      m = model [4] { embedding d.vocab, 4; lstm 4, return_sequences=true; dense d.vocab }
      train m, d, epochs=1, loss=sparse_categorical_crossentropy
      """
    ) { session in
      let model = try session.model()
      let asked = try session.tensor("predict m, [[0, 1, 2, 3]]")
      #expect(try model.numbers(#"["abcd"]"#).isIdentical(to: asked))
      #expect(try model.numbers("[[0, 1, 2, 3]]").isIdentical(to: asked))
      #expect(model.refuses(#"["abc"]"#) == "instances[0]: 3 characters, but the model takes 4")
      #expect(
        model.refuses(#"["abcx"]"#).hasPrefix(#"instances[0]: "x" is none of the 4 characters"#))
      #expect(
        model.refuses("[[0, 1, 2, 4]]") == "instances[0][3]: 4 is no whole number from 0 to 3")
      #expect(
        model.refuses("[[0, 1, 2, 0.5]]").hasPrefix("instances[0][3]: 0.5 is no whole number"))
    }
  }

  @Test func `pictures and sounds come as their files in base64`() throws {
    try ServedSession.use(
      media: true,
      """
      seed 1
      a = data images("photos", size=[6, 6], channels=1) { rescale 1/255 }
      m = model a { flatten; dense 2, activation=softmax }
      train m, a, epochs=2
      b = data audio("digits", label="_") { stft window=64, hop=32; mel bands=8; standardize }
      s = model b { flatten; dense 2, activation=softmax }
      train s, b, epochs=2
      """
    ) { session in
      let folder = session.transcript.interpreter.options.folder
      for (name, path) in [("m", "photos/dogs/3.pgm"), ("s", "digits/1_a_3.wav")] {
        let model = try session.model(name)
        let bytes = try InputFile.read("\(folder)/\(path)", limit: 1 << 20)
        let asked = try session.tensor("predict(\(name), \"\(path)\").output")
        let text = base64(bytes)
        #expect(try model.numbers(#"[{"b64": "\#(text)"}]"#).isIdentical(to: asked))
        #expect(
          try model.numbers(#"[{"b64": "data:a/b;base64,\#(text)"}]"#).isIdentical(to: asked))
        #expect(
          model.refuses(#"[{"b64": "\#(text.dropLast())"}]"#).hasSuffix("is no base64"))
        #expect(
          model.refuses(#"[{"b64": "\#(base64(Array(bytes.prefix(20))))"}]"#)
            .hasPrefix("instances[0].b64: no "))
        #expect(model.refuses(#"[{"b65": ""}]"#).contains(#"is {"b64": "…"}"#))
        #expect(model.refuses(#"["x"]"#).contains("b64"))
      }
    }
  }

  @Test func `numbers are nested to the model's shape, and several inputs come by name`() throws {
    try ServedSession.use(
      [:],
      """
      seed 1
      m = model [2, 3] { flatten; dense 2 }
      n = model a=[2], b=[1] { concatenate { path { from a }; path { from b } }; dense 3 }
      """
    ) { session in
      let model = try session.model()
      let asked = try session.tensor("predict m, [[[1, 2, 3], [4, 5, 6.5]]]")
      #expect(try model.numbers("[[[1, 2, 3], [4, 5, 6.5]]]").isIdentical(to: asked))
      #expect(try model.numbers(#"[{"input": [[1, 2, 3], [4, 5, 6.5]]}]"#).isIdentical(to: asked))
      #expect(
        model.refuses("[[[1, 2, 3], [4, 5]]]")
          == "instances[0][1]: a list of 2, but the model takes a list of 3")
      #expect(
        model.refuses("[[[1, 2, 3], [4, 5, 1e39]]]")
          == "instances[0][1][2]: 1e+39 is beyond float32")
      #expect(
        model.refuses("[[[1, 2, 3], [4, 5, null]]]") == "instances[0][1][2]: null is no number")
      #expect(model.refuses("[]") == "instances: there is none")
      let several = try session.model("n")
      let both = try session.tensor("predict n, a=[[1, 2]], b=[[3]]")
      #expect(try several.numbers(#"[{"b": 3, "a": [1, 2]}]"#).isIdentical(to: both))
      #expect(several.refuses(#"[{"a": [1, 2]}]"#) == #"instances[0]: "b" is missing"#)
      #expect(
        several.refuses(#"[{"a": [1, 2], "b": [1], "c": 1}]"#).contains(#"there is no input "c""#))
      #expect(several.refuses("[[1, 2, 3]]").contains(#"an object with the inputs "a", "b""#))
    }
  }

  @Test func `the description has the words of training as enumerations, and shapes as counts`()
    throws
  {
    try ServedLoans.use { session in
      let document = InterfaceDescription(predictor: try session.model(), writer: nil).document
      let request = document["paths"]?["/v1/models/m:predict"]?["post"]?["requestBody"]
      let schema = request?["content"]?["application/json"]?["schema"]
      let kinds = schema?["properties"]?["instances"]?["anyOf"]?.items { $0["items"] } ?? []
      #expect(kinds.count == 2)
      let fields = kinds.first?["properties"]
      #expect(
        kinds.first?["required"] == ["age", "income", "purpose", "since", "owner"])
      #expect(
        fields?["purpose"]?["enum"]?.items { $0.string ?? "" }?.prefix(3) == [
          "car", "home", "study",
        ])
      #expect(fields?["income"]?["type"] == ["number", "null"])
      #expect(fields?["age"]?["type"] == "number")
      #expect(fields?["age"]?["description"] == "In training 20 to 69.")
      #expect(fields?["since"]?["format"] == "date")
      let words = fields?["purpose"]?["enum"]?.items { $0 } ?? []
      #expect(!words.isEmpty && !words.contains(.null), "\(words)")
      let width = try session.model().model.inputs[0].shape[0]
      #expect(kinds.last?["minItems"] == .whole(width) && kinds.last?["maxItems"] == .whole(width))
    }
  }

  @Test func `a served model keeps its weights, whatever becomes of the other`() throws {
    try ServedSession.use([:], "seed 1; m = model [2] { dense 1 }") { session in
      let model = try session.model()
      let before = try model.numbers("[[1, 2]]")
      _ = session.transcript.run("m.dense.kernel = [[7], [8]]")
      #expect(try model.numbers("[[1, 2]]").isIdentical(to: before))
    }
  }
}

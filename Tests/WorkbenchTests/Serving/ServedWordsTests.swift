import Data
import Engine
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Serving
@testable import Workbench

@Suite("What a served model asks for, in words and in what describes it")
struct ServedWordsTests {
  @Test func `a word is asked for where training had one in each row, at the prompt, too`() throws {
    try ServedLoans.use { session in
      for gap in ["none", "\"NA\""] {
        let said = session.transcript.run(
          "predict m, \(ServedLoans.written.replacing("\"car\"", with: gap))")
        #expect(said.contains("error E0533: nothing stands in \"purpose\" of row 0"), "\(said)")
      }
      let page = PageFacts(model: try session.model(), writes: false).json
      let fields = page["fields"]?.items { $0 } ?? []
      #expect(fields.map { $0["null"] } == [false, true, false, false, false])
    }
  }

  @Test(arguments: [
    #"{"inputs": {"age": [41], "purpose": ["car"]}}"#, #"{"inputs": {"age": [41]}}"#,
    #"{"inputs": [{"age": 41}]}"#,
  ])
  func `columns of a table under inputs are told to be rows under instances`(content: String) throws
  {
    try ServedLoans.use { session in
      let json = try JSON.read(Array(content.utf8))
      let model = try session.model()
      let problem = #expect(throws: RequestProblem.self) {
        _ = try TensorFlowRoutes.predict(json, model)
      }
      let said = problem?.detail ?? ""
      #expect(
        said.contains(#"rows go in `instances`: [{"age": …, "income": …, "purpose": …, …}]"#),
        "\(said)")
    }
  }

  @Test func `the request to try out is one that is answered`() throws {
    try ServedLoans.use { session in
      let model = try session.model()
      let trial = TrialRequest(of: model)
      #expect(trial.path == "/v1/models/m:predict")
      let instances = try JSON.read(Array(trial.body.utf8))["instances"]
      let said = try model.says(#require(instances).description)
      #expect(said.hasPrefix("[{\"class\":"), "\(said)")
    }
    try ServedSession.use([:], "m = model [2, 3] { flatten; dense 1 }") { session in
      let body = TrialRequest(of: try session.model()).body
      #expect(body == #"{"instances": [[[0, 0, 0], [0, 0, 0]]]}"#)
    }
    #expect(
      ServerAddress(host: "0.0.0.0", port: 80, isSecure: true).reachable.text
        == "https://127.0.0.1:80")
  }

  @Test func `times of day are asked for where training had them`() throws {
    let rows = (0..<80).map { "2024-01-\(10 + $0 % 20) \(10 + $0 % 13):30,\($0 % 7)\n" }
    try ServedSession.use(
      ["t.csv": "when,y\n" + rows.joined()],
      "seed 1; d = data csv(\"t.csv\", target=\"y\"); m = model d { dense 1 }; train m, d, epochs=1"
    ) { session in
      let model = try session.model()
      guard case .fields(let fields) = model.signature.raw else {
        Issue.record("no fields")
        return
      }
      #expect(fields.map(\.hasTimes) == [true])
      let schema = InstanceSchema.field(fields[0])
      #expect(schema["anyOf"] == [["format": "date-time"], ["format": "date"]])
      let page = PageFacts(model: model, writes: false).json
      #expect((page["fields"]?.items { $0["times"] } ?? []) == [true])
      let both = ["2024-01-12 11:30", "2024-01-12T11:30:00Z"].map { "{\"when\": \"\($0)\"}" }
      let numbers = try both.map { try model.numbers("[\($0)]").first }
      #expect(numbers[0] == numbers[1])
    }
  }
}

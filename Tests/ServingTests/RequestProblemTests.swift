import Support
import Testing

@testable import Serving

@Suite struct RequestProblemTests {
  @Test func `a problem keeps its status and sentence`() {
    let problem = RequestProblem(422, "instances[1]: 3 numbers, but the model takes 4")
    #expect(problem.status == 422)
    #expect(problem.detail.hasPrefix("instances[1]"))
  }

  @Test(arguments: [
    ("user", "{}", "user: an object is no text"), ("user", "3", "user: 3 is no text"),
    ("service_tier", "[]", "service_tier: a list is no text"),
    ("metadata", "\"a\"", "metadata: a text is no object"),
    ("store", "\"yes\"", "store: \"yes\" is not true or false"),
  ])
  func `what changes no completion is still of its kind`(
    name: String, value: String, sentence: String
  ) throws {
    let content = try JSON.read(
      Array("{\"model\": \"m\", \"prompt\": \"a\", \"\(name)\": \(value)}".utf8))
    let problem = #expect(throws: CompletionProblem.self) {
      try CompletionRequest(content, model: "m")
    }
    #expect(problem?.message == sentence && problem?.parameter == name)
  }

  /// The greatest number that the description allows is the last that float32 does not round to infinity.
  @Test func `the description's greatest number is the last that is accepted`() {
    let greatest = ServedSignature.Port.greatestOf32Bits
    #expect(Float(greatest) == .greatestFiniteMagnitude)
    #expect(Float(greatest.nextUp) == .infinity)
    #expect(ServedSignature.Port("x", shape: [2]).greatest == greatest)
  }
}

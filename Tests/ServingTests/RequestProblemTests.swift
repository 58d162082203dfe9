import Testing

@testable import Serving

@Suite struct RequestProblemTests {
  @Test func `a problem keeps its status and sentence`() {
    let problem = RequestProblem(422, "instances[1]: 3 numbers, but the model takes 4")
    #expect(problem.status == 422)
    #expect(problem.detail.hasPrefix("instances[1]"))
  }
}

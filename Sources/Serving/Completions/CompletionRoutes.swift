import Glibc
import Support

/// OpenAI's interface for models that write: `POST /v1/completions`, `GET /v1/models`.
enum CompletionRoutes {
  /// The routes of a model; without the first where it writes no texts.
  static func all(_ served: ServedModel, _ writer: TextWriter?) -> [Route] {
    let created = time(nil)
    let model: JSON = [
      "id": .text(served.name), "object": "model", "created": .whole(created), "owned_by": "nabla",
    ]
    let list = Route(.get, "/v1/models", problem: { CompletionProblem($0).response }) { _ in
      .response(ServedResponse(json: ["object": "list", "data": [model]]))
    }
    guard let writer else { return [list] }
    let completions = Route(
      .post, "/v1/completions", problem: { CompletionProblem($0).response }
    ) { request throws(RequestProblem) in
      let content = try request.json()
      do throws(CompletionProblem) {
        return .turns(
          try CompletionTurns(CompletionRequest(content, model: writer.name), writer))
      } catch {
        return .response(error.response)
      }
    }
    return [list, completions]
  }
}

import Support
import Synchronization

/// Whether a server has begun to answer.
final class Readiness: Sendable {
  private let value = Atomic<Bool>(false)

  var isReady: Bool {
    get { value.load(ordering: .relaxed) }
    set { value.store(newValue, ordering: .relaxed) }
  }
}

/// Questions whether a server lives and answers: of the Open Inference Protocol, and of whoever watches machines. No
/// token is needed for them.
enum HealthRoutes {
  static func all(_ predictor: any ServedPredictor, _ readiness: Readiness) -> [Route] {
    let live = Route(.get, "/v2/health/live", isOpen: true) { _ in
      .response(ServedResponse(json: ["live": true]))
    }
    let ready = Route(.get, "/v2/health/ready", isOpen: true) {
      _ throws(RequestProblem) in try answer(readiness)
    }
    let models = ["", "/versions/{version}"].map { version in
      Route(.get, "/v2/models/{name}\(version)/ready", isOpen: true) {
        request throws(RequestProblem) in
        try predictor.checkName(in: request)
        return try answer(readiness, named: predictor.name)
      }
    }
    return [live, ready] + models
  }

  private static func answer(
    _ readiness: Readiness, named name: String? = nil
  ) throws(RequestProblem) -> ServedAnswer {
    guard readiness.isReady else { throw RequestProblem(503, "the model is not ready yet") }
    let members = name.map { [JSON.Member("name", .text($0))] } ?? []
    return .response(ServedResponse(json: .object(members + [JSON.Member("ready", true)])))
  }
}

extension ServedPredictor {
  /// Refuses a request for another model, or another version than 1, the only one there is.
  func checkName(in request: ServedRequest) throws(RequestProblem) {
    if let asked = request.parameters["name"], asked != name {
      throw RequestProblem(
        404, "no model is called \(RequestProblem.quoted(asked)); this server has \(name)")
    }
    if let version = request.parameters["version"], version != "1" {
      throw RequestProblem(
        404, "\(name) has no version \(RequestProblem.quoted(version)); the only one is 1")
    }
  }
}

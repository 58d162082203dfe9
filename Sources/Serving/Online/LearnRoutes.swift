import Data
import Support

/// `POST /v1/models/NAME:learn` with rows and their true answers, `POST /v1/models/NAME:rollback`.
enum LearnRoutes {
  static func all(of model: ServedModel, _ learner: OnlineLearner?) -> [Route] {
    [
      Route(.post, "/v1/models/{name}:learn") { request throws(RequestProblem) in
        try model.checkName(in: request)
        let learner = try known(learner, model)
        let rows = try labelled(try request.json(), model, learner)
        return .own(rows: rows.count) { () throws(RequestProblem) in
          answer(try learner.learn(rows), rows.count, learner.status)
        }
      },
      Route(.post, "/v1/models/{name}:rollback") { request throws(RequestProblem) in
        try model.checkName(in: request)
        guard try known(learner, model).rollBack() else {
          throw RequestProblem(409, "\(model.name) has learnt nothing that could be taken back")
        }
        return .response(ServedResponse(json: ["rolled_back": true]))
      },
    ]
  }

  private static func known(
    _ learner: OnlineLearner?, _ model: ServedModel
  ) throws(RequestProblem) -> OnlineLearner {
    guard let learner else {
      throw RequestProblem(409, "\(model.name) does not learn: it is served without learn=true")
    }
    return learner
  }

  /// `{"instances": […], "labels": […]}`, a label for each row.
  private static func labelled(
    _ content: JSON, _ model: ServedModel, _ learner: OnlineLearner
  ) throws(RequestProblem) -> Samples {
    guard case .object(let members) = content else {
      throw RequestProblem(
        400, "the content must be an object: {\"instances\": […], \"labels\": […]}")
    }
    for member in members where !["instances", "labels"].contains(member.name) {
      throw RequestProblem(
        400,
        "the content has \(RequestProblem.quoted(member.name)); it takes `instances` and `labels`")
    }
    guard case .list(let rows)? = content["instances"], case .list(let labels)? = content["labels"]
    else {
      throw RequestProblem(
        400, "`instances` and `labels` must be lists, with one entry for each row")
    }
    guard rows.count == labels.count else {
      throw RequestProblem(
        422, "\(rows.count) instances and \(labels.count) labels: each row has its own")
    }
    guard rows.count <= OnlineLearner.mostRows else {
      throw RequestProblem(
        413,
        "instances: \(rows.count), but at most \(OnlineLearner.mostRows) are learnt from at once")
    }
    var samples = try model.samples(of: rows)
    let targets = SampleRows(try learner.labels.targets(of: labels))
    guard samples.count == targets.count else {
      throw RequestProblem(
        422, "the instances are \(samples.count) rows, and there are \(targets.count) labels")
    }
    samples.targets = targets
    return samples
  }

  private static func answer(
    _ events: [LearningEvent], _ rows: Int, _ status: LearningStatus
  ) -> ServedResponse {
    let updates = events.map { event -> JSON in
      [
        "update": .whole(event.update), "outcome": .text(event.kind.rawValue),
        "loss_before": number(event.loss.before), "loss_after": number(event.loss.after),
      ]
    }
    return ServedResponse(json: [
      "rows": .whole(rows), "held_out": .whole(status.heldOut), "updates": .list(updates),
      "loss": number(status.loss ?? .nan),
    ])
  }

  private static func number(_ number: Double) -> JSON {
    number.isFinite ? .number(number) : .null
  }
}

import Support

/// How a server that learns describes what teaches it.
struct LearningDescription {
  let predictor: ServedModel
  let learner: OnlineLearner

  var paths: [JSON.Member] {
    let place = "/v1/models/\(predictor.name)"
    return [
      .init("\(place):learn", ["post": learn]), .init("\(place):rollback", ["post": rollBack]),
    ]
  }

  private var learn: JSON {
    let request: JSON = [
      "type": "object", "required": ["instances", "labels"], "additionalProperties": false,
      "properties": [
        "instances": InstanceSchema(predictor: predictor).instances,
        "labels": [
          "type": "array", "items": learner.labels.schema, "minItems": 1,
          "description": "The true answer of each instance: as many as instances.",
        ],
      ],
    ]
    let number: JSON = ["type": ["number", "null"]]
    let update = DescribedOperation.object([
      "update": ["type": "integer"], "outcome": ["enum": ["taken", "refused", "taken back"]],
      "loss_before": number, "loss_after": number,
    ])
    return DescribedOperation.describing(
      "learn",
      "Learns from rows and their true answers. A quarter of them is held out; what makes the answers to those worse is not taken.",
      request: request,
      answer: DescribedOperation.object([
        "rows": ["type": "integer"], "held_out": ["type": "integer"],
        "updates": ["type": "array", "items": update], "loss": number,
      ]))
  }

  private var rollBack: JSON {
    DescribedOperation.describing(
      "rollBack", "Takes the last update back.", request: ["type": "object"],
      answer: DescribedOperation.object(["rolled_back": ["const": true]]))
  }
}

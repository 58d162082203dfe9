import Support

/// The description of a server's interface as OpenAPI 3.1, made from what its model takes and gives.
///
/// Schemas are exact where JSON Schema can be: words are enumerations, shapes are counts of items. Ranges of training stand in
/// descriptions only, because a number outside of them is answered, too.
struct InterfaceDescription {
  let predictor: ServedModel
  /// Whether it writes texts.
  let writer: TextWriter?
  /// What learns from rows that are sent back.
  var learner: OnlineLearner?
  /// Whether clients show a token.
  var isGuarded = false

  private var name: String { predictor.name }

  /// The document.
  var document: JSON {
    var paths: [JSON.Member] = [
      path("/v1/models/\(name):predict", post: predict), path("/v1/models/\(name)", get: status),
      path("/v1/models", get: models),
    ]
    if let writer {
      paths.append(path("/v1/completions", post: CompletionDescription(writer: writer).operation))
    }
    if let learner { paths += LearningDescription(predictor: predictor, learner: learner).paths }
    paths += [
      path("/v2", get: server), path("/v2/health/live", get: open(truth("live", "liveness"))),
      path("/v2/health/ready", get: open(truth("ready", "readiness"))),
      path("/v2/models/\(name)", get: metadata),
      path("/v2/models/\(name)/ready", get: open(modelReady)),
      path("/v2/models/\(name)/infer", post: infer),
      path("/metrics", get: text("metrics", "Counts and times, for Prometheus.", "text/plain")),
      path("/openapi.json", get: described),
      path("/", get: open(text("page", "A page that tries the model out.", "text/html"))),
    ]
    var document: [JSON.Member] = [
      .init("openapi", "3.1.0"),
      .init(
        "info",
        [
          "title": .text(name), "version": .text(Version.text),
          "description": .text("A model that answers over HTTP, served by nabla."),
        ]),
      .init("paths", .object(paths)),
    ]
    if isGuarded {
      document += [
        .init(
          "components",
          [
            "securitySchemes": [
              "token": [
                "type": "http", "scheme": "bearer",
                "description": "The token of the server, in the header Authorization.",
              ]
            ]
          ]),
        .init("security", [["token": .list([])]]),
      ]
    }
    return .object(document)
  }

  /// An operation that is answered without the token.
  private func open(_ operation: JSON) -> JSON {
    guard isGuarded, case .object(let members) = operation else { return operation }
    return .object(members + [JSON.Member("security", .list([]))])
  }

  private func path(_ path: String, get: JSON? = nil, post: JSON? = nil) -> JSON.Member {
    var members: [JSON.Member] = []
    if let get { members.append(.init("get", get)) }
    if let post { members.append(.init("post", post)) }
    return .init(path, .object(members))
  }

  private var predict: JSON {
    let request: JSON = [
      "type": "object", "required": ["instances"], "additionalProperties": false,
      "properties": [
        "instances": InstanceSchema(predictor: predictor).instances,
        "signature_name": ["const": "serving_default"],
      ],
    ]
    let answers: JSON = [
      "type": "array", "minItems": 1, "items": AnswerSchema(signature: predictor.signature).answer,
    ]
    return DescribedOperation.describing(
      "predict",
      "The model's answer for each instance. `inputs` in place of `instances` takes numbers as the layers do, by column.",
      request: request,
      answer: DescribedOperation.object(["predictions": answers]))
  }

  private var status: JSON {
    let state = DescribedOperation.object([
      "version": ["type": "string"], "state": ["type": "string"],
      "status": DescribedOperation.object([
        "error_code": ["type": "string"], "error_message": ["type": "string"],
      ]),
    ])
    return DescribedOperation.describing(
      "status", "Whether the model answers, as TensorFlow Serving says it.",
      answer: DescribedOperation.object(["model_version_status": ["type": "array", "items": state]])
    )
  }

  private var models: JSON {
    let model = DescribedOperation.object([
      "id": ["const": .text(name)], "object": ["const": "model"], "created": ["type": "integer"],
      "owned_by": ["type": "string"],
    ])
    return DescribedOperation.describing(
      "models", "The models of the server, as OpenAI says it.",
      answer: DescribedOperation.object([
        "object": ["const": "list"], "data": ["type": "array", "items": model],
      ]), problem: CompletionDescription.problem)
  }

  private var server: JSON {
    DescribedOperation.describing(
      "server", "What the server is, in the Open Inference Protocol.",
      answer: DescribedOperation.object([
        "name": ["type": "string"], "version": ["type": "string"],
        "extensions": ["type": "array", "items": ["type": "string"]],
      ]))
  }

  private func truth(_ member: String, _ id: String) -> JSON {
    DescribedOperation.describing(
      id, "Whether the server is \(member).",
      answer: DescribedOperation.object([member: ["const": true]]))
  }

  private var modelReady: JSON {
    DescribedOperation.describing(
      "modelReadiness", "Whether the model answers.",
      answer: DescribedOperation.object(["name": ["const": .text(name)], "ready": ["const": true]]))
  }

  private var metadata: JSON {
    let port = DescribedOperation.object([
      "name": ["type": "string"], "datatype": ["type": "string"],
      "shape": ["type": "array", "items": ["type": "integer"]],
    ])
    return DescribedOperation.describing(
      "metadata", "Inputs and outputs as tensors, in the Open Inference Protocol.",
      answer: DescribedOperation.object([
        "name": ["const": .text(name)], "versions": ["type": "array", "items": ["type": "string"]],
        "platform": ["type": "string"], "inputs": ["type": "array", "items": port],
        "outputs": ["type": "array", "items": port],
      ]))
  }

  private var infer: JSON {
    let inputs = predictor.signature.inputs.map { port -> JSON in
      let extents = port.shape.map { $0 ?? 1 }
      let count = extents.reduce(1, *)
      return [
        "type": "object", "required": ["name", "datatype", "shape", "data"],
        "properties": [
          "name": ["const": .text(port.name)], "datatype": ["const": "FP32"],
          "shape": ["const": .list([1] + extents.map { .whole($0) })],
          "data": [
            "type": "array", "minItems": .whole(count), "maxItems": .whole(count),
            "items": InstanceSchema.number(port),
          ],
        ],
      ]
    }
    let request: JSON = [
      "type": "object", "required": ["inputs"],
      "properties": [
        "inputs": [
          "type": "array", "prefixItems": .list(inputs), "minItems": .whole(inputs.count),
          "maxItems": .whole(inputs.count),
          "description":
            "A tensor for each input, here of one row; of several the first extent says how many.",
        ]
      ],
    ]
    let output = DescribedOperation.object([
      "name": ["type": "string"], "datatype": ["type": "string"],
      "shape": ["type": "array", "items": ["type": "integer"]],
      "data": ["type": "array", "items": ["type": "number"]],
    ])
    return DescribedOperation.describing(
      "infer", "The model's numbers for tensors, in the Open Inference Protocol.",
      request: request,
      answer: DescribedOperation.object([
        "model_name": ["const": .text(name)], "model_version": ["type": "string"],
        "outputs": ["type": "array", "items": output],
      ]))
  }

  private var described: JSON {
    DescribedOperation.describing("description", "This description.", answer: ["type": "object"])
  }

  private func text(_ id: String, _ summary: String, _ type: String) -> JSON {
    DescribedOperation.describing(id, summary, answer: ["type": "string"], as: type)
  }
}

/// Operations of OpenAPI as JSON.
enum DescribedOperation {
  /// An operation: what it takes, what it answers, and how it says what is wrong.
  static func describing(
    _ id: String, _ summary: String, request: JSON? = nil, answer: JSON,
    as type: String = "application/json", problem: JSON? = nil
  ) -> JSON {
    var members: [JSON.Member] = [
      .init("operationId", .text(id)), .init("summary", .text(summary)),
    ]
    if let request {
      members.append(
        .init(
          "requestBody",
          ["required": true, "content": ["application/json": ["schema": request]]]))
    }
    members.append(
      .init(
        "responses",
        [
          "200": [
            "description": "The answer.", "content": .object([.init(type, ["schema": answer])]),
          ],
          "default": problem ?? Self.problem,
        ]))
    return .object(members)
  }

  /// An object that has all of these members.
  static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    [
      "type": "object", "required": .list(members.map { .text($0.key) }),
      "properties": .object(members.map { .init($0.key, $0.value) }),
    ]
  }

  /// A problem of RFC 9457.
  static let problemSchema = object([
    "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
    "detail": ["type": "string"],
  ])

  private static let problem: JSON = [
    "description": "What is wrong with the request, in one sentence.",
    "content": ["application/problem+json": ["schema": problemSchema]],
  ]
}

import Data
import Engine
import Support

/// The requests of TensorFlow Serving's REST interface: `POST /v1/models/NAME:predict`, `GET /v1/models/NAME`.
enum TensorFlowRoutes {
  static func all(_ predictor: any ServedPredictor) -> [Route] {
    ["", "/versions/{version}"].flatMap { version in
      [
        Route(.post, "/v1/models/{name}\(version):predict") { request throws(RequestProblem) in
          try predictor.checkName(in: request)
          if let samples = quickSamples(request, predictor) {
            return .rows(samples) { answers in predictions(answers, predictor) }
          }
          return try predict(try request.json(), predictor)
        },
        Route(.get, "/v1/models/{name}\(version)") { request throws(RequestProblem) in
          try predictor.checkName(in: request)
          return .response(ServedResponse(json: status))
        },
      ]
    }
  }

  private static let status: JSON = [
    "model_version_status": [
      [
        "version": "1", "state": "AVAILABLE",
        "status": ["error_code": "OK", "error_message": ""],
      ]
    ]
  ]

  /// Rows in `instances` give `predictions`, columns in `inputs` give `outputs`.
  static func predict(
    _ content: JSON, _ predictor: any ServedPredictor
  ) throws(RequestProblem) -> ServedAnswer {
    guard case .object(let members) = content else {
      throw RequestProblem(400, "the content must be an object: {\"instances\": […]}")
    }
    for member in members
    where !["instances", "inputs", "signature_name"].contains(member.name) {
      throw RequestProblem(
        400, "the content has \(RequestProblem.quoted(member.name)); it takes `instances`")
    }
    if let name = content["signature_name"], name != "serving_default" {
      throw RequestProblem(400, "the only signature_name is serving_default")
    }
    switch (content["instances"], content["inputs"]) {
    case (let instances?, nil):
      guard case .list(let rows) = instances else {
        throw RequestProblem(400, "`instances` must be a list, with one entry for each row")
      }
      return .rows(try predictor.samples(of: rows)) { answers in
        predictions(answers, predictor)
      }
    case (nil, let inputs?):
      let tensors = try checked(inputs, predictor)
      let samples = try predictor.samples(of: tensors)
      return .rows(samples) { answers in
        ServedResponse(text: "{\"outputs\":\(NestedNumbers.text(of: answers))}").json
      }
    case (nil, nil): throw RequestProblem(400, "there is no `instances` in the content")
    default: throw RequestProblem(400, "`instances` and `inputs` exclude one another")
    }
  }

  /// Rows of nothing but numbers, for a model of one input; `nil` leaves all else, and what is wrong, to `predict`.
  private static func quickSamples(
    _ request: ServedRequest, _ predictor: any ServedPredictor
  ) -> Samples? {
    let ports = predictor.signature.inputs
    let shape = ports[0].shape.compactMap(\.self)
    guard ports.count == 1, shape.count == ports[0].shape.count,
      let tensor = QuickInstances.tensor(of: request.body, shape: shape)
    else { return nil }
    return try? predictor.samples(of: [(ports[0].name, tensor)])
  }

  private static func predictions(
    _ answers: Tensor, _ predictor: any ServedPredictor
  ) -> ServedResponse {
    let count = answers.shape[0]
    var text = "{\"predictions\":["
    for row in 0..<count {
      if row > 0 { text += "," }
      let one = answers.rows(row..<(row + 1))
      text +=
        predictor.instance(
          of: one.reshaped(Shape(Array(one.shape.extents.dropFirst())))
        ).description
    }
    return ServedResponse(text: text + "]}").json
  }

  /// Columns of `inputs`; what only `instances` takes is told as that: rows with fields, texts, files.
  private static func checked(
    _ inputs: JSON, _ predictor: any ServedPredictor
  ) throws(RequestProblem) -> [(name: String, tensor: Tensor)] {
    do throws(RequestProblem) {
      let columns = try columns(inputs, predictor)
      let known = Set(predictor.signature.inputs.map(\.name))
      guard let other = columns.first(where: { !known.contains($0.name) }) else { return columns }
      throw RequestProblem(
        422,
        "inputs: there is no input \(RequestWords.name(other.name)), but "
          + RequestWords.list(predictor.signature.inputs.map(\.name)))
    } catch {
      guard let example = predictor.signature.raw.example else { throw error }
      throw RequestProblem(
        error.status,
        error.detail
          + "; `inputs` takes numbers as the layers do, rows go in `instances`: [\(example)]")
    }
  }

  /// `{"x": [[…]]}`, or `[[…]]` for a model of one input.
  private static func columns(
    _ inputs: JSON, _ predictor: any ServedPredictor
  ) throws(RequestProblem) -> [(name: String, tensor: Tensor)] {
    guard case .object(let members) = inputs else {
      let ports = predictor.signature.inputs
      guard ports.count == 1 else {
        throw RequestProblem(
          400, "`inputs` must name the inputs: \(ports.map(\.name).joined(separator: ", "))")
      }
      return [(ports[0].name, try NestedNumbers.tensor(of: inputs, named: "inputs"))]
    }
    var columns: [(name: String, tensor: Tensor)] = []
    for member in members {
      columns.append(
        (
          member.name,
          try NestedNumbers.tensor(
            of: member.value, named: "inputs.\(RequestProblem.quoted(member.name))")
        ))
    }
    return columns
  }
}

extension ServedResponse {
  /// The same, said to be JSON.
  var json: ServedResponse {
    var response = self
    response.contentType = "application/json"
    return response
  }
}

import Data
import Engine
import Support

/// The requests of the Open Inference Protocol, version 2, which Triton and others take: metadata and `infer`, with the
/// extension for binary tensor data.
enum OpenInferenceRoutes {
  static func all(_ predictor: any ServedPredictor) -> [Route] {
    let server = Route(.get, "/v2") { _ in
      .response(
        ServedResponse(json: [
          "name": "nabla", "version": .text(Version.text), "extensions": ["binary_tensor_data"],
        ]))
    }
    let models = ["", "/versions/{version}"].flatMap { version in
      [
        Route(.get, "/v2/models/{name}\(version)") { request throws(RequestProblem) in
          try predictor.checkName(in: request)
          return .response(ServedResponse(json: metadata(of: predictor)))
        },
        Route(.post, "/v2/models/{name}\(version)/infer") { request throws(RequestProblem) in
          try predictor.checkName(in: request)
          let output = predictor.signature.output.name
          let asked = try OpenInferenceRequest(request, output: output)
          return .rows(try predictor.samples(of: asked.inputs)) { answers in
            response(to: asked, answers, predictor)
          }
        },
      ]
    }
    return [server] + models
  }

  private static func metadata(of predictor: any ServedPredictor) -> JSON {
    func port(_ port: ServedSignature.Port) -> JSON {
      // -1 stands for any count.
      let extents = [JSON.whole(-1)] + port.shape.map { .whole($0 ?? -1) }
      return ["name": .text(port.name), "datatype": "FP32", "shape": .list(extents)]
    }
    return [
      "name": .text(predictor.name), "versions": ["1"], "platform": "nabla",
      "inputs": .list(predictor.signature.inputs.map(port)),
      "outputs": [port(predictor.signature.output)],
    ]
  }

  private static func response(
    to request: OpenInferenceRequest, _ answers: Tensor, _ predictor: any ServedPredictor
  ) -> ServedResponse {
    let type = OpenInferenceType(answers.dtype)
    var head = "{\"model_name\":\(JSON.text(predictor.name)),\"model_version\":\"1\","
    if let id = request.id { head += "\"id\":\(JSON.text(id))," }
    head += "\"outputs\":[{\"name\":\(JSON.text(predictor.signature.output.name)),"
    head += "\"datatype\":\"\(type.rawValue)\",\"shape\":"
    head += JSON.list(answers.shape.extents.map { .whole($0) }).description
    guard request.isBinaryAnswer else {
      let flat = answers.reshaped([answers.count])
      return ServedResponse(text: head + ",\"data\":\(NestedNumbers.text(of: flat))}]}").json
    }
    let bytes = answers.withBytes { Array($0) }
    head += ",\"parameters\":{\"binary_data_size\":\(bytes.count)}}]}"
    var response = ServedResponse(
      contentType: "application/octet-stream", Array(head.utf8) + bytes)
    response.headers.append((OpenInferenceRequest.lengthHeader, "\(head.utf8.count)"))
    return response
  }
}

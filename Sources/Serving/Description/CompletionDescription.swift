import Support

/// `POST /v1/completions` of a model that writes texts, as OpenAPI.
struct CompletionDescription {
  let writer: TextWriter

  var operation: JSON {
    let choice = DescribedOperation.object([
      "text": ["type": "string"], "index": ["type": "integer"], "logprobs": ["type": "null"],
      "finish_reason": ["enum": ["stop", "length", .null]],
    ])
    let usage = DescribedOperation.object([
      "prompt_tokens": ["type": "integer"], "completion_tokens": ["type": "integer"],
      "total_tokens": ["type": "integer"],
    ])
    let answer = DescribedOperation.object([
      "id": ["type": "string"], "object": ["const": "text_completion"],
      "created": ["type": "integer"], "model": ["const": .text(writer.name)],
      "choices": ["type": "array", "items": choice], "usage": usage,
    ])
    return [
      "operationId": "complete", "summary": "Goes on from a prompt, as OpenAI's interface does.",
      "requestBody": [
        "required": true, "content": ["application/json": ["schema": request]],
      ],
      "responses": [
        "200": [
          "description": "The texts; with `stream` one event for each token, then `[DONE]`.",
          "content": [
            "application/json": ["schema": answer],
            "text/event-stream": ["schema": ["type": "string"]],
          ],
        ],
        "default": Self.problem,
      ],
    ]
  }

  private var request: JSON {
    func whole(_ low: Int, _ high: Int) -> JSON {
      ["type": ["integer", "null"], "minimum": .whole(low), "maximum": .whole(high)]
    }
    let stop: JSON = ["type": "string", "minLength": 1]
    let stops: JSON = ["type": "array", "items": stop, "maxItems": 4]
    let nothing: JSON = ["type": "null"]
    let truth: JSON = ["type": ["boolean", "null"]]
    let options: JSON = ["type": ["object", "null"], "properties": ["include_usage": truth]]
    let share: JSON = ["type": ["number", "null"], "minimum": 0, "maximum": 1]
    let heat: JSON = ["type": ["number", "null"], "minimum": 0, "maximum": 2]
    var properties: [JSON.Member] = []
    func add(_ name: String, _ schema: JSON) { properties.append(JSON.Member(name, schema)) }
    add("model", ["const": .text(writer.name)])
    add("prompt", ["anyOf": .list(prompts)])
    add("max_tokens", whole(0, CompletionRequest.mostTokens))
    add("temperature", heat)
    add("top_p", share)
    add("n", whole(1, CompletionRequest.mostTexts))
    add("seed", ["type": ["integer", "null"]])
    add("stop", ["anyOf": [stop, stops, nothing]])
    add("stream", truth)
    add("echo", truth)
    add("stream_options", options)
    for name in ["user", "service_tier"] { add(name, ["type": ["string", "null"]]) }
    add("metadata", ["type": ["object", "null"]])
    add("store", truth)
    return [
      "type": "object", "required": ["model", "prompt"], "additionalProperties": false,
      "properties": .object(properties),
    ]
  }

  private var prompts: [JSON] {
    let vocabulary = writer.vocabulary
    var text: [JSON.Member] = [.init("type", "string"), .init("minLength", 1)]
    if vocabulary.unit == .characters,
      let pattern = InstanceSchema.pattern(of: vocabulary.texts, count: "+")
    {
      text.append(.init("pattern", .text(pattern)))
    }
    text.append(
      .init(
        "description", .text("Of the \(vocabulary.texts.count) \(vocabulary.unitName) of training.")
      ))
    let token: JSON = ["type": "integer", "minimum": 0, "maximum": .whole(writer.tokenCount - 1)]
    let tokens: JSON = ["type": "array", "minItems": 1, "items": token]
    func some(_ item: JSON) -> JSON {
      [
        "type": "array", "minItems": 1, "maxItems": .whole(CompletionRequest.mostTexts),
        "items": item,
      ]
    }
    return [.object(text), some(.object(text)), tokens, some(tokens)]
  }

  /// How clients of OpenAI's interface are told what is wrong.
  static let problem: JSON = [
    "description": "What is wrong with the request, in one sentence.",
    "content": [
      "application/json": [
        "schema": DescribedOperation.object([
          "error": DescribedOperation.object([
            "message": ["type": "string"], "type": ["type": "string"],
            "param": ["type": ["string", "null"]], "code": ["type": ["string", "null"]],
          ])
        ])
      ],
      // What is wrong with a request's head is told before it has a route.
      "application/problem+json": ["schema": DescribedOperation.problemSchema],
    ],
  ]
}

import Formats
import Support

/// A request with which a served model can be tried out as it stands: what a client would send, with numbers of training.
package struct TrialRequest {
  /// Behind the server's address.
  package let path: String
  /// JSON.
  package let body: String
  /// The numbers of an input are written out up to so many.
  private static let mostNumbers = 64

  /// What `predictor` takes: a prompt where it writes texts, else one instance.
  package init(of predictor: any ServedPredictor) {
    if let model = predictor as? ServedModel, TextWriter(model) != nil {
      path = "/v1/completions"
      body =
        JSON.object([
          .init("model", .text(predictor.name)), .init("prompt", "…"), .init("max_tokens", 20),
        ]).description
      return
    }
    path = "/v1/models/\(predictor.name):predict"
    let looksBack = (predictor as? ServedModel)?.model.recipe?.looksBack == true
    body = "{\"instances\": [\(looksBack ? "…" : Self.instance(predictor.signature))]}"
  }

  private static func instance(_ signature: ServedSignature) -> String {
    switch signature.raw {
    case .fields(let fields):
      return JSON.object(fields.map { .init($0.name, value($0)) }).description
    case .text: return "\"…\""
    case .picture, .sound: return "{\"b64\": \"…\"}"
    case .none:
      guard signature.inputs.count > 1 else {
        return signature.inputs.first.map(numbers) ?? "…"
      }
      let inputs = signature.inputs.map { "\(JSON.text($0.name).description): \(numbers($0))" }
      return "{\(inputs.joined(separator: ", "))}"
    }
  }

  private static func value(_ field: ServedSignature.Field) -> JSON {
    switch field.kind {
    case .number, .whole: return .number(field.range?.lowerBound ?? 1)
    case .date: return field.hasTimes ? "2024-03-25 10:00" : "2024-03-25"
    case .category, .text: return field.words.first.map { .text($0) } ?? "…"
    }
  }

  private static func numbers(_ port: ServedSignature.Port) -> String {
    let extents = port.shape.compactMap(\.self)
    guard extents.count == port.shape.count, extents.reduce(1, saturatingProduct) <= mostNumbers
    else { return "[…]" }
    return extents.reversed().reduce("0") { text, count in
      "[\(Array(repeating: text, count: count).joined(separator: ", "))]"
    }
  }
}

import Formats
import Support

/// A page that tries the model out in a browser: no resource of any other server, no script but its own.
enum PageRoutes {
  /// The page holds nothing of the model and needs no token; what it asks for does.
  static func all(of model: ServedModel, writes: Bool) -> [Route] {
    let facts = ServedResponse(json: PageFacts(model: model, writes: writes).json)
    return [
      Route(.get, "/", isOpen: true) { _ in .response(response(PageText.html, "text/html")) },
      Route(.get, "/page.js", isOpen: true) { _ in
        .response(response(PageScript.text, "text/javascript"))
      },
      Route(.get, "/page.css", isOpen: true) { _ in
        .response(response(PageStyle.text, "text/css"))
      },
      Route(.get, "/page.json") { _ in .response(facts) },
    ]
  }

  /// What a browser may load for the page, and from where.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  private static func response(_ text: String, _ type: String) -> ServedResponse {
    var response = ServedResponse(text: text, contentType: "\(type); charset=utf-8")
    response.headers = [
      ("content-security-policy", policy), ("x-content-type-options", "nosniff"),
      ("referrer-policy", "no-referrer"),
    ]
    return response
  }
}

/// What the page asks of the model: which form to show.
struct PageFacts {
  let model: ServedModel
  let writes: Bool

  var json: JSON {
    let signature = model.signature
    var members: [JSON.Member] = [.init("name", .text(model.name)), .init("writes", .bool(writes))]
    switch signature.raw {
    case .none: members.append(.init("kind", "numbers"))
    case .text: members.append(.init("kind", "text"))
    case .picture: members.append(.init("kind", "picture"))
    case .sound: members.append(.init("kind", "sound"))
    // A form for one row would ask for too little.
    case .fields where model.raw?.isSeries == true: members.append(.init("kind", "numbers"))
    case .fields(let fields):
      // A row that is answered by those before it is asked for with them.
      members.append(
        .init("kind", model.model.recipe?.looksBack == true ? "series" : "fields"))
      members.append(.init("fields", .list(fields.map { Self.field($0) })))
    }
    let inputs = signature.inputs.map { port -> JSON in
      [
        "name": .text(port.name),
        "shape": .list(port.shape.map { $0.map { .whole($0) } ?? .null }),
        "note": port.note.map { .text($0) } ?? .null,
      ]
    }
    members.append(.init("inputs", .list(inputs)))
    return .object(members)
  }

  private static func field(_ field: ServedSignature.Field) -> JSON {
    var range = JSON.null
    if let known = field.range {
      range = [
        .text(NumberText.general(known.lowerBound)), .text(NumberText.general(known.upperBound)),
      ]
    }
    return [
      "name": .text(field.name), "kind": .text(field.kind.rawValue),
      "words": .list(field.words.map { .text($0) }), "null": .bool(field.takesNull), "range": range,
      "times": .bool(field.hasTimes),
    ]
  }
}

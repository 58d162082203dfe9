import Engine
import Formats
import Support

/// What instances of a request may be, as JSON Schema.
struct InstanceSchema {
  let predictor: ServedModel

  /// The list of instances: all of one kind.
  var instances: JSON {
    let kinds = kinds.map { list(of: $0) }
    return kinds.count == 1 ? kinds[0] : ["anyOf": .list(kinds)]
  }

  private func list(of item: JSON) -> JSON {
    [
      "type": "array", "minItems": 1, "maxItems": .whole(predictor.mostInstances), "items": item,
    ]
  }

  private var kinds: [JSON] {
    let signature = predictor.signature
    var kinds: [JSON] = []
    switch signature.raw {
    case .none: break
    case .fields(let fields):
      kinds.append([
        "type": "object", "required": .list(fields.map { .text($0.name) }),
        "additionalProperties": false,
        "properties": .object(fields.map { .init($0.name, Self.field($0)) }),
      ])
    case .text: kinds.append(text)
    case .picture, .sound:
      let medium =
        if case .picture = signature.raw { "A picture: PNG, JPEG" } else { "A sound: WAV, FLAC" }
      kinds.append([
        "type": "object", "required": ["b64"], "additionalProperties": false,
        "properties": [
          "b64": [
            "type": "string", "contentEncoding": "base64",
            "description": .text("\(medium), its file in base64."),
          ]
        ],
      ])
    }
    guard signature.inputs.count > 1 else { return kinds + [Self.nested(signature.inputs[0])] }
    guard kinds.isEmpty else { return kinds }
    return [
      [
        "type": "object", "required": .list(signature.inputs.map { .text($0.name) }),
        "additionalProperties": false,
        "properties": .object(signature.inputs.map { .init($0.name, Self.nested($0)) }),
      ]
    ]
  }

  /// A text; where its characters are counted, exactly those that the model knows.
  private var text: JSON {
    guard let reading = predictor.texts else { return ["type": "string"] }
    var members: [JSON.Member] = [.init("type", "string")]
    if let pattern = Self.pattern(
      of: reading.vocabulary.unit == .characters ? reading.vocabulary.texts : [],
      count: reading.vocabulary[.padding] == nil ? "{\(reading.length)}" : "{0,\(reading.length)}")
    {
      members.append(.init("pattern", .text(pattern)))
    }
    members.append(
      .init(
        "description", .text("\(reading.length) \(reading.vocabulary.unitName) of training.")))
    return .object(members)
  }

  /// A regular expression of texts that are made of these characters; `nil` where they are too many.
  static func pattern(of characters: [String], count: String) -> String? {
    guard !characters.isEmpty, characters.count <= 300 else { return nil }
    let marks = Set("\\^$.|?*+()[]{}")
    let parts = characters.map { text in
      text.map { marks.contains($0) ? "\\\($0)" : String($0) }.joined()
    }
    return "^(?:\(parts.joined(separator: "|")))\(count)$"
  }

  /// One field of a row.
  static func field(_ field: ServedSignature.Field) -> JSON {
    var members: [JSON.Member] = []
    switch field.kind {
    case .number, .whole:
      members.append(.init("type", field.takesNull ? ["number", "null"] : "number"))
      members.append(.init("minimum", .number(-RowReading.largest)))
      members.append(.init("maximum", .number(RowReading.largest)))
      if let range = field.range {
        members.append(
          .init(
            "description",
            .text(
              "In training \(NumberText.general(range.lowerBound)) to \(NumberText.general(range.upperBound))."
            )
          ))
      }
    case .category where !field.words.isEmpty:
      var values: [JSON] = field.words.flatMap { Self.values(of: $0) }
      if field.takesNull { values.append(.null) }
      members.append(.init("enum", .list(values)))
    case .date:
      members.append(.init("type", field.takesNull ? ["string", "null"] : "string"))
      if field.hasTimes {
        members.append(.init("anyOf", [["format": "date-time"], ["format": "date"]]))
      } else {
        members.append(.init("format", "date"))
      }
    case .category, .text:
      members.append(.init("type", field.takesNull ? ["string", "null"] : "string"))
    }
    return .object(members)
  }

  /// A word, and the number or the truth that it is written like.
  private static func values(of word: String) -> [JSON] {
    var values: [JSON] = [.text(word)]
    if let whole = Int(word), "\(whole)" == word {
      values.append(.whole(whole))
    } else if let number = Double(word), number.isFinite {
      values.append(.number(number))
    }
    switch word.lowercased() {
    case "true": values.append(true)
    case "false": values.append(false)
    default: break
    }
    return values
  }

  /// Nested lists of a shape.
  static func nested(_ port: ServedSignature.Port) -> JSON {
    var schema = number(port)
    for extent in port.shape.reversed() {
      var members: [JSON.Member] = [.init("type", "array"), .init("items", schema)]
      if let extent {
        members += [.init("minItems", .whole(extent)), .init("maxItems", .whole(extent))]
      }
      schema = .object(members)
    }
    if let note = port.note, case .object(let members) = schema {
      schema = .object(members + [.init("description", .text(note))])
    }
    // A model of one number takes the number itself.
    return port.shape == [1] ? ["anyOf": [number(port), schema]] : schema
  }

  /// One number of an input.
  static func number(_ port: ServedSignature.Port) -> JSON {
    if let bound = port.bound {
      return ["type": "integer", "minimum": 0, "maximum": .whole(max(0, bound - 1))]
    }
    let range = port.range ?? -port.greatest...port.greatest
    return [
      "type": "number", "minimum": .number(range.lowerBound),
      "maximum": .number(range.upperBound),
    ]
  }
}

/// What one answer is, as JSON Schema.
struct AnswerSchema {
  let signature: ServedSignature

  var answer: JSON {
    let number: JSON = ["type": "number"]
    switch signature.answer {
    case .number: return number
    case .numbers:
      return signature.output.shape.reversed().reduce(number) { schema, extent in
        var members: [JSON.Member] = [.init("type", "array"), .init("items", schema)]
        if let extent {
          members += [.init("minItems", .whole(extent)), .init("maxItems", .whole(extent))]
        }
        return .object(members)
      }
    case .classes(let areProbabilities):
      let isOne = signature.output.shape.compactMap { $0 }.reduce(1, *) == 1 && !areProbabilities
      let names = isOne ? Array(signature.classes.suffix(1)) : signature.classes
      return [
        "type": "object",
        "required": ["class", "index", areProbabilities ? "probabilities" : "scores"],
        "properties": .object([
          .init("class", ["enum": .list(signature.classes.map { .text($0) })]),
          .init(
            "index",
            [
              "type": "integer", "minimum": 0,
              "maximum": .whole(max(0, signature.classes.count - 1)),
            ]),
          .init(
            areProbabilities ? "probabilities" : "scores",
            [
              "type": "object", "required": .list(names.map { .text($0) }),
              "properties": .object(names.map { .init($0, ["type": "number"]) }),
            ]),
        ]),
      ]
    }
  }
}

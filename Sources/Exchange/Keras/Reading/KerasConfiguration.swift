import Support

/// Keras's configurations in JSON, as constructors with their arguments.
enum KerasConfiguration {
  /// The constructor that an object of a configuration describes.
  ///
  /// Throws for classes of the user's own or of other libraries, and for functions of Python: they would have to be run.
  static func layer(_ object: JSON, at place: String) throws(KerasError) -> KerasLayer {
    guard case .text(let className)? = object["class_name"] else {
      throw .configuration(place: place, expected: "class_name")
    }
    try checkOrigin(object, className)
    var arguments: [KerasLayer.Argument] = []
    if case .object(let members)? = object["config"] {
      for member in members {
        arguments.append(
          .init(member.name, try value(member.value, at: "\(place)/\(member.name)")))
      }
    }
    return KerasLayer(className, arguments)
  }

  /// Refuses what is not Keras's own.
  static func checkOrigin(_ object: JSON, _ className: String) throws(KerasError) {
    if className == "Lambda" || className == "TFOpLambda" || className == "SlicingOpLambda" {
      var name = className
      if case .text(let own)? = object["config"]?["name"] { name = own }
      throw .function(layer: name)
    }
    if case .text(let module)? = object["module"], module != "keras", !module.hasPrefix("keras.") {
      throw .foreign(className: className, module: module)
    }
    if className.contains(">") {
      throw .foreign(
        className: String(className.drop { $0 != ">" }.dropFirst()),
        module: String(className.prefix { $0 != ">" }))
    }
    if case .text(let name)? = object["registered_name"], name.contains(">"),
      !name.hasPrefix("keras>")
    {
      throw .foreign(className: className, module: String(name.prefix { $0 != ">" }))
    }
  }

  /// A value of a configuration.
  static func value(_ json: JSON, at place: String) throws(KerasError) -> KerasValue {
    switch json {
    case .null: return .none
    case .bool(let flag): return .bool(flag)
    case .whole(let number): return .int(number)
    case .number(let number): return .float(number)
    case .text(let text): return .text(text)
    case .list(let items): return .list(try values(items, at: place))
    case .object: return try object(json, at: place)
    }
  }

  private static func values(_ items: [JSON], at place: String) throws(KerasError) -> [KerasValue] {
    var values: [KerasValue] = []
    for item in items { values.append(try value(item, at: place)) }
    return values
  }

  /// The layer of a place such as `gelu/activation`.
  private static func layerName(at place: String) -> String {
    place.lastIndex(of: "/").map { String(place[..<$0]) } ?? place
  }

  private static func object(_ json: JSON, at place: String) throws(KerasError) -> KerasValue {
    guard case .text(let className)? = json["class_name"] else {
      // Compiled text of a function, with its defaults and what it encloses, as older files write it.
      if let code = json["value"]?.items, code.count == 3, case .text = code[0] {
        throw .function(layer: layerName(at: place))
      }
      // Facts about how it was built, and options of kinds that no layer here has.
      return .call(KerasLayer("dict"))
    }
    switch className {
    case "__tuple__":
      guard case .list(let items)? = json["items"] else {
        throw .configuration(place: place, expected: "the items of a tuple")
      }
      return .list(try values(items, at: place))
    case "__numpy__", "__tensor__":
      return try value(json["config"]?["value"] ?? .null, at: place)
    case "__lambda__", "__bytes__": throw .function(layer: layerName(at: place))
    case "function":
      var name = "function"
      if case .text(let own)? = json["config"] { name = own }
      if case .text(let module)? = json["module"], module.hasPrefix("keras.") {
        return .text(name)
      }
      throw .function(layer: name)
    case "DTypePolicy", "Policy":
      return try value(json["config"]?["name"] ?? .null, at: place)
    default: return .call(try layer(json, at: place))
    }
  }
}

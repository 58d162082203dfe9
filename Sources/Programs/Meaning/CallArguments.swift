import Exchange

/// The arguments of a call, with what they mean.
struct CallArguments {
  var positional: [Meaning] = []
  var named: [(name: String, value: Meaning)] = []

  /// The argument of a name, or at a place.
  func value(_ name: String, at place: Int? = nil) -> Meaning? {
    if let found = named.last(where: { $0.name == name }) { return found.value }
    guard let place, positional.indices.contains(place) else { return nil }
    return positional[place]
  }

  /// A text of a name, or at a place.
  func text(_ name: String, at place: Int? = nil) -> String? {
    if case .text(let text)? = value(name, at: place) { text } else { nil }
  }

  func whole(_ name: String, at place: Int? = nil) -> Int? {
    if case .integer(let number)? = value(name, at: place) { number } else { nil }
  }

  func number(_ name: String, at place: Int? = nil) -> Double? { value(name, at: place)?.number }

  func isTrue(_ name: String) -> Bool {
    if case .truth(true)? = value(name) { true } else { false }
  }

  /// A constructor of Keras with these arguments.
  func keras(_ className: String) throws(NotUnderstood) -> KerasLayer {
    var arguments: [KerasLayer.Argument] = []
    for value in positional {
      arguments.append(KerasLayer.Argument(nil, try keras(value, of: className)))
    }
    for (name, value) in named {
      arguments.append(KerasLayer.Argument(name, try keras(value, of: className)))
    }
    return KerasLayer(className, arguments)
  }

  private func keras(_ meaning: Meaning, of className: String) throws(NotUnderstood) -> KerasValue {
    guard let value = meaning.kerasValue else {
      throw NotUnderstood("an argument of `\(className)` is known only when it runs")
    }
    return value
  }
}

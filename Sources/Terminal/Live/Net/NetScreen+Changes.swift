import Plots
import Support
import Workbench

// Keys that make the run another one: units, layers, columns of the inputs, noise of the data, and its rate.
extension NetScreen {
  /// The layer that a change is of: that of the chosen unit, otherwise the first hidden one.
  private func chosenLayer(_ facts: Facts) -> Int { focus?.layer ?? layer ?? 1 }

  /// A unit more or fewer.
  mutating func change(_ by: Int, _ facts: Facts) -> Request {
    guard isNow(facts) else { return .nothing }
    let layers = facts.net.layers
    let chosen = chosenLayer(facts)
    guard chosen > 0, chosen < layers.count - 1 else {
      message =
        layers.count < 3
        ? "there is no hidden layer: L adds one"
        : "choose a unit of a hidden layer first: the arrows, or a click"
      return .nothing
    }
    let count = layers[chosen].count + by
    guard count >= 1 else {
      message = "\(layers[chosen].name) keeps one unit; l takes the layer away"
      return .nothing
    }
    return .units(layer: chosen, count: count)
  }

  /// A layer more behind the chosen one.
  mutating func deepen(_ facts: Facts) -> Request {
    guard isNow(facts) else { return .nothing }
    // Behind the answer nothing stands: the new layer comes before it.
    return .added(layer: min(chosenLayer(facts), facts.net.layers.count - 2))
  }

  /// The chosen layer less.
  mutating func flatten(_ facts: Facts) -> Request {
    guard isNow(facts) else { return .nothing }
    let chosen = chosenLayer(facts)
    guard chosen > 0, chosen < facts.net.layers.count - 1 else {
      message = "choose a unit of the hidden layer that is to go: the arrows, or a click"
      return .nothing
    }
    return .removed(layer: chosen)
  }

  /// Begins a question where it makes sense, otherwise says why not.
  mutating func ask(_ key: ScreenKey, _ facts: Facts) {
    guard isNow(facts) else { return }
    if key == .character("n") {
      guard facts.noise != nil else {
        message = facts.whyNoNoise
        return
      }
      question = .noise("")
    } else if let features = facts.features {
      question = .features(features)
    } else {
      message = "columns such as x1² are for nets of two inputs"
    }
  }

  /// A key while something is asked.
  mutating func answer(_ key: ScreenKey, _ facts: Facts) -> Request {
    guard let asked = question else { return .nothing }
    switch (asked, key) {
    case (_, .escape), (_, .interrupt): question = nil
    case (.features(let features), .enter):
      question = nil
      return features == facts.features ? .nothing : .features(features)
    case (.features(var features), .character(let character)):
      guard let number = character.wholeNumberValue,
        NetFeature.allCases.indices.contains(number - 1)
      else { break }
      features.formSymmetricDifference([NetFeature.allCases[number - 1]])
      question = .features(features)
    case (.rate(let text), .enter): return take(text, "rate", 0...Double.greatestFiniteMagnitude)
    case (.noise(let text), .enter): return take(text, "noise", 0...10)
    case (.rate(let text), _):
      if let text = Self.typed(text, key) { question = .rate(text) } else { refuse(key) }
    case (.noise(let text), _):
      if let text = Self.typed(text, key) { question = .noise(text) } else { refuse(key) }
    default: break
    }
    return .nothing
  }

  private mutating func take(_ text: String, _ what: String, _ range: ClosedRange<Double>)
    -> Request
  {
    question = nil
    guard !text.isEmpty else {
      message = "nothing was typed: the \(what) stays as it is"
      return .nothing
    }
    guard let number = Double(text), range.contains(number) else {
      message =
        "`\(text)` is no \(what): a number, "
        + (range.upperBound > 1e9
          ? "0 or more" : "from 0 to \(NumberText.general(range.upperBound))")
      return .nothing
    }
    return what == "rate" ? .rate(number) : .noise(number)
  }

  /// Says why a letter has not appeared.
  private mutating func refuse(_ key: ScreenKey) {
    if case .character(let character) = key {
      message = "`\(character)` is no part of a number: Enter takes what is typed, Esc leaves it"
    }
  }

  /// The text with one key more of a number; `nil` where the key is none of it.
  private static func typed(_ text: String, _ key: ScreenKey) -> String? {
    switch key {
    case .backspace: return String(text.dropLast())
    case .character(let character):
      let isDigit = character.isASCII && (character.isNumber || ".-eE".contains(character))
      return isDigit && text.count < 24 ? text + String(character) : nil
    default: return nil
    }
  }

  /// What is asked, in the head of the screen; `nil` where nothing is.
  func questionText(_ facts: Facts) -> String? {
    func number(_ what: String, _ now: Double?, _ text: String) -> String {
      let known = now.flatMap { $0.isFinite ? " (now \(NumberText.general($0)))" : nil } ?? ""
      return "\(what)\(known): \(text)_   Enter takes it, Esc leaves it"
    }
    switch question {
    case .rate(let text)?: return number("learning rate", facts.learningRate, text)
    case .noise(let text)?: return number("noise of the points", facts.noise, text)
    case .features(let features)?:
      let all = NetFeature.allCases.enumerated().map { index, feature in
        "\(index + 1) \(feature.name())\(features.contains(feature) ? " on" : "")"
      }
      return "columns: " + all.joined(separator: "  ") + "   Enter takes them"
    case nil: return nil
    }
  }
}

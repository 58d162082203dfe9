import Catalog
import Learning
import Support

/// What Keras's masks hide, followed from layer to layer by Keras's rules.
///
/// A file of a functional model spells the masks out: `NotEqual` of what an embedding looks up, `Any` behind it for
/// `Masking`, `LogicalOr` where paths meet. These compute nothing that a line here has to, as long as they are the masks
/// that the layers hand on anyway. A mask is a text that says what it is of, so that equal ones are equal texts.
struct KerasMasks {
  /// The mask of a node's result; without one nothing is hidden.
  private var byNode: [String: String] = [:]
  /// Operations that are part of a mask, and their classes.
  private var truths: [String: (mask: String, className: String)] = [:]
  /// Hides nothing.
  private static let all = "1"

  /// Whether any of them is masked.
  func hides(_ ids: [String]) -> Bool { ids.contains { byNode[$0] != nil } }

  /// The class of what is a mask and no tensor of numbers; `nil` where all are numbers.
  func truth(among ids: [String]) -> String? { ids.lazy.compactMap { truths[$0]?.className }.first }

  /// Takes an operation that is part of a mask; `false` where it is none.
  mutating func take(
    _ className: String, _ config: JSON, id: String, inputs: [String], call: KerasCall?
  ) -> Bool {
    guard let mask = mask(className, config, inputs, call) else { return false }
    truths[id] = (mask, className)
    return true
  }

  private func mask(
    _ className: String, _ config: JSON, _ inputs: [String], _ call: KerasCall?
  ) -> String? {
    let parts = inputs.compactMap { truths[$0]?.mask }
    if className == "NotEqual" {
      guard inputs.count == 1, parts.isEmpty, let number = call?.places.last?.double else {
        return nil
      }
      return Self.notEqual(inputs[0], number)
    }
    if className == "OnesLike", config["dtype"] == .text("bool") { return Self.all }
    if className == "ZerosLike", config["dtype"] == .text("bool") { return "" }
    guard !parts.isEmpty, parts.count == inputs.count else { return nil }
    switch className {
    case "ExpandDims" where config["axis"] == .whole(-1): return parts[0]
    case "Any" where config["axis"] == .whole(-1): return Self.any(parts[0])
    case "LogicalOr": return Self.either(parts)
    case "Concatenate":
      let isBehind = config["axis"] == .whole(1)
      return Self.wide + (isBehind ? Self.behind(parts) : Self.either(parts))
    default: return nil
    }
  }

  private static func notEqual(_ id: String, _ number: Double) -> String { "\(id) != \(number)" }

  /// Over the last axis: of a comparison one truth for each step; what is one already stays.
  private static func any(_ mask: String) -> String {
    if mask.hasPrefix(wide) { return String(mask.dropFirst(wide.count)) }
    let isOfSteps = mask == all || ["any ", "behind ", "either "].contains(where: mask.hasPrefix)
    return isOfSteps ? mask : "any \(mask)"
  }

  /// In front of a mask that has one truth for each feature.
  private static let wide = "wide "

  private static func either(_ masks: [String]) -> String {
    let parts = Set(masks.filter { !$0.isEmpty })
    if parts.contains(all) { return all }
    return parts.count < 2 ? parts.first ?? "" : "either " + parts.sorted().joined(separator: ", ")
  }

  private static func behind(_ masks: [String]) -> String {
    masks.allSatisfy { $0 == all } ? all : "behind " + masks.joined(separator: ", ")
  }

  /// The call and what it reads without masks that are those of its inputs.
  ///
  /// Throws for one that is another, as somebody gave it.
  func plain(
    _ call: KerasCall?, _ inputs: [String], of className: String
  ) throws(KerasError) -> (call: KerasCall?, inputs: [String]) {
    guard let call else { return (nil, inputs) }
    var place = call.places.flatMap(KerasCall.tensors).count
    var left = Array(inputs.prefix(place))
    let numbers = left
    var named: [JSON.Member] = []
    for member in call.named {
      let count = KerasCall.tensors(member.value).count
      let own = Array(inputs.dropFirst(place).prefix(count))
      place += count
      let given = own.compactMap { truths[$0]?.mask }
      guard !given.isEmpty else {
        named.append(member)
        left += own
        continue
      }
      // One for each input of a list, or that of the first; an attention names the others.
      let first = ["value_mask": 1, "key_mask": numbers.count - 1][member.name] ?? 0
      let expected = numbers.dropFirst(first).prefix(given.count).map { byNode[$0] ?? Self.all }
      guard given.count == own.count, given == expected else {
        throw .argument(
          className: className, argument: member.name,
          value: KerasCall.tensors(member.value).first?.layer ?? "")
      }
    }
    return (KerasCall(places: call.places, named: named), left)
  }

  /// Notes the mask of a layer's result. Gives whether the mask of what it reads ends there although a line here would
  /// hand it on.
  ///
  /// Throws for a layer that does something else with what is hidden.
  mutating func follow(
    _ layer: JSON, _ className: String, id: String, inputs: [String], isOperation: Bool
  ) throws(KerasError) -> Bool {
    let config = layer["config"] ?? .null
    if className == "Embedding", config["mask_zero"] == .bool(true), let first = inputs.first {
      byNode[id] = Self.notEqual(first, 0)
    } else if className == "Masking", let first = inputs.first {
      byNode[id] = Self.any(Self.notEqual(first, config["mask_value"]?.double ?? 0))
    }
    guard byNode[id] == nil, hides(inputs) else { return false }
    let known = inputs.map { byNode[$0] }
    let isWhole = known.allSatisfy { $0 != nil }
    if isOperation {
      // A function of two paths has no mask here; other lines hand one on, a sum where both paths have one.
      if inputs.count == 1 { return true }
      return KerasOperations.pairs[className] == nil && (isWhole || className == "Concatenate")
    }
    switch className {
    case "Multiply", "Maximum", "Minimum", "Softmax":
      throw .argument(className: className, argument: "mask", value: inputs.first ?? "")
    case "Subtract" where isWhole:
      throw .argument(className: className, argument: "mask", value: inputs.first ?? "")
    case "Add", "Average":
      if isWhole { byNode[id] = Self.either(known.compactMap { $0 }) }
    case "Concatenate":
      if config["axis"] == .whole(1) {
        byNode[id] = Self.behind(known.map { $0 ?? Self.all })
      } else if isWhole {
        byNode[id] = Self.either(known.compactMap { $0 })
      }
    case "RMSNormalization": return true
    case let name where Self.passing.contains(name) || Self.givesSequence(layer):
      byNode[id] = known.first ?? nil
    default: break
    }
    return false
  }

  /// Whether a recurrence, or the one inside, gives the whole sequence.
  private static func givesSequence(_ layer: JSON) -> Bool {
    layer["config"]?["return_sequences"] == .bool(true)
      || layer["config"]?["layer"]?["config"]?["return_sequences"] == .bool(true)
  }

  /// Layers that hand on the mask of their first input: all others end it.
  private static let passing: Set<String> = [
    "Activation", "ELU", "LeakyReLU", "PReLU", "ReLU", "Attention", "AdditiveAttention",
    "MultiHeadAttention", "Dense", "Identity", "BatchNormalization", "GroupNormalization",
    "LayerNormalization", "UnitNormalization", "Normalization", "Rescaling",
    "ActivityRegularization", "AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise",
    "SpatialDropout1D", "SpatialDropout2D", "TimeDistributed",
  ]
}

extension KerasNode {
  /// The same numbers without the mask: a function of paths has none.
  static func unmasked(_ id: String) -> KerasNode {
    KerasNode(
      id: id + " unmasked", name: "combine", className: "Combine",
      line: KerasFormulas.joined("a"), inputs: [id, id], isMerge: true)
  }
}

import Catalog
import Learning
import Support

/// Layers of Keras that make codes of numbers, as formulas: what they have learnt stands in their configuration.
///
/// Those of texts have no counterpart: tables become numbers before the model, by its recipe.
enum KerasCodes {
  /// More parts and numbers than this would make a formula too long to read.
  private static let limit = 200

  /// The part that a number is in, from 0: so many boundaries are not above it.
  static func discretized(_ layer: KerasLayer) -> LayerDescription? {
    guard case .list(let items)? = layer["bin_boundaries"], layer["output_mode"].isUsual("int")
    else { return nil }
    let bounds = items.compactMap(\.number)
    guard bounds.count == items.count, (1...limit).contains(bounds.count),
      bounds.allSatisfy(\.isFinite)
    else { return nil }
    return KerasFormulas.formula(
      bounds.map { "(x >= \(FormulaWords.number($0)))" }.joined(separator: " + "))
  }

  /// A row for each number: where it is 1; of several numbers those that are there, or how often each is.
  static func encoded(_ layer: KerasLayer, _ rank: Int?) -> LayerDescription? {
    guard case .int(let count)? = layer["num_tokens"], (1...1_000_000).contains(count) else {
      return nil
    }
    switch layer["output_mode"] ?? .text("multi_hot") {
    case .text("one_hot") where rank == 2:
      return KerasFormulas.formula("one_hot(reshape(x, [-1]), \(count))")
    case .text("multi_hot") where rank == 2:
      return KerasFormulas.formula("max(one_hot(x, \(count)), axis=1)")
    case .text("count") where rank == 2:
      return KerasFormulas.formula("sum(one_hot(x, \(count)), axis=1)")
    default: return nil
    }
  }

  /// The place of a number in the vocabulary, behind the one place for those that are not there.
  static func lookedUp(_ layer: KerasLayer, _ rank: Int?) -> LayerDescription? {
    guard case .list(let items)? = layer["vocabulary"],
      (layer["mask_token"] ?? KerasValue.none) == KerasValue.none,
      (layer["num_oov_indices"] ?? .int(1)) == .int(1), layer["invert"] != .bool(true),
      layer["output_mode"].isUsual("int")
    else { return nil }
    let words = items.compactMap(\.number)
    guard words.count == items.count, (1...limit).contains(words.count) else { return nil }
    return KerasFormulas.formula(
      words.enumerated().map { "\($0.offset + 1) * (x == \(FormulaWords.number($0.element)))" }
        .joined(separator: " + "))
  }
}

extension Optional where Wrapped == KerasValue {
  /// Whether nothing else than a text is said.
  fileprivate func isUsual(_ text: String) -> Bool { self == nil || self == .text(text) }
}

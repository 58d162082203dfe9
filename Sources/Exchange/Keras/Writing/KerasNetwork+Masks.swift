import Catalog
import Learning

/// Steps that are hidden here, followed from entry to entry: where Keras would do something else with them, the model is
/// refused rather than written with other answers.
extension KerasNetwork {
  /// Whether a result has hidden steps here.
  func hides(_ tensor: KerasTensor) -> Bool { hidden.contains(tensor.layer) }

  mutating func hide(_ tensor: KerasTensor) { hidden.insert(tensor.layer) }

  /// Joined paths hide steps where all of them do; behind one another in time, where one of them does.
  mutating func noteMask(
    of tensors: [KerasTensor], joined: KerasTensor, inTime: Bool = false
  ) {
    guard tensors.count > 1 else { return }
    let isHidden = inTime ? tensors.contains { hides($0) } : tensors.allSatisfy { hides($0) }
    if isHidden { hide(joined) }
  }

  /// Whether a layer hides steps of its own accord.
  static func begins(_ word: String, _ call: BoundArguments) -> Bool {
    word == "masking" || word == "embedding" && call.flag("mask_zero")
  }

  /// Whether a layer hands on what is hidden.
  static func passes(_ word: String, _ call: BoundArguments) -> Bool {
    if begins(word, call) { return true }
    guard let type = Layers.named(word) else { return true }
    return (try? type.init(call))?.passesMask ?? false
  }
}

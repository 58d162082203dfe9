// Arguments that act in training alone: no answer depends on them.
extension KerasLayer {
  /// The layer without what only a training would see, and the names of what was left out; layers inside likewise.
  func withoutTrainingAlone() -> (layer: KerasLayer, left: [String]) {
    var layer = self
    var left: [String] = []
    layer.arguments = []
    for argument in arguments {
      var argument = argument
      let name = argument.name ?? ""
      if Self.actsInTraining(name), argument.value != .none {
        left.append(name)
        continue
      }
      if ["layer", "backward_layer"].contains(name), case .call(let inner) = argument.value {
        let (plain, more) = inner.withoutTrainingAlone()
        argument.value = .call(plain)
        left += more
      }
      layer.arguments.append(argument)
    }
    return (layer, left)
  }

  /// Limits of weights, costs of outputs, and which numbers a dropout drops together.
  private static func actsInTraining(_ name: String) -> Bool {
    name.hasSuffix("_constraint") || name == "activity_regularizer" || name == "noise_shape"
  }
}

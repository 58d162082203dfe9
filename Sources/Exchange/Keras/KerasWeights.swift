import Catalog
import Learning

extension KerasRow {
  /// The weights of a layer with these arguments, in Keras's order.
  func weights(of layer: KerasLayer) -> [KerasWeight] {
    weights.filter { weight in
      switch weight.condition {
      case nil: true
      // Means that are written are no weights.
      case "learns": (layer["mean"] ?? .none) == .none
      case let condition?: layer[condition] != .bool(false)
      }
    }
  }
}

extension KerasWeight {
  /// Whether a training changes it by gradients.
  var isTrainable: Bool {
    !["moving_mean", "moving_variance", "mean", "variance", "count"].contains(name)
  }
}

extension KerasLayer {
  /// The slots of a layer's weights in the groups of a path.
  func slots(
    in groups: [[String]], owner: String, inner: KerasSlot.Inner = .own, isFrozen: Bool = false
  ) -> [KerasSlot] {
    guard let row = KerasLayers.row(of: className) else { return [] }
    let isFrozen = isFrozen || self["trainable"] == .bool(false)
    switch row.word {
    case "bidirectional":
      guard case .call(let layer)? = self["layer"] else { return [] }
      return ["forward", "backward"].flatMap { direction in
        layer.slots(
          in: groups + [["\(direction)_layer"]], owner: owner,
          inner: .direction(direction), isFrozen: isFrozen)
      }
    case "time_distributed":
      guard case .call(let layer)? = self["layer"] else { return [] }
      return layer.slots(
        in: groups + [["layer"]], owner: owner, inner: .distributed, isFrozen: isFrozen)
    default:
      var counts: [String: Int] = [:]
      return row.weights(of: self).map { weight in
        defer { counts[weight.owner, default: 0] += 1 }
        let path = weight.owner.isEmpty ? [] : [[weight.owner]]
        return KerasSlot(
          groups: groups + path, index: counts[weight.owner, default: 0], owner: owner,
          isTrainable: weight.isTrainable && !isFrozen, name: weight.name, inner: inner)
      }
    }
  }
}

import Catalog
import Learning

extension KerasRow {
  /// The weights of a layer with these arguments, in Keras's order.
  func weights(of layer: KerasLayer) -> [KerasWeight] {
    weights.filter { weight in
      switch weight.condition {
      case nil: true
      // Means that are written are no weights.
      case "learns": (layer["mean"] ?? KerasValue.none) == KerasValue.none
      case "scales": layer["use_scale"] == .bool(true)
      case "concatenates": layer["score_mode"] == .text("concat")
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
  /// The slots of a layer's weights in the groups of a path; `owner` is the layer of the whole model that has them.
  func slots(in groups: [[String]], owner: String) -> [KerasSlot] {
    var count = 0
    return slots(
      KerasSlot.Place(groups: groups, owner: owner, isFrozen: false), counting: &count)
  }

  /// The layers of a model in sequence that stands in another layer.
  var sequence: [KerasLayer]? {
    guard className == "Sequential", case .list(let items)? = self["layers"] else { return nil }
    return items.compactMap { item in
      if case .call(let layer) = item, layer.className != "InputLayer" { layer } else { nil }
    }
  }

  /// Lines inside the line are counted as they are met.
  private func slots(_ outer: KerasSlot.Place, counting count: inout Int) -> [KerasSlot] {
    guard let row = KerasLayers.row(of: className) else { return [] }
    var place = outer
    place.isFrozen = outer.isFrozen || self["trainable"] == .bool(false)
    switch row.word {
    case "bidirectional":
      guard case .call(let layer)? = self["layer"] else { return [] }
      place.line = count
      count += 1
      return ["forward", "backward"].flatMap { direction in
        var use = place
        use.groups.append(["\(direction)_layer"])
        use.direction = (direction, outer.line)
        return layer.slots(use, counting: &count)
      }
    case "time_distributed":
      guard case .call(let layer)? = self["layer"] else { return [] }
      place.groups.append(["layer"])
      var containers = KerasContainers()
      return (layer.sequence ?? [layer]).flatMap { inner in
        var use = place
        if layer.sequence != nil {
          use.groups = containers.groups(of: inner.className, in: place.groups)
        }
        use.line = count
        count += 1
        return inner.slots(use, counting: &count)
      }
    default: return row.slots(of: self, place)
    }
  }
}

extension KerasRow {
  fileprivate func slots(of layer: KerasLayer, _ place: KerasSlot.Place) -> [KerasSlot] {
    var counts: [String: Int] = [:]
    return weights(of: layer).map { weight in
      defer { counts[weight.owner, default: 0] += 1 }
      var own = place
      if !weight.owner.isEmpty { own.groups.append([weight.owner]) }
      return KerasSlot(
        place: own, index: counts[weight.owner, default: 0], name: weight.name,
        isTrainable: weight.isTrainable && !place.isFrozen)
    }
  }
}

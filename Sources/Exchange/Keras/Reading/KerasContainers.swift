import Support

/// How Keras names the groups of a model's layers: by class, counted in the order of the list.
struct KerasContainers {
  private var counts: [String: Int] = [:]

  /// The groups where a layer's weights lie; older versions name the list otherwise.
  mutating func groups(of className: String, in outer: [[String]]) -> [[String]] {
    outer + [["layers", "_layer_checkpoint_dependencies"], [next(of: className)]]
  }

  /// `dense`, `dense_1`, ….
  mutating func next(of className: String) -> String {
    let base = KerasLayers.snakeCased(className)
    let count = counts[base, default: 0]
    counts[base] = count + 1
    return count == 0 ? base : "\(base)_\(count)"
  }
}

extension JSON {
  /// The items of a list; `nil` for another value.
  var items: [JSON]? {
    if case .list(let items) = self { items } else { nil }
  }
}

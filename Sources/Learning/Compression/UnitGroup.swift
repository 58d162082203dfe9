import Engine

/// A layer of whose units some can go, the layers in between that keep each in its place, and the one that reads them.
package struct UnitGroup: Equatable, Sendable {
  /// The label of the layer whose units they are.
  package let layer: String
  /// How many units it has.
  package let units: Int
  /// Labels of what stands between, with how many numbers of a place each unit has there: more than one behind
  /// flattening.
  package let between: [(label: String, width: Int)]
  /// The label of the layer that reads them, and how many numbers it reads.
  package let reader: (label: String, width: Int)

  /// Whether both are of one layer.
  package static func == (a: UnitGroup, b: UnitGroup) -> Bool { a.layer == b.layer }
}

/// Which units of a model can go, and why those of other layers cannot.
package struct PrunableUnits {
  /// In the order of the lines.
  package private(set) var groups: [UnitGroup] = []
  /// Why others stay whole: `hidden: residual reads its units`.
  package private(set) var reasons: [String] = []

  private static let owners: Set<String> = ["dense", "conv1d", "conv2d"]
  /// What gives each channel its own place again, as long as channels come last.
  private static let keepers: Set<String> = [
    "activation", "dropout", "gaussian_noise", "batch_normalization", "layer_normalization",
    "rms_normalization", "prelu", "flatten", "max_pooling1d", "max_pooling2d",
    "average_pooling1d", "average_pooling2d", "global_average_pooling1d",
    "global_average_pooling2d", "global_max_pooling1d", "global_max_pooling2d", "zero_padding1d",
    "zero_padding2d", "cropping1d", "cropping2d", "up_sampling1d", "up_sampling2d",
  ]

  /// Looks at the lines of a model that stand outside all structures.
  package init(of model: Model) {
    let lines = model.lines
    let shapes = Dictionary(
      model.layers.filter { $0.depth == 0 }.map { ($0.label, $0.shape) }
    ) { first, _ in first }
    let sources = Set(lines.flatMap(\.sources))
    for (place, line) in lines.enumerated() {
      guard case .layer(let kind) = line.content, Self.owners.contains(kind) else {
        if !line.inner.isEmpty, line.inner.contains(where: { $0.hasOwners(Self.owners) }) {
          reasons.append("\(line.label): what stands in it is joined with other ways")
        }
        continue
      }
      guard model.parameter(line.label + ".kernel")?.isTrainable == true else {
        reasons.append("\(line.label): its kernel stays as it is")
        continue
      }
      let units = shapes[line.label]?.extents.last ?? 1
      var (between, width): ([(label: String, width: Int)], Int) = ([], units)
      var reason: String?
      var reader: String?
      if sources.contains(line.label) { reason = "other lines read its units" }
      for next in lines[(place + 1)...] where reason == nil && reader == nil {
        guard case .layer(let kind) = next.content else {
          reason = "\(next.label) reads its units"
          continue
        }
        if Self.owners.contains(kind), Self.readsPlainly(model, next) {
          reader = next.label
        } else if Self.keepers.contains(kind) || Activations.named(kind) != nil {
          between.append((next.label, width))
          width = shapes[next.label]?.extents.last ?? width
          if sources.contains(next.label) { reason = "other lines read its units" }
        } else {
          reason = "\(next.label) reads its units"
        }
      }
      if let reason {
        reasons.append("\(line.label): \(reason)")
      } else if let reader, width % max(units, 1) == 0 {
        groups.append(
          UnitGroup(layer: line.label, units: units, between: between, reader: (reader, width)))
      }
    }
  }

  /// Whether a layer reads all channels with one kernel, and not in groups.
  private static func readsPlainly(_ model: Model, _ line: ModelElement) -> Bool {
    guard let kernel = model.parameter(line.label + ".kernel") else { return false }
    let groups = line.call?.arguments.first { $0.name == "groups" }?.value
    guard case .number(let count)? = groups else { return kernel.type.shape.rank > 1 }
    return count == 1
  }
}

extension ModelElement {
  /// The labels of lines that it, or what stands in it, goes on with.
  fileprivate var sources: [String] {
    if case .source(let name) = content { return [name] }
    return inner.flatMap(\.sources)
  }

  fileprivate func hasOwners(_ kinds: Set<String>) -> Bool {
    if case .layer(let kind) = content { return kinds.contains(kind) }
    return inner.contains { $0.hasOwners(kinds) }
  }
}

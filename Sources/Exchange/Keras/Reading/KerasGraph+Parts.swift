import Engine
import Support

// Parts of a configuration that a graph is made of.
extension KerasGraph {
  static func shape(_ value: JSON?, of name: String) throws(KerasError) -> Shape {
    let items = value?.items ?? []
    var extents: [Int] = []
    for item in items.dropFirst() {
      guard case .whole(let extent) = item, extent > 0 else {
        throw .configuration(
          place: name, expected: "an input of fixed extents; let Keras's Input say them")
      }
      extents.append(extent)
    }
    guard !extents.isEmpty else {
      throw .configuration(place: name, expected: "the shape of an input, batch_shape")
    }
    return Shape(extents)
  }

  static func layers(_ value: JSON?, at prefix: String) throws(KerasError) -> [JSON] {
    guard let layers = value?.items, !layers.isEmpty, layers.count <= layerLimit else {
      throw .configuration(place: "\(prefix)config", expected: "layers, at most 10,000")
    }
    return layers
  }

  /// What the outputs of a whole model are called: as it names them, else by their layers, each once.
  static func names(
    ofOutputs config: JSON, _ ids: [String]
  ) throws(KerasError) -> [(name: String, id: String)] {
    guard ids.count > 1 else { return ids.map { ($0, $0) } }
    var names = ids
    if case .object(let members)? = config["output_layers"], members.count == ids.count {
      names = members.map(\.name)
    } else if let ends = try? ends(config["output_layers"], at: ""), ends.count == ids.count {
      names = ends.map(\.layer)
    }
    var taken: Set<String> = []
    return zip(names, ids).map { name, id in
      var (free, number) = (name, 1)
      while !taken.insert(free).inserted {
        number += 1
        free = "\(name)_\(number)"
      }
      return (free, id)
    }
  }

  /// `["a", 0, 0]` or `[["a", 0, 0], …]`, or the same by names.
  static func ends(_ value: JSON?, at place: String) throws(KerasError) -> [Output] {
    let value = value ?? .null
    if case .text? = value.items?.first { return [try end(value, at: place)] }
    let lists: [JSON] =
      if case .object(let members) = value { members.map(\.value) } else { value.items ?? [] }
    var outputs: [Output] = []
    for list in lists { outputs.append(try end(list, at: place)) }
    return outputs
  }

  private static func end(_ value: JSON, at place: String) throws(KerasError) -> Output {
    guard let items = value.items, case .text(let name)? = items.first else {
      throw .configuration(place: place, expected: "names of layers")
    }
    return Output(layer: name, history: items)
  }
}

import Engine
import Formats
import Support

/// Layers and models as Keras's configurations write them.
enum KerasJSON {
  /// The configuration of a layer of that name.
  static func config(of layer: KerasLayer, name: String, dtype: DType) -> JSON {
    let own: [JSON.Member] = [
      .init("name", .text(name)), .init("trainable", true), .init("dtype", .text("\(dtype)")),
    ]
    return .object(own + members(layer))
  }

  /// A layer with its class.
  static func object(_ layer: KerasLayer, name: String, dtype: DType) -> JSON {
    [
      "module": "keras.layers", "class_name": .text(layer.className),
      "config": config(of: layer, name: name, dtype: dtype), "registered_name": .null,
    ]
  }

  private static func members(_ layer: KerasLayer) -> [JSON.Member] {
    layer.arguments.map { .init($0.name ?? "", value($0.value, for: $0.name ?? "")) }
  }

  private static func value(_ value: KerasValue, for argument: String) -> JSON {
    switch value {
    case .none: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .whole(number)
    case .float(let number): .number(number)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map { self.value($0, for: argument) })
    case .call(let layer):
      [
        "module": argument.hasSuffix("regularizer") ? "keras.regularizers" : "keras.initializers",
        "class_name": .text(layer.className), "config": .object(members(layer)),
        "registered_name": .null,
      ]
    }
  }

  /// A model as Keras writes it, with its weights.
  struct Written {
    let className: String
    let module: String
    let config: JSON
    var weights = KerasArrays()
    /// Weights of each layer of the model itself, by its name, for a legacy file.
    var byLayer: [(name: String, arrays: KerasArrays)] = []

    /// With its class.
    var json: JSON {
      [
        "module": .text(module), "class_name": .text(className), "config": config,
        "registered_name": className == "Functional" ? "Functional" : .null,
      ]
    }
  }

  /// A sequence where it is one, else a graph; layers stand in Keras's order, which their groups are named by.
  static func model(_ network: KerasNetwork) -> Written {
    let dtype = "\(network.dtype)"
    let isSequence = network.isSequence
    let order =
      isSequence
      ? Array(network.entries.indices) : KerasOrder.of(network.entries, output: network.output)
    let entries = order.map { network.entries[$0] }
    var containers = KerasContainers()
    var (weights, byLayer) = (KerasArrays(), [(name: String, arrays: KerasArrays)]())
    for entry in entries where !entry.isOperation && !(isSequence && entry.isInput) {
      let group = containers.next(of: entry.className)
      weights.stored += entry.weights.stored.map {
        (["layers", group] + $0.path, $0.array, $0.source)
      }
      weights.listed += entry.weights.listed
      byLayer.append((entry.name, entry.weights))
    }
    var members: [JSON.Member] = [
      .init("name", .text(network.name)), .init("trainable", true),
      .init("layers", .list(entries.map { $0.json(dtype, isSequence: isSequence) })),
    ]
    if isSequence {
      members.insert(.init("dtype", .text(dtype)), at: 2)
    } else {
      // One tensor alone is no list of tensors: a model that is a layer gives it as such.
      let inputs: [JSON] = network.inputs.map { [.text($0.layer), 0, 0] }
      members.append(.init("input_layers", inputs.count == 1 ? inputs[0] : .list(inputs)))
      members.append(
        .init("output_layers", [.text(network.output.layer), .whole(network.output.call), 0]))
    }
    return Written(
      className: isSequence ? "Sequential" : "Functional",
      module: isSequence ? "keras" : "keras.src.models.functional", config: .object(members),
      weights: weights, byLayer: byLayer)
  }
}

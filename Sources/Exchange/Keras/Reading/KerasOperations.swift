import Catalog
import Learning
import Support

/// Arithmetic between layers, as in `x + y` and `x / 255`: operations that stand in a graph of Keras as layers do.
enum KerasOperations {
  /// Whether an entry of a graph is an operation and no layer.
  static func isOperation(_ layer: JSON) -> Bool {
    if case .text(let module)? = layer["module"] {
      return module.hasPrefix("keras.src.ops") || module.hasPrefix("keras.ops")
    }
    // A legacy file has no modules; every layer says whether it is trained.
    guard case .text(let className)? = layer["class_name"], case .object? = layer["config"] else {
      return false
    }
    return layer["config"]?["trainable"] == nil
      && (known.contains(className) || formulas[className] != nil || pairs[className] != nil
        || reductions[className] != nil || className == "GetItem" || className == "Clip")
  }

  private static let known: Set<String> = [
    "Add", "Multiply", "Subtract", "TrueDivide", "Divide", "Concatenate", "Relu", "Gelu", "Sigmoid",
    "Silu", "Tanh",
    "Softmax", "LogSoftmax", "Elu", "Selu", "LeakyRelu", "Softplus", "Softsign", "HardSigmoid",
    "Exp", "Where", "Cast", "Round",
    // What a mask is made of.
    "NotEqual", "Any", "LogicalOr", "ExpandDims", "OnesLike", "ZerosLike",
  ]

  private static let activations = [
    "Relu": "relu", "Sigmoid": "sigmoid", "Silu": "silu", "Tanh": "tanh", "Softmax": "softmax",
    "LogSoftmax": "log_softmax", "Selu": "selu", "Softplus": "softplus", "Softsign": "softsign",
    "HardSigmoid": "hard_sigmoid", "Exp": "exponential", "Gelu": "gelu", "Elu": "elu",
    "LeakyRelu": "leaky_relu",
  ]

  /// An operation as a line here.
  static func node(
    _ layer: JSON, _ className: String, id: String, name: String, inputs: [String], call: KerasCall?
  ) throws(KerasError) -> KerasNode {
    try KerasConfiguration.checkOrigin(layer, className)
    let config = layer["config"] ?? .null
    if let word = activations[className], inputs.count == 1 {
      return KerasNode(
        id: id, name: name, className: className, line: try activation(word, config, className),
        inputs: inputs)
    }
    if let line = choice(className, inputs.count, call) {
      return KerasNode(
        id: id, name: name, className: className, line: line, inputs: inputs,
        isMerge: inputs.count > 1)
    }
    if inputs.count > 1 {
      let words = ["Add": "add", "Multiply": "multiply", "Concatenate": "concatenate"]
      if let line = try KerasFormulas.spread(
        pairs[className] == nil ? words[className] ?? "" : "combine", className, call)
      {
        return KerasNode(
          id: id, name: name, className: className, line: line, inputs: inputs, isMerge: true)
      }
      if let text = pairs[className], inputs.count == 2 {
        return KerasNode(
          id: id, name: name, className: className, line: KerasFormulas.joined(text),
          inputs: inputs, isMerge: true)
      }
      guard let word = words[className] else {
        throw .layer(className: className, near: KerasLayers.near(className))
      }
      var arguments = Arguments()
      if case .whole(let axis)? = config["axis"], word == "concatenate", axis != -1 {
        arguments.named = [("axis", .number(Double(axis)))]
      }
      return KerasNode(
        id: id, name: name, className: className, line: LayerDescription(word, arguments),
        inputs: inputs, isMerge: true)
    }
    guard inputs.count == 1,
      let line = scaled(className, call) ?? formula(className, config, call)
    else {
      throw .layer(className: className, near: KerasLayers.near(className))
    }
    return KerasNode(id: id, name: name, className: className, line: line, inputs: inputs)
  }

  private static func activation(
    _ word: String, _ config: JSON, _ className: String
  ) throws(KerasError) -> LayerDescription {
    switch word {
    case "gelu":
      return LayerDescription(
        word, config["approximate"] == false ? Arguments() : Arguments([.bool(true)]))
    case "elu":
      return LayerDescription(word, Arguments([.number(config["alpha"]?.double ?? 1)]))
    case "leaky_relu":
      return LayerDescription(word, Arguments([.number(config["negative_slope"]?.double ?? 0.2)]))
    case "softmax", "log_softmax":
      if let axis = config["axis"], axis != .whole(-1) {
        throw .argument(className: className, argument: "axis", value: axis.description)
      }
      return LayerDescription(word)
    default: return LayerDescription(word)
    }
  }

  /// A number beside a tensor: y = x · scale + offset; `nil` for another operation.
  private static func scaled(_ className: String, _ call: KerasCall?) -> LayerDescription? {
    let given = (call?.places ?? []) + (call?.named.map(\.value) ?? [])
    guard given.count == 2, let place = given.firstIndex(where: { $0.double != nil }),
      let number = given[place].double, number.isFinite
    else { return nil }
    let isLeft = place == 0
    let line: (scale: Double, offset: Double)? =
      switch (className, isLeft) {
      case ("Add", _): (1, number)
      case ("Multiply", _): (number, 0)
      case ("Subtract", false): (1, -number)
      case ("Subtract", true): (-1, number)
      case ("TrueDivide", false), ("Divide", false): number == 0 ? nil : (1 / number, 0)
      default: nil
      }
    guard let line else { return nil }
    return LayerDescription(
      "rescaling",
      Arguments(
        [.number(line.scale)], named: line.offset == 0 ? [] : [("offset", .number(line.offset))]))
  }
}

extension JSON {
  /// A number of either kind.
  var double: Double? {
    switch self {
    case .whole(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}

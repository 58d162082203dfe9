import Catalog
import Learning
import Support

/// What stands in an argument of Keras, as an argument here: activations, initializers, regularizers, sizes.
enum KerasArguments {
  /// The value for a parameter; `nil` where it says nothing.
  static func argument(
    _ value: KerasValue, for parameter: ParameterDescription, of layer: KerasLayer
  ) throws(KerasError) -> Argument? {
    if parameter.kinds.contains(.activation) { return try activation(value, of: layer) }
    if parameter.kinds.contains(.initializer) {
      return value == .none ? nil : try initializer(value, of: layer, parameter.name)
    }
    if parameter.kinds.contains(.regularizer) {
      return value == .none ? nil : try regularizer(value, of: layer, parameter.name)
    }
    switch value {
    case .none: return parameter.name == "axis" ? Argument.none : nil
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .number(Double(number))
    case .float(let number): return .number(number)
    case .text(let text):
      guard parameter.words.contains(text) || parameter.isLabel else {
        throw .argument(
          className: layer.className, argument: parameter.name, value: value.described)
      }
      return .word(text)
    // An axis of none: one mean of all.
    case .list(let items) where items.isEmpty && parameter.name == "axis": return Argument.none
    case .list(let items):
      if parameter.name == "padding" || parameter.name == "cropping" {
        return try sides(items, parameter.name, of: layer)
      }
      return try list(items, parameter.name, of: layer)
    case .call:
      throw .argument(
        className: layer.className, argument: parameter.name, value: value.described)
    }
  }

  /// One size for both axes is written once.
  private static func list(
    _ items: [KerasValue], _ name: String, of layer: KerasLayer
  ) throws(KerasError) -> Argument {
    var arguments: [Argument] = []
    for item in items {
      switch item {
      case .int(let number): arguments.append(.number(Double(number)))
      case .float(let number): arguments.append(.number(number))
      case .list(let inner): arguments.append(try list(inner, name, of: layer))
      default:
        throw .argument(
          className: layer.className, argument: name, value: KerasValue.list(items).described)
      }
    }
    guard sizes.contains(name), let first = arguments.first, case .number = first,
      arguments.allSatisfy({ $0.described == first.described })
    else { return .list(arguments) }
    return first
  }

  /// What is put around samples or cut off them, [before, behind] of each axis: what holds for all sides is written once.
  private static func sides(
    _ items: [KerasValue], _ name: String, of layer: KerasLayer
  ) throws(KerasError) -> Argument {
    var axes: [Argument] = []
    for item in items {
      guard case .list(let ends) = item else { return try list(items, name, of: layer) }
      var numbers: [Argument] = []
      for end in ends {
        guard case .int(let number) = end else {
          throw .argument(
            className: layer.className, argument: name, value: KerasValue.list(items).described)
        }
        numbers.append(.number(Double(number)))
      }
      axes.append(.list(numbers))
    }
    let ends = axes.map(\.items)
    guard ends.allSatisfy({ $0.count == 2 && $0[0].described == $0[1].described }) else {
      return .list(axes)
    }
    let single = ends.map { $0[0] }
    return single.allSatisfy({ $0.described == single[0].described }) ? single[0] : .list(single)
  }

  private static let sizes: Set<String> = [
    "kernel_size", "strides", "pool_size", "dilation_rate", "size", "padding", "cropping",
    "output_padding",
    "output_shape",
    "axis",
  ]

  /// An activation by its name, or a layer that is one.
  static func activation(_ value: KerasValue, of layer: KerasLayer) throws(KerasError) -> Argument {
    switch value {
    case .none: return .word("linear")
    case .text("leaky_relu"): return .spec(Spec("leaky_relu", Arguments([.number(0.2)])))
    case .text(let text):
      let word = activationSynonyms[text] ?? text
      if Activations.named(word) != nil { return .word(word) }
    case .call(let call):
      if KerasLayers.row(of: call.className).map({ Activations.named($0.word) != nil }) == true {
        let line = try KerasLayers.line(of: call)
        return line.arguments.positional.isEmpty && line.arguments.named.isEmpty
          ? .word(line.word) : .spec(Spec(line.word, line.arguments))
      }
    default: break
    }
    throw .argument(className: layer.className, argument: "activation", value: value.described)
  }

  private static let activationSynonyms = ["swish": "silu", "hard_swish": "hard_silu"]

  private static func initializer(
    _ value: KerasValue, of layer: KerasLayer, _ name: String
  ) throws(KerasError) -> Argument {
    let (word, call) = try entry(value, of: layer, name)
    let known = initializerSynonyms[word] ?? word
    guard let signature = Initializers.named(known)?.signature else {
      throw .argument(className: layer.className, argument: name, value: value.described)
    }
    return try spec(known, call, signature, of: layer, name)
  }

  private static let initializerSynonyms = [
    "uniform": "random_uniform", "normal": "random_normal", "zero": "zeros", "one": "ones",
    "orthogonal_initializer": "orthogonal", "identity_initializer": "identity",
  ]

  private static func regularizer(
    _ value: KerasValue, of layer: KerasLayer, _ name: String
  ) throws(KerasError) -> Argument {
    let (word, call) = try entry(value, of: layer, name)
    let known = word == "l1l2" ? "l1_l2" : word
    guard let signature = Regularizers.named(known)?.signature else {
      throw .argument(className: layer.className, argument: name, value: value.described)
    }
    return try spec(known, call, signature, of: layer, name)
  }

  /// `GlorotUniform`, `glorot_uniform` and `glorot_uniform()` are one word.
  private static func entry(
    _ value: KerasValue, of layer: KerasLayer, _ name: String
  ) throws(KerasError) -> (word: String, call: KerasLayer) {
    switch value {
    case .text(let text): return (KerasLayers.snakeCased(text), KerasLayer(text))
    case .call(let call):
      let plain =
        call.className.hasSuffix("V2") ? String(call.className.dropLast(2)) : call.className
      return (KerasLayers.snakeCased(plain), call)
    default:
      throw .argument(className: layer.className, argument: name, value: value.described)
    }
  }

  /// Their arguments have the same names and the same order here.
  private static func spec(
    _ word: String, _ call: KerasLayer, _ signature: Signature, of layer: KerasLayer, _ name: String
  ) throws(KerasError) -> Argument {
    let order = signature.parameters.map(\.name) + ["seed"]
    let call = try KerasLayers.named(call, order: order)
    var arguments: [(name: String, value: Argument)] = []
    for argument in call.arguments {
      let name = argument.name ?? ""
      guard let parameter = signature.parameter(named: name) else {
        if argument.value == .none || ["seed", "dtype"].contains(name) { continue }
        throw .argument(
          className: call.className, argument: name, value: argument.value.described)
      }
      var value = argument.value
      if name == "distribution", value == .text("normal") { value = .text("truncated_normal") }
      guard let translated = try self.argument(value, for: parameter, of: call) else { continue }
      if parameter.fallback?.argument.described == translated.described { continue }
      arguments.append((name, translated))
    }
    guard !arguments.isEmpty else { return .word(word) }
    if arguments.count == 1, arguments[0].name == order[0] {
      return .spec(Spec(word, Arguments([arguments[0].value])))
    }
    return .spec(Spec(word, Arguments(named: arguments)))
  }
}

extension Argument {
  /// The items of a list; none for another argument.
  fileprivate var items: [Argument] { if case .list(let items) = self { items } else { [] } }
}

import Catalog
import Learning
import Support

/// A line as Keras's constructors say it.
struct KerasLine {
  /// The layer with its arguments under their names.
  var layer: KerasLayer
  /// An activation with options, which Keras's layer cannot name: it stands behind as a layer of its own.
  var activation: Argument?
  /// What is left out, as it changes nothing of an answer.
  var remarks: [String] = []
}

extension KerasLayers {
  /// The layer of Keras for a line's word and arguments; those that Keras's layer does not have are left to the caller.
  ///
  /// Throws for words without a layer of Keras, and for functions of the user as activations.
  static func line(
    ofWord word: String, _ call: BoundArguments, label: String
  ) throws(KerasError) -> KerasLine {
    guard let row = row(ofWord: word) ?? activationRow(word) else {
      throw .word(word, layer: label)
    }
    var line = KerasLine(layer: KerasLayer(row.className))
    if row.className == "Activation", word != "activation" {
      // Keras names these functions, and gives them no options.
      if let option = call.filled.first(where: { call.isGiven($0.name) }) {
        throw .option("\(option.name)=\(option.value.described)", layer: label)
      }
      line.layer.arguments = [.init("activation", .text(word))]
      return line
    }
    for (name, argument) in call.filled {
      guard let parameter = call.signature.parameter(named: name) else { continue }
      if parameter.kinds.contains(.activation) {
        try setActivation(argument, name, of: &line, row, label)
        continue
      }
      guard row.order.contains(name), !name.hasPrefix("lora_") else {
        note(name, argument, in: &line)
        continue
      }
      if let value = try value(argument, for: parameter, label) {
        line.layer.arguments.append(.init(name, value))
      }
    }
    if word == "normalization", line.layer["axis"] == KerasValue.none {
      // One mean of all is a number there, no list.
      for index in line.layer.arguments.indices {
        if case .list(let items) = line.layer.arguments[index].value, items.count == 1 {
          line.layer.arguments[index].value = items[0]
        }
      }
    }
    if word == "rms_normalization", call.compatibility == .pytorch,
      !call.isGiven("epsilon")
    {
      line.layer.arguments.removeAll { $0.name == "epsilon" }
      line.layer.arguments.append(.init("epsilon", .float(Double(Float.ulpOfOne))))
    }
    return line
  }

  /// Activations that are layers of Keras only as `Activation`.
  private static func activationRow(_ word: String) -> KerasRow? {
    Activations.named(word) == nil ? nil : row(of: "Activation")
  }

  private static func note(_ name: String, _ argument: Argument, in line: inout KerasLine) {
    switch (name, argument) {
    case ("unbiased", .bool(true)):
      line.remarks.append("Keras's moving variance is not that of the population")
    case ("tied", .bool(false)):
      let drops = ["dropout", "recurrent_dropout"].contains { (line.layer[$0]?.number ?? 0) > 0 }
      if drops { line.remarks.append("Keras drops the same for all gates") }
    default: break
    }
  }

  private static func setActivation(
    _ argument: Argument, _ name: String, of line: inout KerasLine, _ row: KerasRow, _ label: String
  ) throws(KerasError) {
    switch argument {
    case .none: line.layer.arguments.append(.init(name, .text("linear")))
    case .word("leaky_relu"):
      try behind(.spec(Spec("leaky_relu")), name, of: &line, row, label)
    case .word(let word): line.layer.arguments.append(.init(name, .text(word)))
    case .spec(let spec) where spec.arguments.positional.isEmpty && spec.arguments.named.isEmpty:
      try setActivation(.word(spec.name), name, of: &line, row, label)
    case .spec: try behind(argument, name, of: &line, row, label)
    case .value(_ as any TraceableFunction): try behind(argument, name, of: &line, row, label)
    default: throw .option("\(name)=\(argument.described)", layer: label)
    }
  }

  private static func behind(
    _ activation: Argument, _ name: String, of line: inout KerasLine, _ row: KerasRow,
    _ label: String
  ) throws(KerasError) {
    guard name == "activation", !["lstm", "gru", "simple_rnn"].contains(row.word) else {
      throw .option("\(name)=\(activation.described)", layer: label)
    }
    line.layer.arguments.append(.init(name, .text("linear")))
    line.activation = activation
  }

  /// An argument as Keras takes it; `nil` where Keras's own default may stand.
  private static func value(
    _ argument: Argument, for parameter: ParameterDescription, _ label: String
  ) throws(KerasError) -> KerasValue? {
    let isEntry =
      parameter.kinds.contains(.initializer) || parameter.kinds.contains(.regularizer)
    switch argument.listed {
    case .none: return isEntry ? nil : KerasValue.none
    case .bool(let flag): return .bool(flag)
    case .number(let number):
      let value = Int(whole: number).map { KerasValue.int($0) } ?? .float(number)
      return lists.contains(parameter.name) ? .list([value]) : value
    case .text(let text): return .text(text)
    case .word(let word): return isEntry ? try entry(Spec(word), parameter, label) : .text(word)
    case .spec(let spec): return try entry(spec, parameter, label)
    case .list(let items):
      var values: [KerasValue] = []
      for item in items {
        if let value = try value(item, for: unlisted, label) { values.append(value) }
      }
      return parameter.name == "axis" && values.count == 1 ? values[0] : .list(values)
    case .value:
      // The first values are drawn by a function; what is written are those that there are.
      if parameter.kinds.contains(.initializer) { return nil }
      throw .option("\(parameter.name)=\(argument.described)", layer: label)
    }
  }

  private static let lists: Set<String> = ["target_shape", "dims", "mean", "variance"]
  private static let unlisted = ParameterDescription("", "", expected: "")

  private static func entry(
    _ spec: Spec, _ parameter: ParameterDescription, _ label: String
  ) throws(KerasError) -> KerasValue? {
    let signature =
      Initializers.named(spec.name)?.signature ?? Regularizers.named(spec.name)?.signature
    guard let signature, let bound = try? BoundArguments(spec.arguments, to: signature) else {
      throw .option("\(parameter.name)=\(spec.text)", layer: label)
    }
    var layer = KerasLayer(className(of: spec.name))
    for (name, argument) in bound.filled {
      if let value = try value(argument, for: unlisted, label) {
        layer.arguments.append(.init(name, value))
      }
    }
    return .call(layer)
  }

  /// `glorot_uniform` is `GlorotUniform`.
  private static func className(of word: String) -> String {
    word.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

extension BoundArguments {
  fileprivate func isGiven(_ name: String) -> Bool {
    signature.parameter(named: name).map { argument($0) != nil } ?? false
  }
}

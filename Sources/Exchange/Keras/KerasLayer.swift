/// A constructor of Keras with its arguments, from a configuration or from a program: a layer, an initializer, a
/// regularizer.
package struct KerasLayer: Equatable, Sendable {
  /// One argument of a constructor.
  package struct Argument: Equatable, Sendable {
    /// `nil` where it stands at its place.
    package var name: String?
    /// What is given.
    package var value: KerasValue

    /// An argument under its name, or at its place.
    package init(_ name: String? = nil, _ value: KerasValue) {
      self.name = name
      self.value = value
    }
  }

  /// Keras's name of the class: `Dense`; a function's name for what a program may call so, `l2`.
  package var className: String
  /// What stands in brackets: arguments at their places first.
  package var arguments: [Argument]

  /// A constructor with its arguments.
  package init(_ className: String, _ arguments: [Argument] = []) {
    self.className = className
    self.arguments = arguments
  }

  /// The argument of a name; `nil` where it is not named. `KerasLayers.named` gives places their names.
  package subscript(_ name: String) -> KerasValue? {
    arguments.last { $0.name == name }?.value
  }

  /// Keras's name of this very layer, `name=`; `nil` where it has none.
  package var name: String? {
    if case .text(let name)? = self["name"] { name } else { nil }
  }
}

extension KerasLayer {
  /// The layer of each cell.
  static let recurrences = ["LSTMCell": "LSTM", "GRUCell": "GRU", "SimpleRNNCell": "SimpleRNN"]

  /// `RNN(LSTMCell(8))` as `LSTM(8)`, several cells one behind the other; `nil` for other layers, and for cells of which
  /// there is no layer.
  package var plainRecurrences: [KerasLayer]? {
    let order = ["cell", "return_sequences", "return_state", "go_backwards", "stateful", "unroll"]
    guard className == "RNN", let layer = try? KerasLayers.named(self, order: order),
      let cells = Self.cells(layer["cell"]), (1...100).contains(cells.count),
      layer["zero_output_for_mask"] ?? .bool(false) == .bool(false)
    else { return nil }
    var found: [KerasLayer] = []
    for (place, cell) in cells.enumerated() {
      guard let className = Self.recurrences[cell.className],
        let row = KerasLayers.row(of: className),
        let named = try? KerasLayers.named(
          cell, order: row.order.prefix { !$0.hasSuffix("_regularizer") })
      else { return nil }
      var arguments = named.arguments.filter { !["name", "dtype"].contains($0.name ?? "") }
      let (isFirst, isLast) = (place == 0, place == cells.count - 1)
      for argument in layer.arguments {
        switch argument.name ?? "" {
        case "cell", "zero_output_for_mask": continue
        case "return_sequences", "return_state", "name": if isLast { arguments.append(argument) }
        case "go_backwards", "input_shape", "batch_input_shape", "batch_shape", "input_dim":
          if isFirst { arguments.append(argument) }
        default: arguments.append(argument)
        }
      }
      if !isLast { arguments.append(Argument("return_sequences", .bool(true))) }
      found.append(KerasLayer(className, arguments))
    }
    return found
  }

  /// One cell, a list of them, or several that are one: `StackedRNNCells([…])`.
  private static func cells(_ value: KerasValue?) -> [KerasLayer]? {
    switch value {
    case .call(let stack)? where stack.className == "StackedRNNCells":
      return cells(stack["cells"] ?? stack.arguments.first?.value)
    case .call(let cell)?: return [cell]
    case .list(let items)?:
      let found = items.compactMap { if case .call(let cell) = $0 { cell } else { nil } }
      return found.count == items.count ? found : nil
    default: return nil
    }
  }
}

/// A value as Python and Keras's configurations write it.
package indirect enum KerasValue: Equatable, Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  /// A text; a function of Keras that is named without brackets is one, too: `keras.activations.relu` is `relu`.
  case text(String)
  /// A list or a tuple.
  case list([KerasValue])
  /// A layer, an initializer, a regularizer, with its arguments.
  case call(KerasLayer)

  /// As Python writes it, for messages.
  package var described: String {
    switch self {
    case .none: "None"
    case .bool(let flag): flag ? "True" : "False"
    case .int(let number): "\(number)"
    case .float(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let items): "[\(items.map(\.described).joined(separator: ", "))]"
    case .call(let layer): "\(layer.className)(…)"
    }
  }
}

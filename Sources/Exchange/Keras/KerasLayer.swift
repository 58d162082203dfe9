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

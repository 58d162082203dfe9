import Catalog

/// A line of a built model as it was called: what writing it in another format needs to know.
package struct LayerCall {
  /// Unique among the lines of its model: `hidden`, `dense_1`.
  package let label: String
  /// What was written, matched with the parameters of the word.
  package let bound: BoundArguments

  /// The word of the line: `dense`, `relu`, `concatenate`.
  package var name: String { bound.signature.name }

  /// All arguments in the order of the parameters: what was written, or what stands for it in the
  /// library in force. `none` is what the layer decides by its input.
  package var arguments: [(name: String, value: Argument)] { bound.filled }

  /// One of the arguments, or its default.
  package subscript<Output>(_ parameter: Parameter<Output>) -> Output {
    get throws(ArgumentError) { try bound[parameter] }
  }
}

extension Model {
  /// Layers, activations and structures in the order of the text, each before the lines inside it.
  /// A model that is used as a layer has calls of its own.
  package var calls: [LayerCall] { elements.calls }

  /// The call of one line; `nil` where no line of a word of the catalogue has that label.
  package func call(of label: String) -> LayerCall? { calls.first { $0.label == label } }
}

extension [Element] {
  fileprivate var calls: [LayerCall] {
    flatMap { element in
      (element.call.map { [LayerCall(label: element.label, bound: $0)] } ?? [])
        + element.inner.calls
    }
  }
}

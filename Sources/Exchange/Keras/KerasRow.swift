import Catalog

/// One class of Keras and the word for it here.
package struct KerasRow: Sendable {
  /// Keras's name: `Dense`.
  package let className: String
  /// The word here: `dense`.
  package let word: String
  /// The names of the constructor's arguments in their order.
  package let order: [String]
  /// The weights in Keras's order, under the names of its groups.
  let weights: [KerasWeight]

  init(_ className: String, _ word: String, _ order: String, _ weights: [KerasWeight] = []) {
    self.className = className
    self.word = word
    self.order = order.split(separator: " ").map(String.init)
    self.weights = weights
  }
}

/// One weight of a layer: where Keras keeps it, and what it is called here.
struct KerasWeight: Sendable {
  /// The object inside the layer that owns it, `cell`, `query_dense`; empty for the layer itself.
  let owner: String
  /// Behind the label here: `kernel`, `query.kernel`.
  let name: String
  /// The argument that must be true for there to be one; `nil` where there always is.
  let condition: String?

  init(_ name: String, in owner: String = "", if condition: String? = nil) {
    self.owner = owner
    self.name = name
    self.condition = condition
  }

  static let bias = KerasWeight("bias", if: "use_bias")
  static let dense = [KerasWeight("kernel"), bias]
  static let affine = [KerasWeight("gamma", if: "scale"), KerasWeight("beta", if: "center")]
  static let recurrent = [
    KerasWeight("kernel", in: "cell"), KerasWeight("recurrent_kernel", in: "cell"),
    KerasWeight("bias", in: "cell", if: "use_bias"),
  ]
  static let attention =
    ["query", "key", "value"].flatMap { projection in
      [
        KerasWeight("\(projection).kernel", in: "\(projection)_dense"),
        KerasWeight("\(projection).bias", in: "\(projection)_dense", if: "use_bias"),
      ]
    } + [
      KerasWeight("attention_output.kernel", in: "output_dense"),
      KerasWeight("attention_output.bias", in: "output_dense", if: "use_bias"),
    ]
}

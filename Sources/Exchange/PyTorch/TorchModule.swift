import Engine
import Learning

/// A module of PyTorch that computes what a line of a model does, with the weights that it has.
struct TorchModule {
  /// What the attribute is called.
  let name: String
  /// The label path of its weights here: `dense`, `encoder.dense`.
  let path: String
  /// What makes it: `nn.Linear(4, 3)`.
  let constructor: String
  let groups: [TorchWeights]
  /// Whether PyTorch trains weights that stay here, so that it has to be told not to.
  var frozen: [String] = []
  /// What a normalisation adds to the variance, and the word of its line here; no state dictionary holds it.
  var epsilon: (word: String, value: Double)?
}

/// Weights of a module that belong together: most are one on both sides, biases of a recurrence two there and one here.
struct TorchWeights {
  /// The names there, behind that of the module: `weight`, `weight_ih_l0`.
  let names: [String]
  /// What they are there.
  let shapes: [[Int]]
  /// What they are made of here; none for what is constant.
  let variables: [Variable]
  /// From here to there, and back.
  let write: ([Tensor]) -> [Tensor]
  let read: ([Tensor]) -> [Tensor]
  /// The first variable as an expression, given the module's.
  var expression: (String) -> String
  /// Whether a file may lack it.
  var isOptional = false
  /// Which axis there counts what goes in.
  var inputAxis: Int?
}

extension TorchWeights {
  /// A weight whose axes stand in another order there, which may be split or joined then.
  init(
    _ name: String, _ variable: Variable, order: [Int]? = nil, flattened: Shape? = nil,
    shape: [Int]? = nil
  ) {
    let own = variable.type.shape
    let flat = flattened ?? own
    let order = order ?? Array(0..<flat.rank)
    let turned = Shape(order.map { flat[$0] })
    let there = shape.map { Shape($0) } ?? turned
    var back = order
    for (place, axis) in order.enumerated() { back[axis] = place }
    self.init(
      names: [name], shapes: [there.extents], variables: [variable],
      write: { [$0[0].reshaped(flat).reordered(order).reshaped(there)] },
      read: { [$0[0].reshaped(turned).reordered(back).reshaped(own)] },
      expression: { module in
        var text = "\(module).\(name)"
        if there != turned { text += ".reshape(\(list(turned.extents)))" }
        if order != Array(order.indices) {
          text += order == [1, 0] ? ".T" : ".permute(\(list(back)))"
        }
        if flat != own { text += ".reshape(\(list(own.extents)))" }
        return text
      })
  }

  /// A weight that only PyTorch has.
  init(_ name: String, constant: Tensor, isOptional: Bool = true) {
    self.init(
      names: [name], shapes: [constant.shape.extents], variables: [],
      write: { _ in [constant] }, read: { _ in [] }, expression: { "\($0).\(name)" },
      isOptional: isOptional)
  }
}

private func list(_ numbers: [Int]) -> String {
  numbers.map(String.init).joined(separator: ", ")
}

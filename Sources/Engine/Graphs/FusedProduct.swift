/// An operation whose kernel can do what follows it before the numbers leave the cache.
protocol Fusible: Operation {
  /// How many operands it has of its own; the ending's come after them.
  var operandCount: Int { get }

  /// Whether it can end so; `gate` is the relu whose gradient it is.
  func accepts(_ ending: ProductEnding, inputs: [Graph.Node], gate: Graph.Node?) -> Bool

  func kernel(inputs: [TensorType], output: TensorType, ending: ProductEnding) -> Kernel
}

extension Fusible {
  func accepts(_ ending: ProductEnding, inputs: [Graph.Node], gate: Graph.Node?) -> Bool { true }
}

/// A product and what follows it, as one line of a plan: the bits are those of several.
///
/// Operands: the product's own, then the bias [n] or the output of the relu whose gradient it is.
/// Plans make it; nobody differentiates it.
struct FusedProduct: Operation {
  let product: any Fusible
  let ending: ProductEnding
  var name: String { product.name }

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try product.outputType(of: Array(inputs.prefix(product.operandCount)))
  }

  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    product.multiplyAccumulates(inputs: inputs, output: output)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    product.kernel(inputs: inputs, output: output, ending: ending)
  }
}

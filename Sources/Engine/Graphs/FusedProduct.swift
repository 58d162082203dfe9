/// A product and what follows it, as one line of a plan: the bits are those of several.
///
/// Operands: the product's two, then the bias [n] or the output of the relu whose gradient it is.
/// Plans make it; nobody differentiates it.
struct FusedProduct: Operation {
  let product: MatrixProduct
  let ending: ProductEnding
  let name = "matmul"

  func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try product.outputType(of: Array(inputs.prefix(2)))
  }

  func multiplyAccumulates(inputs: [TensorType], output: TensorType) -> Int {
    product.multiplyAccumulates(inputs: inputs, output: output)
  }

  func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    product.kernel(inputs: inputs, output: output, ending: ending)
  }
}

import CKernels

/// Gradient descent in place, Keras's form: v = μ·v − rate·g; w += v.
///
/// Nesterov: w += μ·v − rate·g with the new v. Inputs: w, v, g, rate (one float64 number); v is
/// neither read nor written when μ is 0. The output is empty: the update is its effect.
package struct SGDUpdate: Operation {
  package let momentum: Double
  package let isNesterov: Bool
  package let name = "sgd"

  package init(momentum: Double = 0, nesterov: Bool = false) {
    self.momentum = momentum
    isNesterov = nesterov
  }

  package var mutatedInputs: [Int] { momentum == 0 ? [0] : [0, 1] }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try updateType(of: inputs, tensors: 3, scalars: 1, self)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(
      nabla_kernel_sgd_update, inputs[0], [momentum, isNesterov ? 1 : 0], nanoseconds: 0.2)
  }
}

/// Adam in place (Kingma and Ba, 2015).
///
/// With a decay first w −= rate·decay·w. m += (1 − β₁)·(g − m); v += (1 − β₂)·(g² − v). With `epsilonHat` (Keras)
/// w −= rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε); without (PyTorch) w −= rate · m̂/(√v̂ + ε).
/// Inputs: w, m, v, g, then the float64 numbers rate, 1 − β₁ᵗ, 1 − β₂ᵗ.
package struct AdamUpdate: Operation {
  package let beta1: Double
  package let beta2: Double
  package let epsilon: Double
  package let epsilonHat: Bool
  package let decay: Double
  package let name = "adam"
  package let mutatedInputs = [0, 1, 2]

  package init(
    beta1: Double, beta2: Double, epsilon: Double, epsilonHat: Bool, decay: Double = 0
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.epsilonHat = epsilonHat
    self.decay = decay
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try updateType(of: inputs, tensors: 4, scalars: 3, self)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(
      nabla_kernel_adam_update, inputs[0], [beta1, beta2, epsilon, epsilonHat ? 1 : 0, decay],
      nanoseconds: 0.4)
  }
}

/// Writes a value into a variable: what optimizers without a kernel of their own are made of.
///
/// Inputs: the variable, the value. Nodes that were appended later read the new value.
package struct Assign: Operation {
  package let name = "assign"
  package let mutatedInputs = [0]
  package init() {}

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard inputs.count == 2, inputs[0] == inputs[1] else {
      throw refusal("a variable and a value of its type", inputs)
    }
    return TensorType([0], inputs[0].dtype)
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    .flat(nabla_kernel_assign, inputs[0])
  }
}

private func updateType(
  of inputs: [TensorType], tensors: Int, scalars: Int, _ operation: some Operation
) throws(ShapeError) -> TensorType {
  guard inputs.count == tensors + scalars, inputs[0].dtype.isFloat,
    inputs[..<tensors].allSatisfy({ $0 == inputs[0] })
  else { throw operation.refusal("weights, moments and gradient of one type", inputs) }
  guard inputs[tensors...].allSatisfy({ $0.shape.count == 1 && $0.dtype == .float64 }) else {
    throw operation.refusal("float64 numbers for the rate", inputs)
  }
  return TensorType([0], inputs[0].dtype)
}

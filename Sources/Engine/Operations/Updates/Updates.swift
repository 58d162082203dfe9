import CKernels

/// Gradient descent in place, Keras's form: v = μ·v − rate·g; w += v.
///
/// Nesterov: w += μ·v − rate·g with the new v. Inputs: w, v, g, rate (one float64 number); v is
/// neither read nor written when μ is 0. The output is empty: the update is its effect.
package struct SGDUpdate: Operation {
  /// μ: how much of the last step goes on; 0 is plain gradient descent.
  package let momentum: Double
  /// Whether the step looks ahead by the new v; without momentum it makes no difference.
  package let isNesterov: Bool
  package let name = "sgd"

  /// Plain gradient descent where nothing is said.
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
/// With a decay first w −= rate·decay·w. m += (1 − β₁)·(g − m); v += (1 − β₂)·(g² − v). With
/// `epsilonHat` (Keras) w −= rate·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε); without (PyTorch)
/// w −= rate · m̂/(√v̂ + ε). Inputs: w, m, v, g, then the float64 numbers rate, 1 − β₁ᵗ, 1 − β₂ᵗ.
package struct AdamUpdate: Operation {
  /// β₁, how slowly m follows the gradient: 1 − β₁ of it is taken over at each step.
  package let beta1: Double
  /// β₂, how slowly v follows the gradient's square.
  package let beta2: Double
  /// ε, which keeps the quotient finite where v is 0.
  package let epsilon: Double
  /// Whether ε is added to √v as it is, before its correction.
  package let epsilonHat: Bool
  /// Weight decay of AdamW (Loshchilov and Hutter, 2019), apart from the gradient; 0 for plain
  /// Adam.
  package let decay: Double
  package let name = "adam"
  package let mutatedInputs = [0, 1, 2]

  /// Nothing is checked here; β₁ and β₂ lie in 0..<1.
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
  /// Operands: the variable, the value, of one type.
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

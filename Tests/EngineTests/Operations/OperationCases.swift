import Engine

/// One operation with operands: floats are variables whose gradients are checked.
struct OperationCase: Sendable, CustomStringConvertible {
  let type: String
  let operation: any Operation
  let inputs: [Tensor]
  /// Whether the second derivative is compared, too.
  var isSmooth = true

  init(_ operation: any Operation, _ inputs: Tensor..., smooth: Bool = true) {
    type = "\(Swift.type(of: operation))"
    self.operation = operation
    self.inputs = inputs
    isSmooth = smooth
  }

  var description: String { type + inputs.map { "\($0.shape)" }.joined() }
}

/// Every operation, at least once. A test compares this list with the folder of operations.
enum OperationCases {
  static let all = elementwise + reductions + shapes + indexing + others + convolutions + matrices

  private static let x = spread([2, 3], from: -1.3, to: 1.7)
  private static let y = spread([2, 3], from: 2.1, to: -0.9)
  private static let row = spread([3], from: 0.4, to: 1.9)
  private static let inside = spread([2, 3], from: -0.83, to: 0.71)
  private static let positive = spread([2, 3], from: 0.3, to: 2.2)

  private static let elementwise: [OperationCase] = [
    OperationCase(Add(), x, row), OperationCase(Subtract(), row, x),
    OperationCase(Multiply(), x, row),
    OperationCase(Multiply(), x, spread([2, 1], from: 1, to: 2)),
    OperationCase(Divide(), x, row), OperationCase(Divide(), row, positive),
    OperationCase(Power(), positive, y), OperationCase(Power(), positive, tensor([3], [])),
    OperationCase(Modulo(), x, row, smooth: false),
    OperationCase(Maximum(), x, y), OperationCase(Minimum(), x, row),
    OperationCase(Negate(), x), OperationCase(Exponential(), x),
    OperationCase(Logarithm(), positive), OperationCase(SquareRoot(), positive),
    OperationCase(RootOfSquares(), positive),
    OperationCase(ReciprocalSquareRoot(), positive), OperationCase(Absolute(), x),
    OperationCase(Sign(), x), OperationCase(Floor(), x), OperationCase(Round(), row),
    OperationCase(Ceiling(), x), OperationCase(Truncation(), x),
    OperationCase(Tangent(), x), OperationCase(ArcSine(), inside),
    OperationCase(ArcCosine(), inside), OperationCase(ArcTangent(), x),
    OperationCase(ArcTangentOfTwo(), y, x), OperationCase(Hypotenuse(), x, row),
    OperationCase(HyperbolicSine(), x), OperationCase(HyperbolicCosine(), x),
    OperationCase(InverseHyperbolicSine(), x),
    OperationCase(InverseHyperbolicCosine(), spread([2, 3], from: 1.2, to: 3.1)),
    OperationCase(InverseHyperbolicTangent(), inside),
    OperationCase(ExponentialMinusOne(), x), OperationCase(LogarithmOfOnePlus(), inside),
    OperationCase(BinaryLogarithm(), positive), OperationCase(DecimalLogarithm(), positive),
    OperationCase(LogGamma(), positive), OperationCase(LogGamma(), inside),
    OperationCase(Digamma(), positive),
    // Nearer to 0 its values are thousands of times those at 2, whose slopes no difference of sums then tells.
    OperationCase(Polygamma(order: 2), spread([2, 3], from: 1.1, to: 2.2)),
    OperationCase(Clip(low: -0.85, high: 1.15), x), OperationCase(Sine(), x),
    OperationCase(Cosine(), x), OperationCase(HyperbolicTangent(), x),
    OperationCase(Sigmoid(), x), OperationCase(Softplus(), x), OperationCase(ErrorFunction(), x),
    OperationCase(GaussianLinearUnit(), x),
    OperationCase(Relu(), x), OperationCase(Identity(), x),
    OperationCase(Comparison(.less), x, y), OperationCase(Logical(.and), x, y),
    OperationCase(Where(), tensor([1, 0, 1], [3]), x, y), OperationCase(Cast(.float64), x),
  ]

  private static let cube = spread([2, 3, 4], from: -1, to: 1.4)

  private static let reductions: [OperationCase] = [
    OperationCase(Sum(), x), OperationCase(Sum(axes: [0, 2]), cube),
    OperationCase(Mean(axes: [1], keepsAxes: true), cube),
    OperationCase(LogSumExp(axes: [0, 2]), cube), OperationCase(MaximumOf(axes: [1]), x),
    OperationCase(MinimumOf(), x), OperationCase(Product(axes: [0]), positive),
    OperationCase(SumTo([3, 1]), cube), OperationCase(Softmax(), x),
    OperationCase(Softmax(axis: 1), cube), OperationCase(SoftmaxGradient(), x, y),
    OperationCase(RowNormalization(epsilon: 0.1), cube),
    OperationCase(RowNormalization(epsilon: 0.1, centers: false), x),
    OperationCase(RowNormalizationGradient(RowNormalization(epsilon: 0.1)), x, y),
    OperationCase(RowNormalizationGradient(RowNormalization(epsilon: 0.2, centers: false)), y, x),
    OperationCase(SoftmaxGradient(axis: 0), y, x), OperationCase(LogSoftmax(axis: 0), x),
    OperationCase(ArgMax(), x), OperationCase(ArgMin(), x),
  ]

  private static let shapes: [OperationCase] = [
    OperationCase(Reshape([3, 2]), x), OperationCase(Transpose(permutation: [2, 0, 1]), cube),
    OperationCase(BroadcastTo([4, 2, 3]), x), OperationCase(Slice(axis: 1, from: 1, to: 3), cube),
    OperationCase(Pad(axis: 1, before: 1, after: 2), cube),
    OperationCase(Concatenate(axis: 1), x, y, spread([2, 1], from: 0.1, to: 0.5)),
    OperationCase(Reverse(axis: 1), cube), OperationCase(CumulativeSum(axis: 1), cube),
    OperationCase(CumulativeSum(axis: 0, reversed: true), x),
  ]

  private static let indexing: [OperationCase] = [
    OperationCase(Gather(), x, ints([1, 0, 1, 1], [2, 2])),
    OperationCase(ScatterAdd(rows: 4), x, ints([3, 3])),
    OperationCase(PickClass(), x, ints([2, 0])),
    OperationCase(OneHot(depth: 3, dtype: .float64), ints([1])),
    OperationCase(Sort(axis: 0), cube), OperationCase(Sort(descending: true), y),
    OperationCase(ArgSort(), x), OperationCase(TopK(count: 2), cube),
    OperationCase(TakeAlong(axis: 1), x, ints([2, 2, 0, 1], [2, 2])),
    OperationCase(PutAlong(axis: 1, extent: 4), x, ints([3, 0, 3, 1, 2, 0], [2, 3])),
  ]

  private static let left = spread([2, 3], from: -0.7, to: 1.1)
  private static let batches = spread([2, 2, 3], from: -0.7, to: 1.1)
  private static let right = spread([3, 4], from: 0.9, to: -0.8)
  private static let stream = RandomStream(seed: 1, purpose: .noise, name: "case", occurrence: 0)

  private static let others: [OperationCase] = [
    OperationCase(MatrixProduct(), left, right),
    OperationCase(MatrixProduct(transposeLeft: true), spread([3, 2], from: -1, to: 1), right),
    OperationCase(MatrixProduct(transposeRight: true), left, spread([4, 3], from: -1, to: 1)),
    OperationCase(
      MatrixProduct(transposeLeft: true, transposeRight: true), spread([3, 2], from: -1, to: 1),
      spread([4, 3], from: 1, to: -0.5)),
    OperationCase(MatrixProduct(), batches, right),
    OperationCase(MatrixProduct(transposeRight: true), batches, spread([4, 3], from: 1, to: -1)),
    OperationCase(MatrixProduct(), batches, spread([2, 3, 2], from: 1, to: -1)),
    OperationCase(MatrixProduct(), left, spread([2, 3, 2], from: 1, to: -1)),
    OperationCase(
      MatrixProduct(transposeLeft: true), spread([2, 3, 1], from: 0, to: 1),
      spread([1, 3, 2], from: 1, to: -1)),
    OperationCase(StopGradient(), x), OperationCase(DropoutMask(rate: 0.5, stream: stream), x),
    OperationCase(RandomUniform([2], .float64, stream: stream)),
    OperationCase(RandomNormal([2], .float64, stream: stream)),
  ]
}

/// Distinct numbers from one end to the other, shuffled a little so that no row is monotonous.
func spread(_ shape: Shape, from low: Double, to high: Double) -> Tensor {
  let count = shape.count
  let numbers = (0..<count).map { index in
    low + (high - low) * Double(index * 7 % count) / Double(max(count - 1, 1))
  }
  return Tensor(numbers, shape)
}

import Engine

extension MetricBatch {
  /// The predictions as probabilities: logits pass sigmoid or softmax, rows are made to sum to 1.
  var probabilities: [Double] {
    let width = layout.width
    guard width > 1 else { return layout.isLogits ? sigmoids(predictions) : predictions }
    if layout.isLogits {
      return applied(Softmax(axis: 1), predictions, Shape([count, width])) ?? predictions
    }
    var shares = predictions
    for entry in 0..<count {
      let range = entry * width..<(entry + 1) * width
      let total = shares[range].reduce(0, +)
      for index in range { shares[index] /= total }
    }
    return shares
  }
}

func sigmoids(_ numbers: [Double]) -> [Double] { applied(Sigmoid(), numbers) ?? numbers }

func logarithms(_ numbers: [Double]) -> [Double] { applied(Logarithm(), numbers) ?? numbers }

func exponential(_ number: Double) -> Double { applied(Exponential(), [number])?.first ?? .nan }

/// The engine's own functions, so that a metric gives the same bits everywhere.
private func applied(
  _ operation: some Operation, _ numbers: [Double], _ shape: Shape? = nil
) -> [Double]? {
  try? Eager.apply(operation, to: [Tensor(numbers, shape ?? Shape([numbers.count]))]).doubles
}

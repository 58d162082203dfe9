import Engine

/// Two views of one thing whose mutual information is known: each pair of coordinates is normal
/// with correlation ρ, so that I(x; y) = −dim/2 · log(1 − ρ²) nats.
struct CorrelatedGaussians {
  let dimensions: Int
  let correlation: Double

  /// `count` pairs to train on, and an eighth as many to test.
  func dataset(_ count: Int, _ context: DataContext) throws(DataError) -> Dataset {
    var draws = Draws(
      context.stream(.data, "correlated_gaussians, \(count) pairs of \(dimensions)"))
    let train = try samples(count, &draws, context)
    let test = try samples(max(count / 8, 1), &draws, context)
    return Dataset(name: "correlated_gaussians", train: train, test: test)
  }

  /// y = ρ x + √(1 − ρ²) e, with x and e normal and independent.
  private func samples(
    _ count: Int, _ draws: inout Draws, _ context: DataContext
  ) throws(DataError) -> Samples {
    let rest = (1 - correlation * correlation).squareRoot()
    var x: [Double] = []
    var y: [Double] = []
    x.reserveCapacity(count * dimensions)
    y.reserveCapacity(count * dimensions)
    for index in 0..<count * dimensions {
      if index % 65_536 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      let number = draws.normal()
      x.append(number)
      y.append(correlation * number + rest * draws.normal())
    }
    let shape = Shape([count, dimensions])
    return Samples(
      x: Tensor(x, shape, context.dtype), y: Tensor(y, shape, context.dtype))
  }
}

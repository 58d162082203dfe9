import Engine

/// The sets by name, each with its formula.
enum GeneratedKind: String, CaseIterable, Sendable {
  case xor, circle, gauss, spiral, moons, plane
  case gaussianRing = "gaussian_ring"
  case correlatedGaussians = "correlated_gaussians"
  case numberNames = "number_names"

  /// The options that say something about this kind.
  var options: [String] {
    switch self {
    case .correlatedGaussians: [GeneratedSource.dimensions.name, GeneratedSource.correlation.name]
    case .numberNames: [GeneratedSource.bound.name]
    default: [GeneratedSource.noise.name]
    }
  }
}

/// Classes in the plane, and one plane to fit.
extension GeneratedKind {

  private struct Sample {
    let x1: Double
    let x2: Double
    let y: Double
  }

  /// Points of equally many samples a class, give or take one, in random order.
  func samples(
    _ count: Int, noise: Double, _ context: DataContext
  ) throws(DataError) -> Samples {
    let stream = context.stream(.data, "\(rawValue), \(count) points")
    var draws = Draws(stream)
    let places = stream.permutation(count, epoch: 1)
    // Before memory for millions of points is touched.
    if context.isInterrupted() { throw DataError(.interrupted) }
    var points = [Double](repeating: 0, count: 2 * count)
    var targets = [Double](repeating: 0, count: count)
    for index in 0..<count {
      if index % 65_536 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      // Made by turns, so that the classes are equally many; t runs through 0..<1 within each.
      let t = Double(index / 2) / Double((count + 1) / 2)
      let sample = sample(isFirst: index % 2 == 1, t: t, noise: noise, &draws)
      points[2 * places[index]] = sample.x1
      points[2 * places[index] + 1] = sample.x2
      targets[places[index]] = sample.y
    }
    if context.isInterrupted() { throw DataError(.interrupted) }
    let y = Tensor(targets, [count])
    return Samples(
      x: Tensor(points, [count, 2], context.dtype),
      y: self == .plane ? y.cast(to: context.dtype) : y.asTargets(context.dtype))
  }

  /// One point of class 1 (`isFirst`) or 0.
  private func sample(isFirst: Bool, t: Double, noise: Double, _ draws: inout Draws) -> Sample {
    let y = isFirst ? 1.0 : 0
    var x1: Double
    var x2: Double
    switch self {
    case .xor:
      x1 = draws.uniform(-5, 5)
      x2 = draws.uniform(0, 5) * ((x1 < 0) == isFirst ? 1 : -1)
      disturb(&x1, &x2, 5 * noise, &draws)
    case .circle:
      let radius = isFirst ? draws.uniform(0, 2.5) : draws.uniform(3.5, 5)
      let angle = draws.uniform(0, 2 * .pi)
      x1 = radius * Circle.sine(angle)
      x2 = radius * Circle.cosine(angle)
      disturb(&x1, &x2, 5 * noise, &draws)
    case .gauss:
      let deviation = (0.5 + 7 * noise).squareRoot()
      x1 = (isFirst ? 2 : -2) + deviation * draws.normal()
      x2 = (isFirst ? 2 : -2) + deviation * draws.normal()
    case .spiral:
      let angle = 3.5 * .pi * t + (isFirst ? .pi : 0)
      x1 = 5 * t * Circle.sine(angle)
      x2 = 5 * t * Circle.cosine(angle)
      disturb(&x1, &x2, noise, &draws)
    case .moons:
      let angle = .pi * t
      x1 = isFirst ? 1 - Circle.cosine(angle) : Circle.cosine(angle)
      x2 = isFirst ? 0.5 - Circle.sine(angle) : Circle.sine(angle)
      x1 += noise * draws.normal()
      x2 += noise * draws.normal()
    default:
      x1 = draws.uniform(-6, 6)
      x2 = draws.uniform(-6, 6)
      let target = (x1 + x2) / 12
      disturb(&x1, &x2, 5 * noise, &draws)
      return Sample(x1: x1, x2: x2, y: target)
    }
    return Sample(x1: x1, x2: x2, y: y)
  }

  private func disturb(
    _ x1: inout Double, _ x2: inout Double, _ reach: Double, _ draws: inout Draws
  ) {
    guard reach > 0 else { return }
    x1 += draws.uniform(-reach, reach)
    x2 += draws.uniform(-reach, reach)
  }
}

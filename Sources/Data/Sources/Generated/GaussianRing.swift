import Engine

/// Eight normal clouds on a circle, without targets: what a generator has to imitate
/// (after Metz et al., "Unrolled generative adversarial networks", 2017).
enum GaussianRing {
  static let clouds = 8
  static let radius = 2.0
  static let deviation = 0.1

  /// The clouds have equally many points, give or take one, in random order.
  static func samples(
    _ count: Int, noise: Double, _ context: DataContext
  ) throws(DataError) -> Samples {
    let stream = context.stream(.data, "gaussian_ring, \(count) points")
    var draws = Draws(stream)
    let places = stream.permutation(count, epoch: 1)
    let centres = (0..<clouds).map { cloud in
      let angle = 2 * Double.pi * Double(cloud) / Double(clouds)
      return (radius * Circle.cosine(angle), radius * Circle.sine(angle))
    }
    var points = [Double](repeating: 0, count: 2 * count)
    for index in 0..<count {
      if index % 65_536 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      let centre = centres[index % clouds]
      points[2 * places[index]] = centre.0 + (deviation + noise) * draws.normal()
      points[2 * places[index] + 1] = centre.1 + (deviation + noise) * draws.normal()
    }
    return Samples(x: Tensor(points, [count, 2], context.dtype))
  }
}

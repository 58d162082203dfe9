import Engine

/// Eight normal clouds on a circle, without targets: what a generator has to imitate
/// (after Metz et al., "Unrolled generative adversarial networks", 2017).
enum GaussianRing {
  static let clouds = 8
  static let radius = 2.0
  static let deviation = 0.1

  /// Sample i belongs to cloud i mod 8, so that every prefix has all of them.
  static func samples(
    _ count: Int, noise: Double, _ context: DataContext
  ) throws(DataError) -> Samples {
    var draws = Draws(context.stream(.data))
    let centres = (0..<clouds).map { cloud in
      let angle = 2 * Double.pi * Double(cloud) / Double(clouds)
      return (radius * Circle.cosine(angle), radius * Circle.sine(angle))
    }
    var points: [Double] = []
    points.reserveCapacity(2 * count)
    for index in 0..<count {
      if index % 65_536 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      let centre = centres[index % clouds]
      points.append(centre.0 + (deviation + noise) * draws.normal())
      points.append(centre.1 + (deviation + noise) * draws.normal())
    }
    return Samples(x: Tensor(points, [count, 2], context.dtype))
  }
}

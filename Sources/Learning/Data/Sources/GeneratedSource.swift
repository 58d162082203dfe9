import Catalog
import Engine

/// Small two-dimensional sets that show what a net can learn.
enum GeneratedSource: DataSource {
  static let kind = Parameter<GeneratedKind>(
    "kind", "which set", expected: "a kind of set", default: nil, shown: nil,
    words: GeneratedKind.allCases.map(\.rawValue),
    read: { argument in
      guard case .word(let word) = argument else { return nil }
      return GeneratedKind(rawValue: word)
    })
  static let count = Parameter<Int>(
    "n", "how many samples", default: 200, rule: "between 2 and 10,000,000",
    where: { $0 >= 2 && $0 <= 10_000_000 })
  static let noise = Parameter<Double>(
    "noise", "how much the points or labels are disturbed", default: 0, rule: "between 0 and 10",
    where: { $0 >= 0 && $0 <= 10 })
  static let signature = Signature(
    "generated", .source, "Points in the plane: xor, circle, gauss, spiral, moons, plane.",
    example: "data generated(spiral, 200, noise=0.1)",
    [kind.description, count.description, noise.description],
    details: """
      x [n, 2], y [n] with classes 0 and 1 by turns, so that every prefix is balanced; plane has a \
      number as target. After the TensorFlow Playground, moons after scikit-learn:
      xor     x₁, x₂ uniform in −5..5; class 1 where the signs differ
      circle  radius uniform in 0..2.5 for class 1, in 3.5..5 for class 0
      gauss   normal around (2, 2) for class 1, (−2, −2) for class 0, deviation √(0.5 + 7 noise)
      spiral  arm of radius r = 5t and angle 3.5 π t, t in 0..1; class 1 is turned by π
      moons   half circles of radius 1, class 1 shifted by (1, 0.5)
      plane   x₁, x₂ uniform in −6..6; y = (x₁ + x₂) / 12
      Noise moves both coordinates: uniformly by up to ± noise in spiral, by a normal number with \
      that deviation in moons; in xor, circle and plane up to ± 5 noise, after the label is fixed.
      """)

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let kind = try arguments.value(kind)
    let count = try arguments.value(count)
    let noise = try arguments.value(noise)
    var draws = Draws(context.stream(.data))
    var points: [Double] = []
    var targets: [Double] = []
    points.reserveCapacity(2 * count)
    targets.reserveCapacity(count)
    for index in 0..<count {
      if index % 65_536 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      // The two classes alternate; t runs through 0..<1 within each.
      let t = Double(index / 2) / Double((count + 1) / 2)
      let sample = kind.sample(isFirst: index % 2 == 1, t: t, noise: noise, &draws)
      points.append(sample.x1)
      points.append(sample.x2)
      targets.append(sample.y)
    }
    let y = Tensor(targets, [count])
    return Dataset(
      name: kind.rawValue,
      train: Samples(
        x: Tensor(points, [count, 2], context.dtype),
        y: kind == .plane ? y.cast(to: context.dtype) : y.asTargets(context.dtype)),
      provenance: "generated, seed \(context.seed)")
  }
}

/// The sets by name, each with its formula.
enum GeneratedKind: String, CaseIterable, Sendable {
  case xor, circle, gauss, spiral, moons, plane

  struct Sample {
    let x1: Double
    let x2: Double
    let y: Double
  }

  /// One point of class 1 (`isFirst`) or 0.
  func sample(isFirst: Bool, t: Double, noise: Double, _ draws: inout Draws) -> Sample {
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
    case .plane:
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

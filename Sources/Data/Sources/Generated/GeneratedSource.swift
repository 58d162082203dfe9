import Catalog
import Engine
import Support

/// Small sets that show what a net can learn.
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
  static let dimensions = Parameter<Int>(
    "dim", "how many coordinates each view of correlated_gaussians has", default: 1,
    rule: "between 1 and 10,000", where: { $0 >= 1 && $0 <= 10_000 })
  static let correlation = Parameter<Double>(
    "rho", "the correlation of the two views in correlated_gaussians", default: 0.5,
    rule: "between -1 and 1, without them", where: { $0 > -1 && $0 < 1 })
  static let bound = Parameter<Int>(
    "below", "the first number that number_names leaves out", default: 1_000,
    rule: "between 1 and 1,000,000", where: { $0 >= 1 && $0 <= 1_000_000 })
  static let signature = Signature(
    "generated", .source,
    "Small sets: classes in the plane, a ring, correlated views, number names.",
    example: "data generated(spiral, 200, noise=0.1)",
    [
      kind.description, count.description, noise.description, dimensions.description,
      correlation.description, bound.description,
    ],
    details: """
      Points x [n, 2], y [n] with as many of class 0 as of class 1, in random order; plane has a \
      number as target. All follow from the seed, the kind and n. After the TensorFlow Playground, moons after scikit-learn:
      xor     x₁, x₂ uniform in −5..5; class 1 where the signs differ
      circle  radius uniform in 0..2.5 for class 1, in 3.5..5 for class 0
      gauss   normal around (2, 2) for class 1, (−2, −2) for class 0, deviation √(0.5 + 7 noise)
      spiral  arm of radius r = 5t and angle 3.5 π t, t in 0..1; class 1 is turned by π
      moons   half circles of radius 1, class 1 shifted by (1, 0.5)
      plane   x₁, x₂ uniform in −6..6; y = (x₁ + x₂) / 12
      Noise moves both coordinates: uniformly by up to ± noise in spiral, by a normal number with \
      that deviation in moons; in xor, circle and plane up to ± 5 noise, after the label is fixed.
      gaussian_ring         x [n, 2] without targets: eight normal clouds of deviation 0.1 + noise \
      on a circle of radius 2
      correlated_gaussians  x and y [n, dim], normal with correlation rho in each coordinate: \
      their mutual information is -dim/2 log(1 - rho²) nats; a test part of n/8 more pairs
      number_names          pairs of texts for `tokens`: "427" and "four hundred twenty-seven"; \
      each number comes once before any comes again
      """)

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let kind = try arguments.value(kind)
    try checkOptions(arguments, of: kind)
    let count = try arguments.value(count)
    let noise = try arguments.value(noise)
    // Two coordinates and a target as Double, and as numbers of the data.
    try MemoryBudget.current.require(
      data: ByteEstimate.product(count, 3 * (8 + context.dtype.byteCount)),
      for: "generated(\(kind.rawValue), \(NumberText.grouped(count)))")
    var dataset: Dataset
    switch kind {
    case .gaussianRing:
      dataset = Dataset(
        name: kind.rawValue, train: try GaussianRing.samples(count, noise: noise, context))
    case .correlatedGaussians:
      let dimensions = try arguments.value(dimensions)
      let bytes = count.multipliedReportingOverflow(by: 24 * dimensions)
      let limit = MemoryBudget.current.limit
      guard !bytes.overflow, bytes.partialValue <= limit else {
        throw DataError(
          .source(.tooLarge(bytes: bytes.overflow ? .max : bytes.partialValue, limit: limit)))
      }
      try MemoryBudget.current.require(data: bytes.partialValue, for: "the pairs")
      dataset = try CorrelatedGaussians(
        dimensions: dimensions, correlation: try arguments.value(correlation)
      ).dataset(count, context)
    case .numberNames:
      guard count <= NumberNames.limit else {
        throw DataError(.source(.tooManySamples(count, limit: NumberNames.limit)))
      }
      dataset = try NumberNames.dataset(count, below: try arguments.value(bound), context)
    default:
      dataset = Dataset(
        name: kind.rawValue, train: try kind.samples(count, noise: noise, context))
    }
    dataset.provenance = "generated, seed \(context.seed)"
    return dataset
  }

  /// Refuses options of other kinds: a `rho` for spiral would be read by nobody.
  private static func checkOptions(
    _ arguments: BoundArguments, of kind: GeneratedKind
  ) throws(DataError) {
    let own = [Self.kind.name, Self.count.name] + kind.options
    for parameter in signature.parameters
    where arguments.argument(parameter) != nil && !own.contains(parameter.name) {
      throw DataError(
        .arguments(
          arguments.unknown(parameter.name, among: own, of: "generated(\(kind.rawValue))")))
    }
  }
}

import Catalog

/// How a training hides each sample: gradients of single samples are cut, and noise is added to their sum.
package struct DifferentialPrivacy: CatalogueEntry, Equatable, Sendable {
  static let noiseParameter = Parameter<Double>(
    "noise", "Deviation of the noise, as a multiple of clip.", rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let clipParameter = Parameter<Double>(
    "clip", "Largest norm of a sample's gradient.", default: 1, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let deltaParameter = Parameter<Double>(
    "delta", "The probability with which epsilon may not hold.", default: 1e-5,
    rule: "above 0 and below 1"
  ) { $0 > 0 && $0 < 1 }

  package static let signature = Signature(
    "dp", .mechanism, "Differential privacy: cut gradients of single samples, noise in their sum.",
    example: """
      train model 2 { dense 1, activation=sigmoid }, generated(gauss, 100), privacy=dp(noise=1.1)
      """,
    [noiseParameter.description, clipParameter.description, deltaParameter.description],
    details: """
      Each step draws every sample with probability q = 1/steps of an epoch (Poisson sampling, as
      Opacus does), cuts the gradient of each drawn sample, over all weights, to the norm clip, adds
      normal noise of deviation noise·clip to the sum and divides by int(q·samples), the batch size
      that is to be expected; then any optimizer follows. Abadi et al. 2016.
      epsilon follows from q, noise and the number of steps: Rényi divergences of the sampled Gaussian
      mechanism (Mironov et al. 2019) at Opacus's orders, and the conversion of Balle et al. 2020. Two
      data sets that differ in one row give any model with probabilities within e^epsilon of one
      another, but for delta.
      Weights of samples and classes act before gradients are cut, so that no sample counts for more
      than clip; regularizers act after the noise, for they know no data. The noise follows from the
      seed: who publishes a model keeps its seed. The guarantee is that of exact arithmetic with random
      noise. What was learnt without noise is not covered: statistics of data steps (means, medians,
      words), the choice of the model, what is measured on the data.
      """)

  /// σ: the deviation of the noise over `clip`.
  package let noise: Double
  /// The largest norm of the gradient of one sample, over all weights.
  package let clip: Double
  /// δ of (ε, δ).
  package let delta: Double

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    noise = try arguments[Self.noiseParameter]
    clip = try arguments[Self.clipParameter]
    delta = try arguments[Self.deltaParameter]
  }

  /// `noise` and `clip` above 0, `delta` above 0 and below 1.
  package init(noise: Double, clip: Double = 1, delta: Double = 1e-5) {
    (self.noise, self.clip, self.delta) = (noise, clip, delta)
  }
}

/// The registry of ways to hide samples.
package enum PrivacyMechanisms {
  /// In the order of lists.
  package static let all: [any CatalogueEntry.Type] = [DifferentialPrivacy.self]
}

extension Parameter where Output == DifferentialPrivacy {
  /// `dp(noise=1.1)`; has no default.
  package static func privacy(_ summary: String) -> Parameter {
    Parameter(
      "privacy", summary, expected: "dp(noise=…, clip=…, delta=…)", shown: .nothing,
      kinds: [.mechanism]
    ) { (argument) throws(ArgumentError) in
      try argument.entry(of: PrivacyMechanisms.all)?.entry as? DifferentialPrivacy
    }
  }
}

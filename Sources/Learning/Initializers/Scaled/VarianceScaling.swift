import Catalog
import Engine

/// Random numbers of variance scale / n, n being the inputs, the outputs or their mean.
///
/// glorot, he and lecun are its special cases. He et al. 2015.
struct VarianceScaling: Initializer, CatalogueEntry {
  enum Mode: String, CaseIterable, Sendable {
    case incoming = "fan_in"
    case outgoing = "fan_out"
    case mean = "fan_avg"
  }
  enum Distribution: String, CaseIterable, Sendable {
    case truncatedNormal = "truncated_normal"
    case normal = "untruncated_normal"
    case uniform
  }

  static let scale = Parameter<Double>(
    "scale", "Factor on the variance.", default: 1, rule: "above 0"
  ) { $0 > 0 && $0.isFinite }
  static let mode = choice(
    "mode", "What the variance is divided by.", Mode.incoming)
  static let distribution = choice(
    "distribution", "How the numbers are distributed.", Distribution.truncatedNormal)

  static let signature = Signature.initializer(
    "variance_scaling", "Random numbers whose variance fits the size of the layer.",
    [scale.description, mode.description, distribution.description])

  let scale: Double
  let mode: Mode
  let distribution: Distribution

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    scale = try arguments[Self.scale]
    mode = try arguments[Self.mode]
    distribution = try arguments[Self.distribution]
  }

  func values(_ type: TensorType, from stream: RandomStream) throws(ShapeError) -> Tensor {
    let fans = Fans(type.shape)
    let size =
      switch mode {
      case .incoming: fans.incoming
      case .outgoing: fans.outgoing
      case .mean: (fans.incoming + fans.outgoing) / 2
      }
    let variance = scale / max(size, 1)
    switch distribution {
    case .truncatedNormal:
      let deviation = variance.squareRoot() / truncatedDeviation
      return try TruncatedNormal(deviation: deviation).values(type, from: stream)
    case .normal:
      return try RandomNormalInitializer(deviation: variance.squareRoot())
        .values(type, from: stream)
    case .uniform:
      let limit = (3 * variance).squareRoot()
      return try RandomUniformInitializer(low: -limit, high: limit).values(type, from: stream)
    }
  }
}

/// A parameter that takes one of a few words.
private func choice<Word: RawRepresentable & CaseIterable & Sendable>(
  _ name: String, _ summary: String, _ fallback: Word
) -> Parameter<Word> where Word.RawValue == String {
  let words = Word.allCases.map(\.rawValue)
  return Parameter(
    name, summary, expected: words.joined(separator: ", "), default: { fallback },
    shown: .word(fallback.rawValue), words: words,
    read: { argument in
      switch argument {
      case .word(let word), .text(let word): Word(rawValue: word)
      default: nil
      }
    })
}

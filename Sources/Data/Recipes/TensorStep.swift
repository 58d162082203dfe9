import Engine
import Support

/// A step on tensors with what it has learnt, for any further samples.
package enum TensorStep: Equatable, Sendable {
  /// x · factor + term; one of each, or one for each number of a row.
  case scale(factors: [Double], terms: [Double])
  /// Another shape of as many numbers.
  case reshape(Shape)
  /// Sounds [moments] as magnitudes [windows, frequencies].
  case spectrogram(window: Int, hop: Int)
  /// Magnitudes as powers in bands of pitch [windows, bands]; as decibels, or as they are.
  case mel(bands: Int, window: Int, rate: Int, isLogarithmic: Bool)

  /// The step as the language calls it.
  package var word: String {
    switch self {
    case .scale: "rescale"
    case .reshape: "reshape"
    case .spectrogram: "stft"
    case .mel: "mel"
    }
  }

  /// Whether it only scales.
  var isScale: Bool {
    if case .scale = self { return true }
    return false
  }

  /// The shape of a sample after the step; `nil` where the step does not suit it.
  func shape(after sample: Shape) -> Shape? {
    switch self {
    case .scale(let factors, let terms):
      guard !factors.isEmpty, factors.count == terms.count else { return nil }
      return factors.count == 1 || sample.extents == [factors.count] ? sample : nil
    case .reshape(let shape): return shape.count == sample.count ? shape : nil
    case .spectrogram(let window, let hop):
      guard sample.rank == 1 else { return nil }
      return [1 + max(0, sample[0] - window) / hop, window / 2 + 1]
    case .mel(let bands, let window, _, _):
      guard sample.rank == 2, sample[1] == window / 2 + 1 else { return nil }
      return [sample[0], bands]
    }
  }

  /// Scaled rows; `nil` for other steps and rows that do not suit.
  func scaled(_ rows: Tensor, _ dtype: DType) -> Tensor? {
    guard case .scale(let factors, let terms) = self else { return nil }
    let sample = Shape(Array(rows.shape.extents.dropFirst()))
    // Rows that were given another shape count as they did when the step learnt.
    guard factors.count == 1 || sample.count == factors.count else { return nil }
    return rows.scaled(by: factors, plus: terms, as: dtype)
  }

  /// The rows after the step; throws where the step does not suit them.
  func applied(to rows: Tensor, _ dtype: DType) throws(DataError) -> Tensor {
    let sample = Shape(Array(rows.shape.extents.dropFirst()))
    guard let shape = shape(after: sample) else {
      throw DataError(.samples(.doesNotFit(sample: sample, asked: sample.extents)))
    }
    switch self {
    case .scale: return scaled(rows, dtype) ?? rows
    case .reshape: return rows.reshaped(Shape([rows.shape[0]] + shape.extents))
    case .spectrogram(let window, let hop):
      return try rows.spectrograms(window: window, hop: hop, shape, dtype)
    case .mel(let bands, let window, let rate, let isLogarithmic):
      return try rows.bands(
        bands, window: window, rate: rate, isLogarithmic: isLogarithmic, shape, dtype)
    }
  }
}

extension Dataset {
  /// Notes a step on tensors with whatever tells how raw samples become these.
  mutating func note(_ step: TensorStep) {
    recipe?.tensorSteps.append(step)
    pictureRecipe?.tensorSteps.append(step)
  }

  /// Notes that its samples are numbers of pictures from 0 to 255, before any step on them: [height × width], or with 1 or
  /// 3 channels as last axis. Others are left alone.
  mutating func notePictures(_ target: TargetRecipe? = nil) {
    let extents = sampleShape.extents
    guard extents.count == 2 || extents.count == 3 && [1, 3].contains(extents[2]),
      let height = extents.first, extents.count > 1,
      (1...10_000).contains(height), (1...10_000).contains(extents[1])
    else { return }
    var made = Recipe(columns: [])
    made.raw = .picture(
      height: height, width: extents[1], channels: extents.count == 3 ? extents[2] : 1)
    // Files have an axis of channels.
    if extents.count == 2 { made.tensorSteps.append(.reshape(sampleShape)) }
    made.target = target
    pictureRecipe = made
  }
}

extension Recipe {
  /// The shape of a sample after all steps on tensors; `nil` where one of them does not suit.
  package func sampleShape(of raw: Shape) -> Shape? {
    tensorSteps.reduce(raw as Shape?) { shape, step in shape.flatMap { step.shape(after: $0) } }
  }

  /// Whether samples are as files give them, without any step.
  package var isOnlyRaw: Bool { raw != nil && tensorSteps.isEmpty }

  /// Notes that samples have another shape from here on.
  mutating func reshape(to shape: Shape) {
    if raw == nil { self.shape = shape } else { tensorSteps.append(.reshape(shape)) }
  }
}

extension TensorStep {
  /// As JSON, for a model's file.
  var stored: JSON {
    switch self {
    case .scale(let factors, let terms):
      [
        "scale": [
          .list(factors.map { .number($0) }), .list(terms.map { .number($0) }),
        ]
      ]
    case .reshape(let shape): ["reshape": .list(shape.extents.map { .whole($0) })]
    case .spectrogram(let window, let hop): ["stft": [.whole(window), .whole(hop)]]
    case .mel(let bands, let window, let rate, let isLogarithmic):
      ["mel": [.whole(bands), .whole(window), .whole(rate), .whole(isLogarithmic ? 1 : 0)]]
    }
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  init?(stored: JSON) {
    guard case .object(let members) = stored, members.count == 1 else { return nil }
    let value = members[0].value
    switch members[0].name {
    case "scale":
      guard let lists = value.items({ $0.items({ $0.double }) }), lists.count == 2,
        !lists[0].isEmpty, lists[0].count == lists[1].count
      else { return nil }
      self = .scale(factors: lists[0], terms: lists[1])
    case "reshape":
      guard let extents = value.items({ $0.wholeNumber }), !extents.isEmpty,
        extents.count < Shape.maximumRank, extents.allSatisfy({ (1...1 << 31).contains($0) }),
        extents.reduce(1, { ByteEstimate.product($0, $1) }) <= 1 << 40
      else { return nil }
      self = .reshape(Shape(extents))
    case "stft":
      guard let numbers = value.items({ $0.wholeNumber }), numbers.count == 2,
        (2...65_536).contains(numbers[0]), (1...1 << 28).contains(numbers[1])
      else { return nil }
      self = .spectrogram(window: numbers[0], hop: numbers[1])
    case "mel":
      guard let numbers = value.items({ $0.wholeNumber }), numbers.count == 4,
        (1...4_096).contains(numbers[0]), (2...65_536).contains(numbers[1]),
        (1...768_000).contains(numbers[2]), (0...1).contains(numbers[3])
      else { return nil }
      self = .mel(
        bands: numbers[0], window: numbers[1], rate: numbers[2], isLogarithmic: numbers[3] == 1)
    default: return nil
    }
  }
}

import Catalog
import Engine

/// Sounds as magnitudes of their frequencies.
struct SpectrogramStep: DataStep {
  static let window = Parameter<Int>(
    "window", "samples of a window", default: 256, rule: "between 2 and 65,536",
    where: { (2...65_536).contains($0) })
  static let hop = Parameter<Int>(
    "hop", "samples from window to window", default: 128, rule: "between 1 and 65,536",
    where: { (1...65_536).contains($0) })
  static let signature = Signature(
    "stft", .step, "Turn sounds into magnitudes of their frequencies, window by window.",
    example: "data audio(\"digits\", label=\"_\") { stft window=64, hop=32 }",
    [window.description, hop.description],
    details: """
      Samples [moments] become [windows, window / 2 + 1]: magnitudes of the Fourier transform of each window times \
      Hann's, of the frequencies 0, rate / window, … up to half of the rate. Windows lie wholly in the sound.
      """)

  private let window: Int
  private let hop: Int

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    window = try arguments[Self.window]
    hop = try arguments[Self.hop]
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard case .sound? = dataset.recipe?.raw, dataset.sampleShape.rank == 1 else {
      throw DataError(
        .media(.needsSounds(data: dataset.name, sample: dataset.sampleShape.extents)))
    }
    return try dataset.appending(.spectrogram(window: window, hop: hop), context)
  }
}

/// Magnitudes as loudness in bands of pitch.
struct MelStep: DataStep {
  static let bands = Parameter<Int>(
    "bands", "how many bands", default: 40, rule: "between 1 and 4,096",
    where: { (1...4_096).contains($0) })
  static let log = Parameter<Bool>("log", "whether in decibels", default: true)
  static let signature = Signature(
    "mel", .step, "Turn magnitudes of frequencies into loudness in bands of pitch.",
    example: "data audio(\"digits\", label=\"_\") { stft window=64, hop=32; mel bands=8 }",
    [bands.description, log.description],
    details: """
      Stands behind `stft`: [windows, frequencies] become [windows, bands], the power in triangles that are equally far \
      apart on the mel scale (Slaney's, from 0 to half of the rate), as 10 · log10 of at least 1e-10; `log=false` \
      leaves the power.
      """)

  private let bands: Int
  private let isLogarithmic: Bool

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    bands = try arguments[Self.bands]
    isLogarithmic = try arguments[Self.log]
  }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard let recipe = dataset.recipe, case .sound(let rate, _)? = recipe.raw,
      case .spectrogram(let window, _)? = recipe.tensorSteps.last
    else { throw DataError(.media(.needsSpectrogram(data: dataset.name))) }
    return try dataset.appending(
      .mel(bands: bands, window: window, rate: rate, isLogarithmic: isLogarithmic), context)
  }
}

extension Dataset {
  /// The samples of all parts after a step, which the recipe keeps.
  fileprivate func appending(
    _ step: TensorStep, _ context: DataContext
  ) throws(DataError) -> Dataset {
    var result = try mapParts { samples, _ throws(DataError) in
      var samples = samples
      samples.inputs[0].rows = SampleRows(
        try step.applied(to: samples.inputs[0].rows.tensor, context.dtype))
      return samples
    }
    result.note(step)
    return result
  }
}

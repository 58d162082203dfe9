import Data
import Engine
import Formats
import Plots
import Support

/// One sound as a wave or as a spectrogram.
enum SoundPlot {
  /// A tensor: [moments] as a wave, or through a Fourier transform as a spectrogram; [windows, frequencies] as it is.
  static func plot(
    _ tables: [NumberTable], kind: (any NumberChart.Type)?, rate: Int?
  ) throws -> Plot {
    var table = tables[0]
    let kind = kind ?? (table.rank == 2 ? SpectrogramChart.self : WaveChart.self)
    guard kind == SpectrogramChart.self, table.rank == 1 else {
      table.sound = SoundFacts(rate: rate)
      return try kind.plot([table])
    }
    return try spectrogram(of: table.values, rate: rate, title: table.label)
  }

  /// A sample of a data set of sounds; `nil` where its steps have made something else of it.
  static func plot(_ dataset: Dataset, at place: Int, kind: (any NumberChart.Type)?) throws -> Plot?
  {
    guard let recipe = dataset.recipe, case .sound(let rate, _)? = recipe.raw,
      dataset.train.count > place
    else { return nil }
    let rows = dataset.train.inputs[0].rows
    let shape = rows.shape
    let numbers = (0..<shape.count).map { rows.number(place, $0) }
    var plot: Plot?
    switch (shape.rank, recipe.tensorSteps.last) {
    case (1, nil):
      plot =
        kind == SpectrogramChart.self
        ? try spectrogram(of: numbers, rate: rate, title: dataset.name)
        : Plot(WaveChart(numbers, SoundFacts(rate: rate)), title: dataset.name)
    case (2, .spectrogram(_, let hop)?) where kind != WaveChart.self:
      plot = Plot(
        SpectrogramChart(
          windows: shape[0], bands: shape[1], values: numbers, SoundFacts(rate: rate, hop: hop)),
        title: dataset.name)
    case (2, .mel(_, _, _, let isLogarithmic)?) where kind != WaveChart.self:
      var hop: Int?
      for case .spectrogram(_, let found) in recipe.tensorSteps { hop = found }
      // Powers are squares of magnitudes.
      let values = isLogarithmic ? numbers : numbers.map { $0.squareRoot() }
      plot = Plot(
        SpectrogramChart(
          windows: shape[0], bands: shape[1], values: values,
          SoundFacts(rate: rate, hop: hop, isMel: true, isDecibel: isLogarithmic)),
        title: dataset.name)
    default: return nil
    }
    let name = DatasetPlot.caption(place, dataset)
    let which = place == 0 ? "the first sound" : "sound \(place)"
    plot?.notes.append(name.isEmpty ? which : "\(which): \(name)")
    return plot
  }

  /// Windows of at most 256 moments, each half over the one before.
  private static func spectrogram(of numbers: [Double], rate: Int?, title: String) throws -> Plot {
    var window = 256
    while window > 8, window > numbers.count / 4 { window /= 2 }
    let hop = window / 2
    let found: Spectrogram
    do throws(SoundError) {
      found = try Sound(rate: rate ?? 1, channels: 1, samples: numbers.map { Float($0) })
        .stft(window: window, hop: hop)
    } catch {
      throw DataError(.media(.sound(error)))
    }
    try Interrupt.check()
    return Plot(
      SpectrogramChart(
        windows: found.frameCount, bands: found.binCount,
        values: found.magnitudes.map { Double($0) }, SoundFacts(rate: rate, hop: hop)),
      title: title)
  }
}

import Support

/// What is known of numbers that are a sound, or what it is made of.
package struct SoundFacts: Sendable, Equatable {
  /// Moments of the sound in a second; `nil` where nobody knows.
  package var rate: Int?
  /// Moments from one window of a spectrogram to the next; `nil` for a wave.
  package var hop: Int?
  /// Whether the rows of a spectrogram are bands of the mel scale and not frequencies.
  package var isMel = false
  /// Whether its numbers are decibels already, and not magnitudes.
  package var isDecibel = false

  /// A wave, unless told otherwise.
  package init(rate: Int? = nil, hop: Int? = nil, isMel: Bool = false, isDecibel: Bool = false) {
    (self.rate, self.hop, self.isMel, self.isDecibel) = (rate, hop, isMel, isDecibel)
  }

  /// Seconds from one number, or one window, to the next; 1 where they are only counted.
  var step: Double { rate.map { Double(hop ?? 1) / Double($0) } ?? 1 }

  /// What the axis of time counts.
  var timeTitle: String { rate != nil ? "s" : hop != nil ? "window" : "sample" }

  /// A time as words: `0.64 s`, `sample 12`.
  func words(ofTime time: Double) -> String {
    rate != nil ? "\(short(time)) s" : "\(timeTitle) \(short(time))"
  }
}

/// The libraries that read foreign files and draw pictures: opened at the first use, so that nobody who needs none waits for one.
///
/// Their names are Debian's, for whoever has to install one.
package enum SharedLibrary: String, Sendable, CaseIterable {
  /// PNG.
  case spng = "libspng0"
  /// JPEG.
  case turboJPEG = "libturbojpeg0"
  /// WAV, FLAC, Ogg, AIFF.
  case soundFile = "libsndfile1"
  /// Fourier transforms.
  case kissFFT = "libkissfft-float131"
  /// Databases.
  case sqlite = "libsqlite3-0"
  /// Vector pictures as pixels and pages.
  case rsvg = "librsvg2-2"
  /// Pixels for terminals.
  case sixel = "libsixel1"

  /// The error where the machine has no such library: it expects the package by its name.
  package func isMissing(for format: String) -> FormatError {
    FormatError(
      format: format, .wholeFile, expected: "the library of the package \(rawValue)",
      found: "a machine without it")
  }
}

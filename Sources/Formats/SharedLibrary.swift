import CLibraries

/// The libraries that read foreign files, draw pictures and factorize matrices: opened at the first use, so that nobody who needs none waits for one.
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
  /// Messages of Jupyter's notebooks.
  case zeroMQ = "libzmq5"
  /// Linear algebra.
  case openBLAS = "libopenblas0-pthread"

  /// What does not work without it, as a clause behind `for`.
  package var purpose: String {
    switch self {
    case .spng: "PNG pictures in data"
    case .turboJPEG: "JPEG pictures in data"
    case .soundFile: "sounds in data"
    case .kissFFT: "spectrograms"
    case .sqlite: "tables of SQLite"
    case .rsvg: "charts as PNG and PDF, and as pixels"
    case .sixel: "charts as sixels"
    case .zeroMQ: "the kernel of Jupyter"
    case .openBLAS: "linear algebra: inv, solve, svd and their like"
    }
  }

  /// Whether this machine has it, with all functions that are called; it stays open.
  package var isThere: Bool {
    switch self {
    case .spng: nabla_spng_open() != nil
    case .turboJPEG: nabla_turbojpeg_open() != nil
    case .soundFile: nabla_soundfile_open() != nil
    case .kissFFT: nabla_kissfft_open() != nil
    case .sqlite: nabla_sqlite_open() != nil
    case .rsvg: nabla_rsvg_open() != nil
    case .sixel: nabla_sixel_open() != nil
    case .zeroMQ: nabla_zmq_open() != nil
    case .openBLAS: nabla_openblas_for_one_thread() != nil
    }
  }

  /// The error where the machine has no such library: it expects the package by its name.
  package func isMissing(for format: String) -> FormatError {
    FormatError(
      format: format, .wholeFile, expected: "the library of the package \(rawValue)",
      found: "a machine without it")
  }
}

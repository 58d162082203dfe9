import Support
import Testing

/// Programs in the way of Keras's guides.
enum Samples {
  static let names = [
    "article", "digits", "convnet", "text", "two_inputs", "autoencoder", "tabular", "layers",
    "titanic", "reviews", "flowers", "weather", "denoise",
  ]

  /// A program's text.
  static func program(_ name: String) throws -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/Samples/\(name).py"
    return String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
  }
}

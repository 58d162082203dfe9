import Catalog
import Engine
import Support

/// Bounds on extents, far beyond what any memory holds, so that an extent times a factor of the
/// description does not overflow before memory is estimated. Products of two extents saturate.
enum SizeLimits {
  /// The largest extent that a layer can be asked for.
  static let extent = 1_000_000_000_000
  /// The most numbers that one sample may have between two layers.
  static let sample = 1_000_000_000_000
}

extension Parameter where Output == Int {
  /// The number of units, heads or places that a layer has.
  static func size(_ name: String, _ summary: String, default fallback: Int? = nil) -> Parameter {
    Parameter(name, summary, default: fallback, rule: sizeRule) {
      (1...SizeLimits.extent).contains($0)
    }
  }

  /// One that follows from the input where it is left out.
  static func optionalSize(_ name: String, _ summary: String) -> Parameter {
    .optional(name, summary, rule: sizeRule) { (1...SizeLimits.extent).contains($0) }
  }

  private static var sizeRule: String { "from 1 to \(NumberText.grouped(SizeLimits.extent))" }
}

extension Shape {
  /// Whether samples of this shape can flow between layers.
  var isPossibleSample: Bool { count <= SizeLimits.sample }
}

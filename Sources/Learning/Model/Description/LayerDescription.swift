import Catalog
import Engine

/// One line of a model as written: a label, a word, its arguments, and lines of its own.
///
/// Two words come from the workbench only: `block`, whose lines stand in its place, and `model`,
/// whose first argument is a `Model` that is used as a layer and shares its weights.
public struct LayerDescription {
  public var label: String?
  public var word: String
  public var arguments: Arguments
  public var lines: [LayerDescription]?
  /// Where the line stands in the source, for errors.
  public var origin: Range<Int>

  public init(
    label: String? = nil, _ word: String, _ arguments: Arguments = Arguments(),
    lines: [LayerDescription]? = nil, origin: Range<Int> = 0..<0
  ) {
    self.label = label
    self.word = word
    self.arguments = arguments
    self.lines = lines
    self.origin = origin
  }
}

/// One row of a model's summary.
public struct LayerRow: Equatable, Sendable {
  public var label: String
  /// The word of the layer: `dense`, `residual`, `model`.
  public var kind: String
  /// The output for one sample, without the batch.
  public var shape: Shape
  /// As written, `leaky_relu(0.2)`; empty when linear.
  public var activation: String
  /// Weights that no earlier row has counted.
  public var parameters: Int
  /// Those among them that no training changes by gradients: moving statistics, frozen kernels.
  public var fixedParameters: Int
  /// Multiply-accumulate operations for one sample.
  public var multiplyAccumulates: Int
  /// How many structures stand around it.
  public var depth: Int
  public var origin: Range<Int>
}

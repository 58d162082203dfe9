import Catalog
import Engine
import Support

/// One line of a model as written: a label, a word, its arguments, and lines of its own.
///
/// Two words come from the workbench only: `block`, whose lines stand in its place, and `model`,
/// whose first argument is a `Model` that is used as a layer and shares its weights.
package struct LayerDescription {
  /// The name before the colon; `nil` where the line has none.
  package var label: String?
  /// What stands in the line: a layer, a structure, an activation.
  package var word: String
  /// What stands behind the word, evaluated.
  package var arguments: Arguments
  /// The lines in braces; `nil` without braces.
  package var lines: [LayerDescription]?
  /// Where the line stands in the source, for errors.
  package var origin: Range<Int>
  /// How many lines, models and other values stand inside one another.
  package let depth: Int
  /// How many lines it is with all that stand in it, written out; saturates.
  package let size: Int

  /// A line as written.
  package init(
    label: String? = nil, _ word: String, _ arguments: Arguments = Arguments(),
    lines: [LayerDescription]? = nil, origin: Range<Int> = 0..<0
  ) {
    self.label = label
    self.word = word
    self.arguments = arguments
    self.lines = lines
    self.origin = origin
    depth = 1 + max(arguments.depth, lines?.lazy.map(\.depth).max() ?? 0)
    var inner = (lines ?? []).map(\.size)
    if case .value(let value)? = arguments.positional.first, let model = value as? Model {
      inner.append(model.size)
    }
    size = ByteEstimate.sum(inner + [1])
  }
}

extension LayerDescription {
  /// A structure that joins paths with a path around each line that is none, for a message; a general example
  /// where that is too long to read.
  var writtenWithPaths: String {
    let ways = (lines ?? []).map { $0.word == "path" ? $0.sketch : "path { \($0.sketch) }" }
    let text = head + " { \(ways.joined(separator: "; ")) }"
    // A function has no text here.
    if text.count <= 80, !text.contains("function ") { return text }
    return (word == "combine" ? "combine ((a, b) -> a - b)" : word)
      + " { path { dense 8 }; path { dense 8 } }"
  }

  /// The line about as it was written.
  private var sketch: String {
    guard let lines, word != "block" else { return head }
    let inner = lines.map(\.sketch).joined(separator: "; ")
    return head + (inner.isEmpty ? " { }" : " { \(inner) }")
  }

  /// The line without what stands in its braces.
  private var head: String {
    let own = word == "block" || word == "model" ? "…" : word
    let given =
      arguments.positional.map(\.described)
      + arguments.named.map { "\($0.name)=\($0.value.described)" }
    let behind = given.isEmpty || own == "…" ? "" : " " + given.joined(separator: ", ")
    return (label.map { "\($0): " } ?? "") + own + behind
  }
}

extension [LayerDescription]: NestedValue {
  /// How many values stand inside one another.
  package var depth: Int { lazy.map(\.depth).max() ?? 0 }

  /// Refuses what would be walked through for ever: a block may stand in another many times.
  package func checkSize() throws(LearningError) {
    guard ByteEstimate.sum(lazy.map(\.size)) <= Elaboration.layerLimit else {
      throw .size(.tooManyLayers(limit: Elaboration.layerLimit, origin: 0..<0))
    }
  }
}

/// One row of a model's summary.
package struct LayerRow: Equatable, Sendable {
  /// The label path: `encoder.dense`.
  package var label: String
  /// The word of the layer: `dense`, `residual`, `model`.
  package var kind: String
  /// The output for one sample, without the batch.
  package var shape: Shape
  /// As written, `leaky_relu(0.2)`; empty when linear.
  package var activation: String
  /// Weights that no earlier row has counted.
  package var parameters: Int
  /// Those among them that no training changes by gradients: moving statistics, frozen kernels.
  package var fixedParameters: Int
  /// Multiply-accumulate operations for one sample; without those that weights alone need.
  package var multiplyAccumulates: Int
  /// Those that weights alone need, once for all samples that are computed together: kernels made of low-rank changes.
  package var weightMultiplyAccumulates = 0
  /// How many structures stand around it.
  package var depth: Int
  /// Where the line stands in the source, in bytes.
  package var origin: Range<Int>
}

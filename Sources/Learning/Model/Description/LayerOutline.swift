import Catalog
import Engine

/// A line of a model with its name and its arguments settled: what writers for other programs walk through.
package indirect enum LayerOutline {
  /// A layer, or an activation as one, by its word.
  case layer(label: String, word: String, call: BoundArguments)
  /// A structure that is a layer around its lines: `bidirectional { … }`.
  case wrapper(label: String, word: String, call: BoundArguments, lines: [LayerOutline])
  /// The lines' output added to their input.
  case residual(label: String, lines: [LayerOutline])
  /// Several ways joined; the axis of `concatenate` counts the batch.
  case merge(label: String, MergeKind, axis: Int, paths: [[LayerOutline]])
  /// Lines whose output has the label.
  case block(label: String, lines: [LayerOutline])
  /// Goes on with an input or the output of an earlier line.
  case source(name: String)
  /// Another model as a layer; where it stands more than once, its weights are shared.
  case model(label: String, Model)
}

extension Model {
  /// The lines as they were elaborated: repetitions written out, every line with its label.
  package var settledLines: [LayerOutline] { LayerOutline.lines(elements) }
}

extension LayerOutline {
  fileprivate static func lines(_ elements: [Element]) -> [LayerOutline] {
    elements.compactMap { element in
      switch element.content {
      case .layer(_, let word):
        element.call.map { .layer(label: element.label, word: word, call: $0) }
      case .wrapper(_, let inner, let word):
        element.call.map {
          .wrapper(label: element.label, word: word, call: $0, lines: lines(inner))
        }
      case .residual(let inner): .residual(label: element.label, lines: lines(inner))
      case .merge(let merge, let paths):
        .merge(label: element.label, merge.kind, axis: merge.axis, paths: paths.map(lines))
      case .block(let inner): .block(label: element.label, lines: lines(inner))
      case .source(let name): .source(name: name)
      case .model(let model): .model(label: element.label, model)
      }
    }
  }
}

extension [LayerDescription] {
  /// The labels that lines get in a model of these inputs, by where each line stands: `origin`.
  ///
  /// Throws what describing the model would throw of its words and arguments.
  package func labels(inputs: [String]) throws(LearningError) -> [Range<Int>: String] {
    try checkSize()
    var elaboration = Elaboration(inputs: inputs, lines: self)
    var labels: [Range<Int>: String] = [:]
    var rest = try elaboration.elements(self)
    while let element = rest.popLast() {
      labels[element.origin] = element.label
      rest += element.inner
    }
    return labels
  }
}

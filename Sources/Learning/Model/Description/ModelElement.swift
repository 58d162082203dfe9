/// A line of a model with what stands in it, as values: names are settled, repetitions written out.
package struct ModelElement {
  /// What a line is.
  package enum Content {
    /// A layer or an activation, by its word.
    case layer(String)
    /// Its lines, added to what goes in.
    case residual([ModelElement])
    /// Several ways that become one; the axis of `concatenate` counts the batch.
    case merge(MergeKind, axis: Int, [[ModelElement]])
    /// A structure that is a layer, by its word, around its lines.
    case wrapper(String, [ModelElement])
    /// Goes on with an input, or with the output of an earlier line.
    case source(String)
    /// Another model, whose weights are shared.
    case model(Model)
    /// Lines whose output has a label.
    case block([ModelElement])
  }

  /// Unique among the lines of its model.
  package let label: String
  /// What it is.
  package let content: Content
  /// What was written; `nil` for `from`, blocks and models.
  package let call: LayerCall?

  /// The lines that stand in it.
  package var inner: [ModelElement] {
    switch content {
    case .layer, .source, .model: []
    case .residual(let lines), .wrapper(_, let lines), .block(let lines): lines
    case .merge(_, axis: _, let paths): paths.flatMap(\.self)
    }
  }
}

extension Model {
  /// Its lines in the order of the text: what writers for other programs and pictures walk through.
  package var lines: [ModelElement] { elements.map(\.described) }
}

extension Element {
  fileprivate var described: ModelElement {
    let inside: ModelElement.Content =
      switch content {
      case .layer(_, let kind): .layer(kind)
      case .residual(let inner): .residual(inner.map(\.described))
      case .merge(let merge, let paths):
        .merge(merge.kind, axis: merge.axis, paths.map { $0.map(\.described) })
      case .wrapper(_, let inner, let kind): .wrapper(kind, inner.map(\.described))
      case .source(let name): .source(name)
      case .model(let model): .model(model)
      case .block(let inner): .block(inner.map(\.described))
      }
    return ModelElement(
      label: label, content: inside, call: call.map { LayerCall(label: label, bound: $0) })
  }
}

import Catalog
import Engine

/// One line of a model after names, arguments and repetitions are settled.
struct Element {
  enum Content {
    case layer(any Layer, kind: String)
    case residual([Element])
    case merge(Merge, [[Element]])
    /// A structure that is a layer around its lines: `time_distributed { … }`.
    case wrapper(any Wrapper, [Element], kind: String)
    /// `from NAME`: goes on with an input or with the output of an earlier line.
    case source(String)
    /// Another model as a layer; its weights are shared.
    case model(Model)
    /// A labelled block: its lines, whose output has the label.
    case block([Element])
  }

  var label: String
  var content: Content
  /// The line's word with its arguments; `nil` for `from`, for blocks and for models as layers.
  var call: BoundArguments?
  var origin: Range<Int>

  /// The lines inside a structure, path after path.
  var inner: [Element] {
    switch content {
    case .residual(let inner), .block(let inner), .wrapper(_, let inner, _): inner
    case .merge(_, let paths): Array(paths.joined())
    case .layer, .source, .model: []
    }
  }

  /// `lstm`, `bidirectional`: the word of a layer that can give its last state only.
  var recurrentKind: String? {
    switch content {
    case .layer(let layer, let kind): layer is any RecurrentLayer ? kind : nil
    case .wrapper(let wrapper, _, let kind): wrapper is Bidirectional ? kind : nil
    default: nil
    }
  }
}

extension [Element] {
  /// All layers in order, those inside structures included.
  var flattened: [(label: String, layer: any Layer, origin: Range<Int>)] {
    flatMap { element -> [(label: String, layer: any Layer, origin: Range<Int>)] in
      guard case .layer(let layer, _) = element.content else { return element.inner.flattened }
      return [(element.label, layer, element.origin)]
    }
  }

  /// All models used as layers, in order, with the labels under which they stand.
  var sharedModels: [(label: String, model: Model)] {
    flatMap { element -> [(label: String, model: Model)] in
      guard case .model(let model) = element.content else { return element.inner.sharedModels }
      return [(element.label, model)]
    }
  }
}

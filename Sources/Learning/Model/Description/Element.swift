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
  var origin: Range<Int>

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
      switch element.content {
      case .layer(let layer, _): [(element.label, layer, element.origin)]
      case .residual(let inner), .block(let inner), .wrapper(_, let inner, _): inner.flattened
      case .merge(_, let paths): paths.flatMap(\.flattened)
      case .source, .model: []
      }
    }
  }

  /// All models used as layers, in order, with the labels under which they stand.
  var sharedModels: [(label: String, model: Model)] {
    flatMap { element -> [(label: String, model: Model)] in
      switch element.content {
      case .model(let model): [(element.label, model)]
      case .residual(let inner), .block(let inner), .wrapper(_, let inner, _): inner.sharedModels
      case .merge(_, let paths): paths.flatMap(\.sharedModels)
      case .layer, .source: []
      }
    }
  }
}

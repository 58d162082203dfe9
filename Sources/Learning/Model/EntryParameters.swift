import Catalog

// Parameters that take a name of one registry, with options, or something of the user's.

extension Parameter where Output == ActivationChoice {
  /// Linear where it is left out, unless another one is usual.
  static func activation(
    _ name: String = "activation", _ summary: String = "Applied to the output.",
    usual: (@Sendable () -> any Activation)? = nil
  ) -> Parameter {
    let word = usual.map { type(of: $0()).signature.name }
    return Parameter(
      name, summary, expected: "an activation",
      default: { usual.map { .named($0(), text: word ?? "") } ?? .linear },
      shown: word.map { .word($0) } ?? .nothing, kinds: [.activation],
      reading: ActivationChoice.init)
  }
}

extension Parameter where Output == any Initializer {
  /// `usual` is what stands for it; what that is may depend on the layer and on the library.
  static func initializer(_ name: String, default usual: String) -> Parameter {
    Parameter(
      name, "Initial values.", expected: "an initializer", shown: .word(usual),
      kinds: [.initializer]
    ) { (argument) throws(ArgumentError) in
      if case .value(let value) = argument.argument, let function = value as? any TraceableFunction
      {
        return FunctionInitializer(function)
      }
      return try argument.entry(of: Initializers.all)?.entry as? any Initializer
    }
  }
}

extension Parameter where Output == any Regularizer {
  static func regularizer(_ name: String) -> Parameter {
    Parameter(
      name, "Penalty added to the loss.", expected: "a regularizer", shown: .nothing,
      kinds: [.regularizer]
    ) { (argument) throws(ArgumentError) in
      try argument.entry(of: Regularizers.all)?.entry as? any Regularizer
    }
  }
}

extension Parameter where Output == Chosen<any Optimizer> {
  /// Adam where it is left out.
  package static func optimizer(_ summary: String) -> Parameter {
    Parameter(
      "optimizer", summary, expected: "an optimizer", default: { Chosen(Adam(), text: "adam") },
      shown: .word("adam"), kinds: [.optimizer]
    ) { (argument) throws(ArgumentError) in
      guard let chosen = try argument.entry(of: Optimizers.all),
        let optimizer = chosen.entry as? any Optimizer
      else { return nil }
      return Chosen(optimizer, text: chosen.text, arguments: chosen.arguments)
    }
  }
}

extension Parameter where Output == LossChoice {
  /// A loss of the catalogue, or a function of the user.
  package static func loss(
    _ summary: String, expected: String = "a loss", shown: Default? = .nothing
  ) -> Parameter {
    Parameter(
      "loss", summary, expected: expected, asked: "a loss", shown: shown, kinds: [.loss],
      reading: LossChoice.init)
  }
}

extension Parameter where Output == [MetricChoice] {
  /// One metric or loss, or a list of them.
  package static func metrics(_ summary: String) -> Parameter {
    Parameter(
      "metrics", summary, expected: "metrics", asked: "a metric", shown: .nothing,
      kinds: [.metric, .loss], reading: MetricChoice.list)
  }
}

extension Parameter where Output == EarlyStopping {
  /// A number of epochs without improvement, or `early_stopping(…)`; has no default.
  package static func earlyStopping(_ summary: String) -> Parameter {
    Parameter(
      "early_stopping", summary, expected: "a number of epochs or early_stopping(…)",
      asked: "a number of epochs", shown: .nothing, kinds: [.mechanism],
      reading: EarlyStopping.init)
  }
}

extension Parameter where Output == String {
  /// A line of the model, by its label.
  static func label(
    _ name: String, _ summary: String, expected: String, shown: Default? = .nothing
  ) -> Parameter {
    Parameter(
      name, summary, expected: expected, default: nil, shown: shown, isLabel: true
    ) { argument in
      if case .word(let label) = argument { label } else { nil }
    }
  }

  /// A series of a training: `val_loss`.
  static func series(_ summary: String) -> Parameter {
    Parameter(
      "monitor", summary, expected: "the name of a series", default: nil, shown: .word("val_loss"),
      isLabel: true
    ) { argument in
      switch argument {
      case .word(let word), .text(let word): word
      default: nil
      }
    }
  }
}

import Engine

/// The values of a session between two inputs: names, settings, random streams and results.
///
/// Weights of models are not among them; the history has those.
package struct SessionState {
  /// The user's names with their values.
  package var names: [String: Value]
  /// The names in the order in which they were first bound.
  package var order: [String]
  /// The program text that last bound each name.
  package var definitions: [String: String]
  /// What can be set.
  package var settings: SessionSettings
  /// How far each random stream is.
  package var random: RandomNames
  /// What inputs gave, by their numbers.
  package var results: [Int: Value]
  /// Weights that cannot be had again, by their variables.
  package var lostWeights: [ObjectIdentifier: LostWeight] = [:]
  /// Numbers of results that cannot be had again.
  package var lostResults: Set<Int> = []
}

/// What one statement can set for all that follow.
package struct SessionSettings: Equatable {
  /// Seed, number type, defaults and limits among them.
  package var options: Interpreter.Options
  /// Whether warnings about a training count as errors.
  package var isStrict: Bool

  /// Whether nothing is set otherwise.
  package static func == (left: SessionSettings, right: SessionSettings) -> Bool {
    left.difference(from: right) == nil
  }

  /// The first setting that is not the same, by its name in `set`; `nil` where all are.
  package func difference(from other: SessionSettings) -> String? {
    if options.dtype != other.options.dtype { return "dtype" }
    if options.compatibility != other.options.compatibility { return "compat" }
    if isStrict != other.isStrict { return "strict" }
    if options.memoryLimit != other.options.memoryLimit { return "memory" }
    return options.seed != other.options.seed ? "seed" : nil
  }
}

/// A weight that is not what it was.
package struct LostWeight {
  let variable: Variable
  /// Whether the history has let it go; otherwise a recovery could not have it again.
  package let isForgotten: Bool

  /// A weight that is to be refused where it is read.
  package init(variable: Variable, isForgotten: Bool = false) {
    (self.variable, self.isForgotten) = (variable, isForgotten)
  }
}

extension Interpreter {
  /// What can be set, as it is now.
  package var settings: SessionSettings { SessionSettings(options: options, isStrict: isStrict) }

  /// All that the session holds now; another one takes its place as a whole.
  package var state: SessionState {
    get {
      SessionState(
        names: global.locals, order: order, definitions: definitions, settings: settings,
        random: random, results: results, lostWeights: lostWeights, lostResults: lostResults)
    }
    set {
      global.locals = newValue.names
      (order, definitions) = (newValue.order, newValue.definitions)
      (options, isStrict) = (newValue.settings.options, newValue.settings.isStrict)
      (random, results) = (newValue.random, newValue.results)
      (lostWeights, lostResults) = (newValue.lostWeights, newValue.lostResults)
    }
  }
}

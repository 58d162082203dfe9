/// What a verb does beside computing a value; whoever runs, looks at, saves or completes a program
/// asks this instead of knowing verbs by their names.
package struct Effects: OptionSet, Sendable, Hashable {
  /// One bit for each effect.
  package let rawValue: Int

  /// The effects whose bits are set.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Trains models: it may take long.
  package static let trains = Effects(rawValue: 1 << 0)
  /// Goes on with the run that it is given, on a copy of its models.
  package static let goesOn = Effects(rawValue: 1 << 1)
  /// The models that it is given have other weights afterwards.
  package static let changesModels = Effects(rawValue: 1 << 2)
  /// May stand before `&`.
  package static let mayRunBehind = Effects(rawValue: 1 << 3)
  /// Its value can be kept under a name.
  package static let givesValue = Effects(rawValue: 1 << 4)
  /// What it gives has been shown when it ends, and is not printed once more.
  package static let isSilent = Effects(rawValue: 1 << 5)
  /// Puts something of its own on the screen.
  package static let shows = Effects(rawValue: 1 << 6)
  /// Is there to write a file.
  package static let writesFiles = Effects(rawValue: 1 << 7)
  /// Changes what later statements do: the seed, a setting, a run.
  package static let setsState = Effects(rawValue: 1 << 8)
  /// Stands in the braces of a verb that trains, and nowhere else.
  package static let isTrainingStep = Effects(rawValue: 1 << 9)
  /// Ends the run that it is given, at the step of the `at` around it.
  package static let endsRun = Effects(rawValue: 1 << 10)

  /// Takes steps of a training in braces.
  package static let takesSteps = Effects(rawValue: 1 << 11)

  /// What makes a session another one than it was.
  package static let changing: Effects = [
    .trains, .changesModels, .writesFiles, .setsState, .isTrainingStep,
  ]
}

extension Catalog {
  /// What a verb does; nothing for words that are no verbs.
  package func effects(of verb: String) -> Effects {
    signature(verb, .verb)?.effects ?? []
  }
}

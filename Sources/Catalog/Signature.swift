/// How one nameable thing describes itself: checker, help, completion and tests all read this value.
package struct Signature: Sendable {
  /// What sort of thing the name stands for; decides where the name may be written.
  package enum Kind: String, Sendable, CaseIterable {
    case keyword, verb, function, constant, layer, structure, activation, loss, metric, optimizer
    case schedule, initializer, regularizer, mechanism, source, step, command, chart
  }

  /// The word as the user types it.
  package let name: String
  /// The sort of thing that the word stands for.
  package let kind: Kind
  /// One sentence, at most 100 characters, shown in completion lists.
  package let summary: String
  /// A program text that a test runs.
  package let example: String
  /// What it takes, in the order of positional arguments.
  package let parameters: [ParameterDescription]
  /// Formula, shapes, edges, source: what `:help` prints below the summary.
  package let details: String
  /// Whether further named arguments are inputs of a model, under the names that it gives them.
  package let namesInputs: Bool
  /// What a verb does beside giving a value; empty for everything else.
  package let effects: Effects

  // Looked up at each call: the descriptions themselves are large.
  /// The parameter that takes all further positional arguments.
  let variadic: Int?
  /// Those without a default, by their places.
  let required: [Int]
  private let places: [String]

  /// A word's description; see the properties for what each part must hold.
  package init(
    _ name: String, _ kind: Kind, _ summary: String, example: String,
    _ parameters: [ParameterDescription] = [], details: String = "", namesInputs: Bool = false,
    effects: Effects = []
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.example = example
    self.parameters = parameters
    self.details = details
    self.namesInputs = namesInputs
    self.effects = effects
    variadic = parameters.firstIndex(where: \.isVariadic)
    required = parameters.indices.filter { parameters[$0].fallback == nil }
    places = parameters.map(\.name)
  }

  /// `dense(units, activation=none, use_bias=true, …)`: the call form shown as a hint.
  package var callForm: String {
    let shown = parameters.map { parameter in
      parameter.defaultText.map { "\(parameter.name)=\($0)" } ?? parameter.name
    }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }

  /// Whether its arguments are formulas of columns, which are no values.
  package var takesFormulas: Bool {
    kind == .step && (namesInputs || parameters.contains(where: \.isCondition))
  }

  /// The parameter of that name; `nil` where there is none.
  package func parameter(named name: String) -> ParameterDescription? {
    index(of: name).map { parameters[$0] }
  }

  /// The parameter that a positional argument fills; `nil` where it is one too many.
  package func parameter(at place: Int) -> ParameterDescription? {
    let place = min(place, variadic ?? place)
    return place < parameters.count ? parameters[place] : nil
  }

  /// Where the parameter of that name stands; `nil` where there is none.
  package func index(of name: String) -> Int? { places.firstIndex(of: name) }
}

/// One parameter as users see it, independent of the Swift type that reads it.
package struct ParameterDescription: Sendable, Hashable {
  /// The word before `=`; positional arguments may leave it out.
  package let name: String
  /// One sentence for help and for lists.
  package let summary: String
  /// What the value may be, in words: "a whole number", "an activation".
  package let expected: String
  /// What stands for it where it is left out; `nil` means that the argument is required.
  package let fallback: Default?
  /// The same under `set compat=pytorch`, where it is another one.
  package let pytorchFallback: Default?
  /// Bare words that stand for themselves here: `same`, `macro`, `balanced`.
  package let words: [String]
  /// The kinds of catalogue names that may stand here: `.activation` for `activation=`.
  package let kinds: [Signature.Kind]
  /// Takes all further positional arguments.
  package let isVariadic: Bool
  /// Holds a condition that is looked at later: the names of a run's series stand for their newest
  /// values in it.
  package let isCondition: Bool
  /// A list literal here stays a list of its items, even where they would make one tensor.
  package let isList: Bool
  /// Names a line of a model, which is no value.
  package let isLabel: Bool
  /// What a file may hold that a text here names, one of these; empty where no file is named.
  package let files: Set<FileSignature.Content>

  /// How the default prints.
  package var defaultText: String? { fallback?.text }

  /// The default of a library.
  package func fallback(in library: Compatibility) -> Default? {
    library == .pytorch ? pytorchFallback ?? fallback : fallback
  }

  /// A parameter's description; without `default` the argument is required.
  package init(
    _ name: String, _ summary: String, expected: String, default fallback: Default? = nil,
    pytorch pytorchFallback: Default? = nil, words: [String] = [], kinds: [Signature.Kind] = [],
    isVariadic: Bool = false,
    isCondition: Bool = false, isList: Bool = false, isLabel: Bool = false,
    files: Set<FileSignature.Content> = []
  ) {
    self.name = name
    self.summary = summary
    self.expected = expected
    self.fallback = fallback
    self.pytorchFallback = pytorchFallback
    self.words = words
    self.kinds = kinds
    self.isVariadic = isVariadic
    self.isCondition = isCondition
    self.isList = isList
    self.isLabel = isLabel
    self.files = files
  }
}

import Catalog

extension Checker {
  /// The arguments of a catalogue word; a word with several meanings may use those of each.
  mutating func check(_ arguments: [ArgumentSyntax], of word: String, _ signatures: [Signature]) {
    reportRepeated(arguments, of: word)
    var position = 0
    for argument in arguments {
      guard let label = argument.label else {
        let expected = signatures.compactMap { $0.positional(position) }
        check(argument.value, for: expected)
        position += 1
        continue
      }
      let expected = parameters(label, of: word, signatures)
      checkNamed(argument, of: word, expected)
    }
  }

  private mutating func checkNamed(
    _ argument: ArgumentSyntax, of word: String, _ expected: [ParameterDescription]?
  ) {
    // Nothing is known about the value of an unknown argument.
    guard let expected else { return }
    // In a condition the series of the run stand for their newest value.
    let isCondition = argument.label?.text == "until"
    if isCondition { scopes.push(seriesNames()) }
    check(argument.value, for: expected)
    if isCondition { scopes.pop() }
  }

  /// The parameters that a name stands for, or `nil` after reporting that there is none.
  private mutating func parameters(_ label: Name, of word: String, _ signatures: [Signature])
    -> [ParameterDescription]?
  {
    let found = signatures.compactMap { $0.parameter(named: label.text) }
    // Whether a model has such an input is known when it is used.
    if !found.isEmpty || signatures.contains(where: \.namesInputs) { return found }
    if let full = Aliases.table[label.text] {
      let meant = signatures.compactMap { $0.parameter(named: full) }
      if !meant.isEmpty {
        replace(label.span, by: full)
        return meant
      }
    }
    if ReservedWords.arguments[word]?.contains(label.text) == true {
      report(unavailable(label.text, at: label.span))
    } else {
      report(unknownArgument(label, of: word, known: signatures.flatMap(\.parameters).map(\.name)))
    }
    return nil
  }

  /// The arguments of a function, model or block of the user.
  mutating func checkUserCall(_ name: String, _ kind: Scope.Kind, _ arguments: [ArgumentSyntax]) {
    if case .function(let parameters?) = kind {
      for case let label? in arguments.map(\.label) where !parameters.contains(label.text) {
        report(unknownArgument(label, of: name, known: parameters))
      }
      reportRepeated(arguments, of: name)
    }
    checkPlain(arguments)
  }

  /// Arguments of which nothing is known beforehand.
  mutating func checkPlain(_ arguments: [ArgumentSyntax]) {
    for argument in arguments { check(argument.value) }
  }

  private mutating func reportRepeated(_ arguments: [ArgumentSyntax], of word: String) {
    var seen: Set<String> = []
    for case let label? in arguments.map(\.label) where !seen.insert(label.text).inserted {
      report(
        Diagnostic(
          .error, "E0111", "\(word) gets `\(label.text)` twice", at: label.span,
          hint: "remove one of the two"))
    }
  }

  private func seriesNames() -> [String] {
    let metrics = catalog.names(of: [.metric]) + ["loss"]
    return metrics + metrics.map { "val_" + $0 } + ["epoch", "learning_rate"]
  }
}

extension Signature {
  /// The parameter that the argument at `position` fills.
  func positional(_ position: Int) -> ParameterDescription? {
    if let variadic = parameters.firstIndex(where: \.isVariadic), position >= variadic {
      return parameters[variadic]
    }
    return position < parameters.count ? parameters[position] : nil
  }
}

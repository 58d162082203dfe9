import Catalog

extension Checker {
  /// The arguments of a catalogue word; a word with several meanings may use those of each.
  mutating func check(_ arguments: [ArgumentSyntax], of word: String, _ signatures: [Signature]) {
    reportRepeated(arguments, of: word)
    var position = 0
    for argument in arguments {
      // Which columns a formula may name is known when the data are there.
      if signatures.contains(where: \.takesFormulas) {
        if let label = argument.label, !signatures.contains(where: \.namesInputs) {
          _ = parameters(argument, label, of: word, signatures, among: arguments)
        }
        continue
      }
      guard let label = argument.label else {
        let expected = signatures.compactMap { $0.positional(position) }
        check(argument.value, for: expected)
        position += 1
        continue
      }
      let expected = parameters(argument, label, of: word, signatures, among: arguments)
      checkNamed(argument, of: word, expected)
    }
  }

  private mutating func checkNamed(
    _ argument: ArgumentSyntax, of word: String, _ expected: [ParameterDescription]?
  ) {
    // Nothing is known about the value of an unknown argument.
    guard let expected else { return }
    // In a condition the series of the run stand for their newest value.
    let isCondition = expected.contains(where: \.isCondition)
    if isCondition { scopes.push(seriesNames()) }
    check(argument.value, for: expected)
    if isCondition { scopes.pop() }
  }

  /// The parameters that a name stands for, or `nil` after reporting that there is none.
  private mutating func parameters(
    _ argument: ArgumentSyntax, _ label: Name, of word: String, _ signatures: [Signature],
    among arguments: [ArgumentSyntax]
  ) -> [ParameterDescription]? {
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
      var problem = unknownArgument(
        label, of: word, known: signatures.flatMap(\.parameters).map(\.name),
        written: source(argument.value.span))
      if signatures.contains(where: \.takesFormulas) {
        problem.hint =
          "`==` compares: write `\(word) \(label.text) == \(source(argument.value.span))`"
      }
      if let hint = optimizerHint(argument, label, signatures, arguments) { problem.hint = hint }
      report(problem)
    }
    return nil
  }

  /// `train m, d, learning_rate=0.1`: what belongs to the optimizer stands in it.
  private func optimizerHint(
    _ argument: ArgumentSyntax, _ label: Name, _ signatures: [Signature],
    _ arguments: [ArgumentSyntax]
  ) -> String? {
    guard signatures.contains(where: { $0.parameter(named: "optimizer") != nil }) else {
      return nil
    }
    let setting = Aliases.table[label.text] ?? (label.text == "eta" ? "learning_rate" : label.text)
    let given = arguments.first { $0.label?.text == "optimizer" }.map { source($0.value.span) }
    let name =
      given.map { String($0.prefix { $0 != "(" }) } ?? (setting == "momentum" ? "sgd" : "adam")
    guard let optimizer = catalog.signature(name, .optimizer),
      optimizer.parameter(named: setting) != nil
    else { return nil }
    var inside =
      given.flatMap { text in
        text.hasSuffix(")") ? String(text.dropFirst(name.count + 1).dropLast()) : nil
      } ?? ""
    // What is given already is replaced, by its name or as the first value.
    let kept = PythonText.pieces(inside, at: ",").enumerated().filter { place, part in
      let name = PythonText.named(part)?.name
      return !part.isEmpty && name != setting
        && !(name == nil && optimizer.positional(place)?.name == setting)
    }
    inside = kept.map(\.element).joined(separator: ", ")
    if !inside.isEmpty { inside += ", " }
    return "write `optimizer=\(name)(\(inside)\(setting)=\(source(argument.value.span)))`"
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
    return metrics + metrics.map { "val_" + $0 } + ["epoch", "learning_rate", "epsilon"]
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

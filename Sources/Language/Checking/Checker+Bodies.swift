import Catalog

extension Checker {
  mutating func check(_ model: ModelSyntax) {
    for input in model.inputs { check(input.value) }
    checkLayers(model.lines, inputs: model.inputs.compactMap(\.name?.text))
  }

  /// The lines of a model or block: labels and inputs can be named in all of them.
  mutating func checkLayers(_ lines: [Line], inputs: [String] = []) {
    let outer = layerWords
    layerWords.formUnion(words(in: lines))
    scopes.push(labels(in: lines) + inputs)
    for line in lines { checkLayer(line) }
    scopes.pop()
    layerWords = outer
  }

  private mutating func checkLayer(_ line: Line) {
    let word = line.word.text
    let layers = layerSignatures(word)
    // A number called `dropout` hides no layer; a function or block of that name does.
    if let kind = scopes[word], kind != .value || layers.isEmpty, !labels(in: [line]).contains(word)
    {
      checkUserCall(word, kind, line.arguments)
    } else if !layers.isEmpty {
      check(line.arguments, of: word, layers)
      if line.lines != nil, !layers.contains(where: { $0.kind == .structure }) {
        report(noBraces(after: word, at: line.word.span))
      }
    } else if word == "repeat" {
      checkPlain(line.arguments)
    } else if let full = Aliases.table[word], !layerSignatures(full).isEmpty {
      replace(line.word.span, by: full)
      check(line.arguments, of: full, layerSignatures(full))
    } else {
      let problem = unknownLayer(line)
      report(problem)
      if problem.code == "E0102" { return }
      checkPlain(line.arguments)
    }
    for inner in line.lines ?? [] { checkLayer(inner) }
  }

  private func layerSignatures(_ word: String) -> [Signature] {
    // An activation may stand on a line of its own.
    catalog[word].filter { [.layer, .structure, .activation].contains($0.kind) }
  }

  mutating func checkData(_ source: Expression, _ steps: [Line]) {
    checkSource(source)
    for step in steps {
      if let signature = catalog.signature(step.word.text, .step) {
        check(step.arguments, of: step.word.text, [signature])
        if step.lines != nil { report(noBraces(after: step.word.text, at: step.word.span)) }
      } else {
        report(unknownStep(step))
      }
    }
  }

  /// After `data`, a name of the user wins over a source of the same name.
  private mutating func checkSource(_ source: Expression) {
    switch source.kind {
    case .name(let name):
      if scopes[name] != nil || catalog.signature(name, .source) != nil { return }
      report(unknownSource(name, at: source.span))
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, scopes[name] == nil else { return check(source) }
      guard let signature = catalog.signature(name, .source) else {
        if catalog.signature(name, .function) != nil { return check(source) }
        return report(unknownSource(name, at: callee.span))
      }
      check(arguments, of: name, [signature])
    default: check(source)
    }
  }

  /// What stands in the braces of `train`: steps, and what prepares them. Names stay inside.
  mutating func checkTrainBody(_ body: [Statement]) {
    let outer = isInTrainBody
    isInTrainBody = true
    scopes.push()
    check(body)
    scopes.pop()
    isInTrainBody = outer
  }

  private func labels(in lines: [Line]) -> [String] {
    lines.flatMap { line in
      (line.label.map { [$0.text] } ?? []) + labels(in: line.lines ?? [])
    }
  }

  private func words(in lines: [Line]) -> [String] {
    lines.flatMap { [$0.word.text] + words(in: $0.lines ?? []) }
  }
}

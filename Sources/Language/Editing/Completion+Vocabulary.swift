import Catalog

extension Completion {
  typealias Item = CompletionResult.Item

  /// The words that may stand at the cursor, the most special first.
  func vocabulary(_ context: CursorContext) -> [Item] {
    let frame = context.argumentFrame
    if context.previous?.is(.data) == true { return catalogue([.source]) + userNames }
    if context.top.isRecord, context.previous.map({ $0.is(.openBrace) || $0.is(.comma) }) ?? false {
      return []
    }
    if frame.isLineStart, frame.opener != .openParenthesis { return lineStart(frame.body) }
    let meanings = meanings(of: frame)
    if let label = frame.label {
      return values(for: meanings.compactMap { $0.parameter(named: label) })
    }
    let expected = meanings.compactMap { $0.positional(frame.position) }
    // A name of an argument starts right behind the word, a comma or the bracket.
    let startsArgument = !context.top.isList && startsArgument(context.previous)
    let labels = startsArgument ? argumentNames(of: meanings, besides: frame.usedLabels) : []
    return labels + values(for: expected)
  }

  private func startsArgument(_ previous: Token?) -> Bool {
    guard let previous else { return false }
    return previous.is(.comma) || previous.is(.openParenthesis) || previous.isWord
  }

  private func lineStart(_ body: CursorContext.Body) -> [Item] {
    switch body {
    case .layers:
      catalogue([.layer, .structure]) + [keyword("repeat")].compactMap { $0 } + userNames
    case .steps: catalogue([.step])
    case .trainSteps: catalogue([.verb]).filter { $0.text == "step" }
    case .statements:
      userNames + catalogue([.verb, .keyword]) + catalogue(valueKinds)
    }
  }

  private func keyword(_ name: String) -> Item? {
    Keywords.signatures.first { $0.name == name }.map { Item($0.name, $0.summary) }
  }

  /// The catalogue entries of the word whose arguments are being written.
  func meanings(of frame: CursorContext.Frame) -> [Signature] {
    guard let word = frame.word else { return [] }
    let all = catalog[word]
    let kinds: [Signature.Kind]
    switch frame.body {
    case _ where frame.opener == .openParenthesis:
      kinds = valueKinds + [.source, .verb, .layer]
    case .layers: kinds = [.layer, .structure]
    case .steps: kinds = [.step]
    case .trainSteps, .statements: kinds = [.verb]
    }
    return all.filter { kinds.contains($0.kind) }
  }

  private func argumentNames(of signatures: [Signature], besides used: Set<String>) -> [Item] {
    signatures.flatMap(\.parameters).filter { !used.contains($0.name) }
      .map { Item($0.name + "=", $0.summary) }
  }

  /// Words for the parameters, then everything that is a value.
  private func values(for parameters: [ParameterDescription]) -> [Item] {
    let words = parameters.flatMap { parameter in
      parameter.words.map { Item($0, parameter.summary) }
    }
    let kinds = parameters.flatMap(\.kinds)
    let special = words + catalogue(kinds)
    // Where a word of a kind is wanted, other built-in words only get in the way.
    if !special.isEmpty { return special + userNames }
    return userNames + catalogue(valueKinds) + valueKeywords
  }

  private var valueKeywords: [Item] {
    ["model", "data", "block", "true", "false", "none", "not"].compactMap(keyword)
  }

  /// Names without fields.
  var userNames: [Item] {
    names.filter { !$0.name.contains(".") }.map { Item($0.name, $0.description) }
  }

  var everything: [Item] { userNames + catalogue(Signature.Kind.allCases) }

  private func catalogue(_ kinds: [Signature.Kind]) -> [Item] {
    catalog.signatures.filter { kinds.contains($0.kind) }
      .map { Item($0.name, $0.summary) }
      .sorted { $0.text < $1.text }
  }
}

/// Letters that formulas use, by the names TeX gives them.
enum SymbolNames {
  static let table: [(name: String, symbol: String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"),
    ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"),
    ("phi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Sigma", "Σ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
    ("to", "->"), ("le", "<="), ("ge", ">="), ("ne", "!="),
  ]
}

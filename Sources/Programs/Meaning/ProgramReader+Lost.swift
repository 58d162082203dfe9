// What a statement may change without being understood is unknown from then on, under all its names.
extension ProgramReader {
  /// The names whose values a statement may change besides those it gives.
  func changedNames(_ kind: PythonStatement.Kind) -> [String] {
    switch kind {
    case .assignment(let targets, let value):
      return targets.compactMap(Self.changedPart) + changed(by: value, isBare: false)
    case .change(let target, _, let value):
      let own: [String] = if case .name(let name) = target { [name] } else { [] }
      return own + [Self.changedPart(target)].compactMap { $0 } + changed(by: value, isBare: false)
    case .expression(let value): return changed(by: value, isBare: true)
    case .loop(_, _, let body), .scoped(_, let body): return body.flatMap { changedNames($0.kind) }
    case .branch(_, let body, let otherwise):
      return (body + otherwise).flatMap { changedNames($0.kind) }
    default: return []
    }
  }

  /// `a` of `a[0] = 1` and of `a.trainable = False`.
  private static func changedPart(_ target: PythonExpression) -> String? {
    switch target {
    case .subscripted(let base, _), .attribute(let base, _): root(of: base)
    default: nil
    }
  }

  private static func root(of expression: PythonExpression) -> String? {
    switch expression {
    case .name(let name): name
    case .subscripted(let base, _), .attribute(let base, _), .call(.attribute(let base, _), _):
      root(of: base)
    default: nil
    }
  }

  /// What a call may change: the owner of a method that is called for what it does, and what a function is given whose
  /// value nobody takes.
  private func changed(by expression: PythonExpression, isBare: Bool) -> [String] {
    guard case .call(let function, let arguments) = expression else { return [] }
    let given = arguments.compactMap { Self.root(of: $0.value) }
    let out = arguments.filter { $0.name == "out" }.compactMap { Self.root(of: $0.value) }
    switch function {
    case .name("print"), .name("display"): return []
    case .attribute(let base, let method):
      guard let owner = Self.root(of: base) else { return out }
      if case .library(let path)? = scopes.last?[owner] ?? scopes.first?[owner] {
        return isBare && !LibraryPath.isUnneeded(path) && !isChart(path) && path != "matplotlib"
          ? given : out
      }
      let changes = Self.changing.contains(method) || isBare && !Self.looking.contains(method)
      return (changes ? [owner] : []) + out
    default: return isBare ? given : out
    }
  }

  private static let changing: Set = [
    "fit", "fit_generator", "fit_transform", "partial_fit", "train_on_batch", "compile", "add",
    "pop",
    "load_weights", "set_weights", "append", "extend", "insert", "remove", "sort", "fill", "put",
    "resize", "adapt",
  ]
  private static let looking: Set = [
    "summary", "evaluate", "predict", "save", "save_weights", "export", "count_params", "get_layer",
    "get_weights", "get_config", "to_json", "head", "tail", "describe", "info", "plot", "hist",
    "value_counts", "to_csv", "tolist",
  ]

  /// The models that a statement does something to of which Keras says what it changes: layers, weights, the training.
  static func changedModels(_ kind: PythonStatement.Kind) -> Set<String> {
    func found(_ expression: PythonExpression) -> Set<String> {
      guard case .call(.attribute(let base, let method), _) = expression,
        changing.contains(method), let owner = root(of: base)
      else { return [] }
      return [owner]
    }
    switch kind {
    case .assignment(let targets, let value):
      let frozen = targets.compactMap { target -> String? in
        guard case .attribute(let base, "trainable") = target else { return nil }
        return root(of: base)
      }
      return found(value).union(frozen)
    case .change(_, _, let value), .expression(let value): return found(value)
    case .loop(_, _, let body), .scoped(_, let body):
      return body.reduce(into: []) { $0.formUnion(changedModels($1.kind)) }
    case .branch(_, let body, let otherwise):
      return (body + otherwise).reduce(into: []) { $0.formUnion(changedModels($1.kind)) }
    default: return []
    }
  }

  /// Makes what a name stands for unknown. A model stays what it was, which is said, unless it `isChanged` for certain.
  func lose(_ name: String, _ line: Int, isChanged: Bool) {
    guard let meaning = scopes.last?[name] ?? scopes.first?[name] else { return }
    switch meaning {
    case .library, .function, .lost: return
    case .model(let model) where !isChanged: model.doubtedAt = line
    case .model(let model):
      hasLostModels = true
      model.lostAt = model.lostAt ?? line
    case .fitted(let scaler): (scaler.data, scaler.values) = (nil, nil)
    default:
      loseAliases(of: meaning, but: name, line)
      let place = scopes.last?[name] == nil ? 0 : scopes.count - 1
      scopes[place][name] = .lost(line: line)
    }
  }

  /// The other names of a value that is changed are unknown from then on.
  func loseAliases(of meaning: Meaning, but name: String, _ line: Int? = nil) {
    if case .value(let value) = meaning, value.shape == [] { return }
    for place in scopes.indices {
      for (other, value) in scopes[place]
      where !(place == scopes.count - 1 && other == name) && Self.isOne(value, meaning) {
        scopes[place][other] = .lost(line: line ?? self.line)
      }
    }
  }

  private static func isOne(_ a: Meaning, _ b: Meaning) -> Bool {
    switch (a, b) {
    case (.value(let a), .value(let b)):
      a.text == b.text && a.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    case (.array(let a), .array(let b)):
      a.data === b.data && a.part == b.part && a.side == b.side && a.steps == b.steps
    case (.table(let a), .table(let b)):
      a.data === b.data && a.part == b.part && a.steps == b.steps
    default: false
    }
  }
}

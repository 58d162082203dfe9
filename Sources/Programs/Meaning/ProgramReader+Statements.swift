// What each kind of statement means.
extension ProgramReader {
  func understand(_ statement: PythonStatement) throws(NotUnderstood) {
    switch statement.kind {
    case .comment(let text): comment(text)
    case .pass:
      if statement.source.hasPrefix("del ") { skip() }
    case .unknown(let reason):
      guard !isOfMachine(statement.source) else { return skip() }
      throw NotUnderstood(reason)
    case .imports(let modules):
      for (path, name) in modules {
        note(module: path)
        let module = LibraryPath.canonical(path)
        define(
          name ?? String(path.prefix { $0 != "." }),
          .library(name == nil ? LibraryPath.root(path) : module))
      }
    case .importsFrom(let path, let words):
      note(module: path)
      for (word, name) in words where word != "*" {
        note(module: "\(path).\(word)")
        define(name ?? word, .library(LibraryPath.canonical("\(path).\(word)")))
      }
      if words.contains(where: { $0.word == "*" }) { stars.append(LibraryPath.canonical(path)) }
    case .function(let function):
      note(function: function.name, statement)
      define(function.name, .function(function))
    case .result(let value):
      guard scopes.count > 1 else { throw NotUnderstood("`return` stands outside of a function") }
      returned = Meaning.none
      if let value { returned = try evaluate(value) }
    case .expression(.text(let text)):
      // A text alone is a comment.
      if scopes.count == 1 { for part in text.split(separator: "\n") { comment(String(part)) } }
    case .expression(let value): try perform(value)
    case .assignment(let targets, let value): try assign(value, to: targets)
    case .change(let target, let sign, let value):
      let result = try evaluate(.binary(sign, target, value))
      // NumPy changes the values themselves, which may have other names.
      if case .name(let name) = target, let before = try? evaluate(target) {
        loseAliases(of: before, but: name)
      }
      try bind(target, result)
    case .loop(let target, let over, let body): try loop(target, over, body)
    case .scoped(let names, let body):
      // What stands around the lines says where they run.
      if names.isEmpty, statement.source.hasPrefix("with ") { skip() }
      for scope in names {
        // Files of arrays have a meaning; a device or a strategy has none.
        var meaning = Meaning.unneeded
        try checkScope(scope.value)
        if case .name(let name) = scope.name { wanted = name }
        defer { wanted = nil }
        if case .call(.attribute(_, "load"), _) = scope.value,
          case .value(let value)? = try? evaluate(scope.value)
        {
          meaning = .value(value)
        }
        try bind(scope.name, meaning)
      }
      run(body)
    case .branch(let condition, let body, let otherwise): try branch(condition, body, otherwise)
    }
  }

  /// Throws for what `with` opens, and is neither a file of arrays nor a place to run.
  private func checkScope(_ value: PythonExpression) throws(NotUnderstood) {
    var word = ""
    switch value {
    case .call(.attribute(_, let name), _), .call(.name(let name), _): word = name
    default: break
    }
    switch word {
    case "load": break
    case "scope", "device", "name_scope", "catch_warnings", "errstate", "printoptions", "suppress",
      "custom_object_scope", "option_context":
      skip()
    case "GradientTape":
      throw NotUnderstood(
        "a training loop of one's own: `train m, d` does its steps, and `step m, loss=(x, y) -> …` in its block is one"
      )
    case "open": throw NotUnderstood("a program's own files are neither read nor written here")
    default: throw NotUnderstood("what `with` opens is not known here")
    }
  }

  /// Remembers a line that nothing here needs.
  func skip() { unneeded.append((cell, line)) }

  private func comment(_ text: String) {
    let shown = text.trimmingBlanks
    guard !shown.isEmpty, !shown.hasPrefix("!"), !shown.hasPrefix("-*-") else { return }
    write(["# " + String(shown.map { $0.isNewline ? " " : $0 })])
  }

  private func note(module: String) {
    let path = LibraryPath.canonical(module)
    if path == "keras" || path.hasPrefix("keras.") { usesKeras = true }
    if let found = ForeignFramework(module: path), (framework?.rank ?? 0) < found.rank {
      framework = found
    }
  }

  /// Lines of notebooks and shells: `%matplotlib inline`, `!pip install keras`.
  private func isOfMachine(_ source: String) -> Bool {
    source.hasPrefix("%") || source.hasPrefix("!")
  }

  private func assign(_ value: PythonExpression, to targets: [PythonExpression])
    throws(NotUnderstood)
  {
    if case .attribute(_, "trainable")? = targets.first {
      throw NotUnderstood("layers are frozen where they are trained: `train m, d, freeze=[dense]`")
    }
    if targets.count == 1, case .attribute(let base, "columns") = targets[0],
      case .table(let table) = try evaluate(base)
    {
      return try rename(columnsOf: table, to: try names(try evaluate(value)))
    }
    if targets.count == 1, case .subscripted(let base, let places) = targets[0] {
      switch try evaluate(base) {
      case .library(let path) where path.hasPrefix("os."): return skip()
      case .library(let path) where path.hasPrefix("matplotlib"): return skip()
      case .dictionary:
        // What is kept there has a name of its own.
        _ = try evaluate(value)
        return
      case .table(let table):
        return try assign(try evaluate(value), toColumnOf: table, base, places)
      default: break
      }
      throw NotUnderstood("single elements are not changed here")
    }
    let result = try evaluateStatement(value, for: targets)
    for target in targets { try bind(target, result) }
  }

  /// Gives a name, or several, what was computed.
  func bind(_ target: PythonExpression, _ meaning: Meaning) throws(NotUnderstood) {
    switch target {
    case .name(let name):
      define(name, try named(meaning, name))
    case .tuple(let targets), .list(let targets):
      if targets.count == 1 { return try bind(targets[0], meaning) }
      let values = try parts(of: meaning, count: targets.count)
      for (target, value) in zip(targets, values) { try bind(target, value) }
    case .starred: throw NotUnderstood("`*` in front of a name is not read")
    default: throw NotUnderstood("only names are given values here")
    }
  }

  private func parts(of meaning: Meaning, count: Int) throws(NotUnderstood) -> [Meaning] {
    switch meaning {
    case .items(let items) where items.count == count: return items
    case .unneeded: return Array(repeating: .unneeded, count: count)
    case .evaluation(let name, let fields) where fields.count == count:
      return fields.map { .value(ValueText(text: "\(name).\($0)")) }
    case .evaluation(let name, let fields) where fields.count > count && count == 1:
      return [.value(ValueText(text: "\(name).\(fields[0])"))]
    default: throw NotUnderstood("it does not give \(count) values that are known here")
    }
  }

  /// The meaning under its new name: values that are computed get a line of their own.
  private func named(_ meaning: Meaning, _ name: String) throws(NotUnderstood) -> Meaning {
    switch meaning {
    case .value(let value):
      // `e.accuracy` and another name need no line.
      if value.text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) {
        return meaning
      }
      let own = names.unique(name)
      write(["\(own) = \(value.text)"])
      return .value(
        ValueText(
          text: own, shape: value.shape, isWhole: value.isWhole, isComparison: value.isComparison))
    case .tensor(let node):
      node.name = node.name ?? name
      return meaning
    case .model(let model):
      rename(model, name)
      return meaning
    case .table(let table):
      table.data.latest = table
      return meaning
    case .code: throw NotUnderstood("a `lambda` is a program of its own: `fn f(x) = x^2`")
    default: return meaning
    }
  }

  /// A model is called as the program calls it, as long as no line has another name of it.
  private func rename(_ model: ModelObject, _ name: String) {
    let wanted = ProgramNames.valid(name)
    // The first name in the outermost function that has it.
    guard scopes.count < model.namedAt else { return }
    model.namedAt = scopes.count
    guard !model.isUsed, model.name != wanted, !(wanted == "m" && model.name.hasPrefix("m_")) else {
      return
    }
    names.release(model.name)
    model.name = names.unique(name)
  }

  private func loop(
    _ target: PythonExpression, _ over: PythonExpression, _ body: [PythonStatement]
  ) throws(NotUnderstood) {
    guard case .items(let items) = try evaluate(over) else {
      throw NotUnderstood("only loops over what is written out are unrolled")
    }
    guard items.count <= 200 else {
      throw NotUnderstood("a loop of so many rounds is not unrolled")
    }
    for item in items where returned == nil {
      try bind(target, item)
      run(body)
    }
  }

  private func branch(
    _ condition: PythonExpression, _ body: [PythonStatement], _ otherwise: [PythonStatement]
  ) throws(NotUnderstood) {
    if case .binary("==", .name("__name__"), .text("__main__")) = condition { return run(body) }
    switch try evaluate(condition) {
    case .truth(true): run(body)
    case .truth(false), .none: run(otherwise)
    case .integer(let number): run(number != 0 ? body : otherwise)
    case .unneeded:
      // What may or may not be done is not needed either, or not known.
      guard (body + otherwise).allSatisfy({ isUnneeded($0.kind) }) else {
        throw NotUnderstood("whether it holds is known only when it runs")
      }
      skip()
    default: throw NotUnderstood("whether it holds is known only when it runs")
    }
  }
}

extension ProgramReader {
  /// Whether a statement does nothing that is needed here: settings of a machine, texts that are printed.
  private func isUnneeded(_ kind: PythonStatement.Kind) -> Bool {
    switch kind {
    case .pass, .comment, .imports, .importsFrom: return true
    case .expression(.text): return true
    case .expression(.call(let function, _)):
      if case .name("print") = function { return true }
      guard case .library(let path)? = try? evaluate(function) else { return false }
      return LibraryPath.isUnneeded(path) && LibraryPath.effect(of: path) == nil
    default: return false
    }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmingBlanks: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

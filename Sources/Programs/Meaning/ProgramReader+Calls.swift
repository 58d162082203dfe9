import Exchange

// What calls mean: of functions of libraries, of methods, of functions of the program.
extension ProgramReader {
  func call(
    _ function: PythonExpression, _ arguments: [PythonArgument]
  ) throws(NotUnderstood) -> Meaning {
    let own = wanted
    wanted = nil
    let callee: Meaning
    if case .attribute(let base, let name) = function {
      callee = try attribute(name, of: try evaluate(base), isCalled: true)
    } else {
      callee = try evaluate(function)
    }
    // Texts of `print` are looked at as they are written.
    if case .library("python.print") = callee {
      isBare = false
      try printLine(arguments)
      return .none
    }
    if case .library("python.display") = callee, arguments.count == 1,
      try show(arguments[0].value)
    {
      return .none
    }
    if case .library("os.path.join") = callee {
      var texts: [String] = []
      for argument in arguments {
        if case .text(let text) = try evaluate(argument.value) { texts.append(text) }
      }
      guard !texts.isEmpty else { return .unneeded }
      if texts.count < arguments.count {
        change(
          "the folder is known only when it runs: \(texts.joined(separator: "/")) is looked for here"
        )
      }
      return .text(texts.joined(separator: "/"))
    }
    if case .library(let path) = callee, LibraryPath.isUnneeded(path), !isChart(path) {
      if let effect = LibraryPath.effect(of: path) { throw NotUnderstood(effect) }
      skip()
      return .unneeded
    }
    if case .method(.unneeded, let word) = callee, !isChart("matplotlib.\(word)") {
      if LibraryPath.writing.contains(word) { throw NotUnderstood("it writes or changes a file") }
      skip()
      return .unneeded
    }
    var given = CallArguments()
    for argument in arguments {
      if argument.name == "**" || isStarred(argument.value) {
        throw NotUnderstood("`*` and `**` in front of arguments are not read")
      }
      let value = try self.argument(argument, of: callee)
      if let name = argument.name {
        given.named.append((name, value))
      } else {
        given.positional.append(value)
      }
    }
    wanted = own
    if case .method(.table(let table), let method) = callee,
      case .attribute(.name(let name), _) = function,
      Self.inPlace.contains(method), given.isTrue("inplace")
    {
      let changed = try checked(method, given) { () throws(NotUnderstood) in
        try call(method, of: .table(table), given)
      }
      // The table itself is another one then, under all its names.
      loseAliases(of: .table(table), but: name)
      define(name, changed)
      return .none
    }
    if case .method(.column(let column), let method) = callee,
      ["fillna", "replace"].contains(method), given.isTrue("inplace")
    {
      guard case .attribute(.subscripted(let base, let places), _) = function,
        case .table(let table) = try evaluate(base)
      else { throw NotUnderstood("write `df[\"…\"] = df[\"…\"].\(method)(…)`") }
      let changed = try checked(method, given) { () throws(NotUnderstood) in
        try call(method, of: .column(column), given)
      }
      try assign(changed, toColumnOf: table, base, places)
      return .none
    }
    switch callee {
    case .library(let path):
      return try checked(LibraryPath.last(path), given) { () throws(NotUnderstood) in
        try call(path, given)
      }
    case .method(let receiver, let method):
      return try checked(method, given) { () throws(NotUnderstood) in
        try call(method, of: receiver, given)
      }
    case .layer(let layer):
      return try checked("call", given) { () throws(NotUnderstood) in try apply(layer, to: given) }
    case .model(let model):
      return try checked("call", given) { () throws(NotUnderstood) in try apply(model, to: given) }
    case .function(let function): return try inline(function, given)
    default: throw NotUnderstood("what is called is not known here")
    }
  }

  /// What an argument means; of `compile`, and of the callbacks of `fit`, what is not understood leaves the others.
  private func argument(
    _ argument: PythonArgument, of callee: Meaning
  ) throws(NotUnderstood) -> Meaning {
    guard case .method(.model, let method) = callee,
      method == "compile" || method == "fit" && argument.name == "callbacks"
    else { return try evaluate(argument.value) }
    return read(argument.value)
  }

  private func read(_ expression: PythonExpression) -> Meaning {
    do throws(NotUnderstood) { return try evaluate(expression) } catch {
      if case .list(let items) = expression { return .items(items.map(read)) }
      var name: String?
      switch expression {
      case .name(let own), .call(.name(let own), _): name = own
      default: break
      }
      return .unread(name: name, reason: error.reason)
    }
  }

  /// What a call gives; where one of its arguments was not read, its lines are taken back and it throws.
  private func checked(
    _ word: String, _ given: CallArguments, _ call: () throws(NotUnderstood) -> Meaning
  ) throws(NotUnderstood) -> Meaning {
    let (before, told) = (pieces.count, remarks.count)
    let meaning = try call()
    do throws(NotUnderstood) {
      try checkRead(word, given)
    } catch {
      pieces.removeSubrange(min(before, pieces.count)...)
      remarks.removeSubrange(min(told, remarks.count)...)
      throw error
    }
    return meaning
  }

  private func isStarred(_ expression: PythonExpression) -> Bool {
    if case .starred = expression { true } else { false }
  }

  /// A function of the program: its body is read here, with its parameters as names.
  private func inline(_ function: PythonFunction, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    guard calls < Self.deepestCall else {
      throw NotUnderstood("functions call one another too many times")
    }
    var scope: [String: Meaning] = [:]
    for (place, parameter) in function.parameters.enumerated() {
      if let value = given.value(parameter.name, at: place) {
        scope[parameter.name] = value
      } else if let usual = parameter.value {
        scope[parameter.name] = try evaluate(usual)
      } else {
        throw NotUnderstood("`\(function.name)` is called without `\(parameter.name)`")
      }
    }
    let (before, place, own) = (returned, line, wanted)
    functions.last { $0.name == function.name }?.isCalled = true
    scopes.append(scope)
    calls += 1
    returned = nil
    wanted = nil
    isBare = false
    run(function.body)
    let result = returned ?? Meaning.none
    scopes.removeLast()
    calls -= 1
    (returned, line, wanted) = (before, place, own)
    if case .lost(let origin) = result {
      throw NotUnderstood("line \(origin) of `\(function.name)` was not understood")
    }
    return result
  }

  /// A function or a class of a library.
  func call(_ path: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    let word = LibraryPath.last(path)
    switch LibraryPath.root(path) {
    case "keras": return try callKeras(path, word, given)
    case "numpy", "tensorflow", "math": return try callNumerics(path, word, given)
    case "pandas": return try callTables(word, given)
    case "sklearn": return try callScikit(path, word, given)
    case "matplotlib", "seaborn": return try callCharts(word, given)
    case "python": return try callBuiltin(word, given)
    case "torch": throw NotUnderstood("it is PyTorch")
    default: throw NotUnderstood("`\(LibraryPath.root(path))` is no library that is read here")
    }
  }

  private func callKeras(
    _ path: String, _ word: String, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    usesKeras = true
    switch LibraryPath.part(path) {
    case "optimizers", "schedules", "losses", "metrics", "callbacks", "regularizers",
      "initializers", "constraints":
      if LibraryPath.part(path) == "callbacks", !Self.knownCallbacks.contains(word) {
        given.markAllRead()
        // A function that it calls is what the training lacks.
        for value in given.positional + given.named.map(\.value) {
          if case .function(let function) = value { speak(of: function.name) }
        }
        return .constructed("callbacks", KerasLayer(word))
      }
      // `keras.losses.mean_squared_error(y, p)` is a number.
      return .constructed(LibraryPath.part(path), try given.keras(word))
    case "datasets":
      // Other data than those of all arguments are put into their file by Python itself.
      if LibraryPath.part(path) == "datasets", !path.contains(".mnist.") { given.markAllRead() }
      return try loadDataset(path)
    case "activations", "ops": return try applyFunction(word, given)
    case "applications":
      throw NotUnderstood(
        "trained nets are files: `model.save(\"base.keras\")` in Python, then `base = load \"base.keras\"`"
      )
    case "utils", "preprocessing": return try callUtilities(word, given)
    case "backend": throw NotUnderstood("`\(word)` of Keras's back end is not read")
    case "models" where word == "load_model", "saving" where word == "load_model":
      return try loadModel(given)
    default: break
    }
    switch word {
    case "Sequential": return .model(try sequential(given))
    case "Model", "Functional": return .model(try functional(given))
    case "Input", "InputLayer": return .tensor(try input(given))
    case "load_model": return try loadModel(given)
    case "Lambda":
      throw NotUnderstood("a `Lambda` is a program of its own: write `activation x -> x^2`")
    case "add", "multiply", "average", "concatenate":
      guard let inputs = tensors(given.value("inputs", at: 0)) else { break }
      return .tensor(join(word, inputs, axis: given.whole("axis", at: 1) ?? -1))
    case "subtract", "maximum", "minimum": return try applyFunction(word, given)
    default: break
    }
    return .layer(LayerObject(try given.keras(word), line: line))
  }
}

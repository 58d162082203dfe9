// The gate behind each call: an argument that nobody read is not left out in silence.
extension ProgramReader {
  /// Throws where an argument of a call was not read and may change what it gives.
  func checkRead(_ word: String, _ given: CallArguments) throws(NotUnderstood) {
    let own = Self.harmless[word] ?? []
    let unread = given.unread { name, value in
      if word == "call", name == "training", case .truth(false) = value { return true }
      if value.isNone || Self.everywhere.contains(name) || own.contains(name) { return true }
      switch (name, value) {
      case ("dtype", _): return Self.isFloat(value)
      case ("order", .text("C")), ("copy", .truth), ("keepdims", .truth(false)),
        ("ddof", .integer(0)), ("endpoint", .truth(true)), ("header", .integer(0)),
        ("header", .text("infer")), ("encoding", .text("utf-8")):
        return true
      default: return false
      }
    }
    if word == "call", given.named.contains(where: { $0.name == "training" }) {
      change(
        "`training=False` is left out: only `predict` and `evaluate` leave out what training adds")
    }
    guard let unread else { return }
    throw NotUnderstood("\(unread) of `\(word)` is not read here")
  }

  /// Arguments that change no number.
  private static let everywhere: Set = ["verbose", "name", "seed", "errors"]

  private static let harmless: [String: Set<String>] = [
    "fit": ["workers", "use_multiprocessing", "max_queue_size"],
    "evaluate": ["batch_size", "workers", "use_multiprocessing", "return_dict"],
    "predict": ["batch_size", "workers", "use_multiprocessing"],
    "compile": ["jit_compile", "run_eagerly", "steps_per_execution", "auto_scale_loss"],
    "summary": ["line_length", "positions", "expand_nested", "show_trainable", "print_fn"],
    "save": ["overwrite", "save_format", "include_optimizer"], "load_model": ["compile"],
    "load_data": ["path"], "read_csv": ["engine", "low_memory"],
    "Input": ["dtype", "batch_size"], "InputLayer": ["dtype", "batch_size"],
    "get_dummies": ["prefix", "prefix_sep", "dtype"], "seed": ["seed"],
    "to_categorical": ["num_classes", "dtype"], "randint": ["dtype"], "integers": ["dtype"],
  ]

  /// Whether a type keeps fractions.
  static func isFloat(_ type: Meaning) -> Bool {
    ["float32", "float64", "float", "double", "floatx", "float_"].contains(typeName(type))
  }

  private static func typeName(_ type: Meaning) -> String? {
    switch type {
    case .text(let name): name
    case .library(let path): LibraryPath.last(path)
    default: nil
    }
  }

  /// A value as numbers of a type; throws where fractions would be cut off.
  func cast(_ meaning: Meaning, to type: Meaning?) throws(NotUnderstood) -> Meaning {
    guard let type, !type.isNone, !Self.isFloat(type) else { return meaning }
    let name = Self.typeName(type) ?? ""
    guard name.hasPrefix("int") || name.hasPrefix("uint") || name.hasPrefix("bool") else {
      if case .column = meaning, ["category", "str", "object"].contains(name) { return meaning }
      throw NotUnderstood("numbers of the type `\(name)` have no counterpart here")
    }
    let isTruth = name.hasPrefix("bool")
    switch meaning {
    case .integer where !isTruth: return meaning
    case .number(let number) where !isTruth:
      if let whole = Int(exactly: number.rounded(.towardZero)) { return .integer(whole) }
    case .items where !isTruth && isWhole(meaning): return meaning
    case .value(let value) where isTruth ? value.isComparison : value.isWhole: return meaning
    case .array(let array) where array.side == .targets && !isTruth:
      let last = array.steps.last { $0.hasPrefix("relabel") } ?? " == "
      if Self.compares(last) { return meaning }
    case .array(let array) where !isTruth && array.data.hasParts && array.data.classes != nil:
      let isScaled = array.steps.contains { step in
        ["rescale", "standardize", "min_max"].contains { step.hasPrefix($0) }
      }
      if !isScaled { return meaning }
    case .column(let column) where column.condition != nil: return meaning
    case .column where !isTruth:
      change("`astype` is left out: whole numbers stay, numbers with fractions keep them")
      return meaning
    default: break
    }
    throw NotUnderstood("fractions are cut off there: write `floor`, or `round`")
  }

  private func isWhole(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .integer: true
    case .items(let items): items.allSatisfy(isWhole)
    default: false
    }
  }

  static func compares(_ text: String) -> Bool {
    [" == ", " != ", " > ", " < ", " >= ", " <= "].contains(where: text.contains)
  }
}

import Catalog

/// Calls of other libraries that read and write models and arrays: `load_model("x.keras")`, `torch.save(m, "x.pt")`.
struct ModelFileForms {
  /// Whether the user has a value of this name: then it stands for no library.
  var isOwn: (String) -> Bool = { _ in false }

  /// What is told of a line that is such a call, alone or as what a name is given; `nil` for others.
  func hint(for line: String) -> String? {
    var (target, text) = ("", PythonText.trimmed(line))
    if let (name, value) = PythonText.named(text) { (target, text) = ("\(name) = ", value) }
    let characters = Array(text)
    guard let open = characters.firstIndex(of: "("),
      let (items, close) = PythonText.arguments(characters, from: open),
      close == characters.count - 1
    else { return nil }
    let path = String(characters[..<open]).split(separator: ".").map(String.init)
    guard let word = path.last, path.allSatisfy(PythonText.isWord),
      !isOwn(path[0]) || Self.methods.contains(word),
      let file = Self.file(in: items)
    else { return nil }
    let call = Call(path: path, word: word, items: items, file: file, target: target)
    return call.pickle ?? call.line.map { "write `\($0)`" }
  }

  /// Methods that a user's own value is asked for.
  private static let methods: Set<String> = ["load_state_dict", "to_csv"]

  /// The first text in quotation marks: `"x.pt"`, or that of `open("x.pkl", "wb")`.
  private static func file(in items: [String]) -> String? {
    for item in items {
      guard let start = item.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { continue }
      let rest = item[item.index(after: start)...]
      guard let end = rest.firstIndex(of: item[start]), end > rest.startIndex,
        rest[..<end].contains("."), !rest[..<end].contains("\\")
      else { continue }
      return String(rest[..<end])
    }
    return nil
  }

  /// Where a model of PyTorch goes: a state dictionary without a pickle.
  static func stateFile(_ name: String) -> String { stem(name) + ".pt.safetensors" }

  static func stem(_ name: String) -> String {
    for end in pickled + [".safetensors", ".pt.safetensors", ".onnx", ".keras", ".h5", ".hdf5"] {
      if let stem = PythonText.cut(name, end), !stem.isEmpty { return stem }
    }
    return name
  }

  /// How files end that are programs for Python.
  static let pickled = [".pth", ".pt", ".pkl", ".pickle", ".joblib", ".ckpt", ".bin"]
}

/// One such call.
private struct Call {
  let path: [String]
  let word: String
  let items: [String]
  let file: String
  /// `m = ` where the line gives a name a value.
  let target: String

  private var library: String { path[0] }
  private var named: String { target.isEmpty ? "m = " : target }

  /// What is written: `m` of `m.state_dict()`.
  private var value: String {
    let plain = items.first { PythonText.named($0) == nil && !$0.contains(file) }
    let text = plain.map { PythonText.cut($0, ".state_dict()") ?? $0 } ?? "m"
    return text == "model" ? "m" : text
  }

  /// Files that would have to be run are not read.
  var pickle: String? {
    let isLoad = word == "load" && Self.picklers.contains(library)
    guard isLoad || word == "load_state_dict" else { return nil }
    let isSafe = file.hasSuffix(".safetensors")
    let owner = word == "load_state_dict" && path.count == 2 && library != "model" ? library : "m"
    let line =
      "load \"\(isSafe ? file : ModelFileForms.stem(file) + ".safetensors")\", into=\(owner)"
    return isSafe
      ? "write `\(line)`"
      : "write `\(line)`, of weights that Python saved as safetensors: `load \"\(file)\"` says how"
  }

  private static let picklers: Set<String> = ["torch", "pickle", "joblib", "dill", "cloudpickle"]
  private static let numeric: Set<String> = ["np", "numpy", "jnp", "jax"]

  var line: String? {
    switch word {
    case "load_model", "InferenceSession": return "\(named)load \"\(file)\""
    case "load" where library == "onnx": return "\(named)load \"\(file)\""
    case "load" where Self.numeric.contains(library):
      return "\(target.isEmpty ? "x = " : target)load \"\(file)\""
    case "loadtxt", "genfromtxt":
      return "\(target.isEmpty ? "d = " : target)data csv(\"\(file)\")"
    case "load_file": return "load \"\(file)\", into=m"
    case "save" where library == "torch", "save_file":
      return "export \(value), \"\(ModelFileForms.stateFile(file))\""
    case "save_model":
      return library == "safetensors"
        ? "export \(value), \"\(ModelFileForms.stateFile(file))\"" : "export \(value), \"\(file)\""
    case "export" where library == "torch", "save" where library == "onnx":
      return "export \(value), \"\(file)\""
    case "dump" where Self.picklers.contains(library):
      return "save \(value), \"\(ModelFileForms.stem(file)).safetensors\""
    case "save" where Self.numeric.contains(library), "savetxt":
      return "export \(value == "m" ? "x" : value), \"\(file)\""
    case "savez", "savez_compressed":
      let fields = items.compactMap(PythonText.named).map { "\($0.name): \($0.value)" }
      return fields.isEmpty ? nil : "export {\(fields.joined(separator: ", "))}, \"\(file)\""
    default: return method
    }
  }

  /// Methods of `model`, which is a word here.
  private var method: String? {
    if word == "to_csv", path.count == 2 { return "export \(library), \"\(file)\"" }
    guard path == ["model", word] || path.first == "self" else { return nil }
    return MethodHabits.fileLine(word, "m", file)
  }
}

extension MethodHabits {
  /// `m.save("x.keras")`, `m.load_weights("w.h5")` as lines.
  func fileLine(_ word: String, _ arguments: [String]) -> String? {
    let given = arguments.filter { PythonText.named($0) == nil }.map(LayerTranslation.value)
    let file = given.first.map(PythonText.unquoted) ?? ""
    if let line = Self.fileLine(word, receiver, file) { return line }
    guard word.hasPrefix("load") else {
      return "save \(receiver), \(given.first.map(ownFile) ?? modelFile("m"))"
    }
    return "\(receiver) = load \(given.isEmpty ? modelFile("m") : "\"\(file)\"")"
  }

  /// Files of Keras and PyTorch are not written here.
  private func ownFile(_ text: String) -> String {
    for end in [".h5", ".keras", ".pt", ".pth", ".hdf5", ".ckpt", ".pkl"] {
      if let name = PythonText.cut(PythonText.unquoted(text), end) { return modelFile(name) }
    }
    return text
  }

  private func modelFile(_ name: String) -> String {
    "\"\(name)\(files.holding(.model).first?.suffix ?? "")\""
  }

  /// Methods of a model that read or write a file; `nil` for others, and for files of one's own.
  static func fileLine(_ word: String, _ receiver: String, _ file: String) -> String? {
    let isPickle = ModelFileForms.pickled.contains { file.hasSuffix($0) }
    switch word {
    case "save", "export", "save_pretrained":
      if isPickle { return "export \(receiver), \"\(ModelFileForms.stateFile(file))\"" }
      return [".keras", ".h5", ".onnx"].contains { file.hasSuffix($0) }
        ? "export \(receiver), \"\(file)\"" : nil
    case "save_weights" where file.hasSuffix(".weights.h5"):
      return "export \(receiver), \"\(file)\""
    case "load_weights" where file.hasSuffix(".weights.h5"):
      return "load \"\(file)\", into=\(receiver)"
    case "load_state_dict" where isPickle || file.hasSuffix(".safetensors"):
      return "load \"\(ModelFileForms.stem(file)).safetensors\", into=\(receiver)"
    default: return nil
    }
  }
}

import Exchange
import Language
import Learning

/// Paths of modules of Python, under one name each.
enum LibraryPath {
  /// `tensorflow.keras.layers` as `keras.layers`; other paths as they are.
  static func canonical(_ path: String) -> String {
    for prefix in prefixes where path == prefix || path.hasPrefix(prefix + ".") {
      return "keras" + path.dropFirst(prefix.count)
    }
    if path == "jax.numpy" || path.hasPrefix("jax.numpy.") {
      return "numpy" + path.dropFirst("jax.numpy".count)
    }
    return path
  }

  private static let prefixes = [
    "tensorflow.keras", "tensorflow.python.keras", "tensorflow.compat.v1.keras", "tf_keras",
    "keras.api", "keras.src",
    "keras._tf_keras.keras",
  ]

  /// The module of the name that `import a.b` gives: `a`.
  static func root(_ path: String) -> String { String(path.prefix { $0 != "." }) }

  /// The last word of a path.
  static func last(_ path: String) -> String {
    String(path.split(separator: ".").last ?? "")
  }

  /// The part of Keras that a path leads to: `layers` of `keras.layers.Dense`; empty for others.
  static func part(_ path: String) -> String {
    let words = path.split(separator: ".")
    guard words.count > 2, words[0] == "keras" else { return "" }
    return words.contains("schedules") ? "schedules" : String(words[1])
  }

  /// Whether a module is known to have a name.
  static func module(_ path: String, has name: String) -> Bool {
    switch path {
    case "keras.layers":
      KerasLayers.coverage(of: name) != .refused || LayerHabits.hint(for: name, "") != nil
        || ["Input", "add", "multiply", "average", "concatenate", "subtract", "maximum", "minimum"]
          .contains(name)
    case "keras.models", "keras":
      ["Sequential", "Model", "load_model", "Input", "layers"].contains(name)
    case "keras.optimizers": Optimizers.named(name.lowercased()) != nil
    case "keras.callbacks":
      ["EarlyStopping", "ReduceLROnPlateau", "ModelCheckpoint"].contains(name)
    case "numpy":
      ["array", "zeros", "ones", "random", "linspace", "arange", "expand_dims", "argmax"].contains(
        name)
    default: false
    }
  }

  /// What a call of a module does that is no setting and no decoration: why it is left; `nil` where it does nothing.
  static func effect(of path: String) -> String? {
    let word = last(path)
    switch root(path) {
    case "sys" where word == "exit":
      return "the program ends there; the lines behind it stand here all the same"
    case "os" where !path.hasPrefix("os.path"):
      let changing: Set = [
        "system", "popen", "remove", "unlink", "rename", "replace", "rmdir", "removedirs", "kill",
        "_exit", "abort", "truncate", "link", "symlink", "chmod", "startfile",
      ]
      let runs = word.hasPrefix("exec") || word.hasPrefix("spawn")
      return changing.contains(word) || runs
        ? "it changes files or runs another program, which is not done here" : nil
    case "shutil":
      return ["which", "disk_usage"].contains(word)
        ? nil : "it changes files, which is not done here"
    case "random":
      return word == "shuffle" ? "it changes an order that is not known here" : nil
    case "matplotlib", "seaborn":
      return ["savefig", "imsave"].contains(word) ? "it writes a picture of a chart" : nil
    default: return nil
    }
  }

  /// Methods by which something that has no meaning here writes a file.
  static let writing: Set = [
    "write", "writelines", "write_text", "write_bytes", "unlink", "rmdir", "rename", "dump",
    "savefig", "save", "extractall",
  ]

  /// Modules whose calls change nothing here: settings of a machine, decorations of charts.
  static func isUnneeded(_ path: String) -> Bool {
    if [
      "os", "sys", "warnings", "logging", "time", "gc", "random", "datetime", "pathlib", "shutil",
      "IPython", "google",
    ]
    .contains(root(path)) {
      return true
    }
    if path.hasPrefix("tensorflow.config") || path.hasPrefix("tensorflow.distribute")
      || path.hasPrefix("tensorflow.get_logger")
      || path.hasPrefix("tensorflow.compat.v1.logging") || path.hasPrefix("keras.mixed_precision")
      || path.hasPrefix("keras.config") || path.hasPrefix("keras.backend.clear_session")
      || path.hasPrefix("numpy.set_printoptions") || path.hasPrefix("pandas.set_option")
    {
      return true
    }
    return path.hasPrefix("matplotlib") || path.hasPrefix("seaborn")
  }
}

import Engine
import Support

/// Names, numbers and texts as Python writes them.
enum PythonText {
  /// The function that shows something.
  static let show = "print"

  /// Words of the language, and names that the programs give a meaning.
  private static let taken: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield", "torch", "nn", "F", "np", "numpy", "jax", "jnp", "lax", "keras", "layers", "self",
    "math", "Model", "params", "batch", "float", "int", "range", "len", "zip", "training",
    "forward",
    "train", "eval", "double", "to", "type", "apply", "modules", "parameters", "load", "prepare",
    "classes", "state", "key", "print", "list", "dict", "map", "min", "max", "sum", "state_dict",
    "compile", "half", "device", "answer", "cuda", "cpu", "children", "buffers", "share_memory",
    "name", "dtype",
  ]

  /// A name of Python's for one of nabla's: dots and what is no letter become `_`, and words that mean
  /// something get one at the end.
  static func identifier(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      result.unicodeScalars.append(isPlain ? scalar : "_")
    }
    if result.isEmpty || ("0"..."9").contains(result.unicodeScalars.first ?? "0") {
      result = "_" + result
    }
    return taken.contains(result) ? result + "_" : result
  }

  /// A number of a type, with the digits that it needs there.
  static func number(_ value: Double, _ dtype: DType = .float64) -> String {
    if value.isNaN { return "float(\"nan\")" }
    if value.isInfinite { return value > 0 ? "float(\"inf\")" : "float(\"-inf\")" }
    switch dtype {
    case .int32: return NumberText.exact(value)
    case .float32: return "\(Float(value))"
    case .float64: return "\(value)"
    }
  }

  /// The same where something may stand in front or behind.
  static func operand(_ value: Double, _ dtype: DType) -> String {
    let text = number(value, dtype)
    return text.hasPrefix("-") ? "(\(text))" : text
  }

  /// A tuple; one of a single item keeps its comma.
  static func tuple(_ items: [some CustomStringConvertible]) -> String {
    items.count == 1
      ? "(\(items[0]),)" : "(" + items.map(\.description).joined(separator: ", ") + ")"
  }

  /// A pair of equal numbers as one.
  static func pair(_ items: [Int]) -> String {
    Set(items).count == 1 ? "\(items[0])" : tuple(items)
  }

  /// A text in quotation marks, whatever is in it.
  static func text(_ text: String) -> String { JSON.text(text).description }

  static func flag(_ truth: Bool) -> String { truth ? "True" : "False" }
}

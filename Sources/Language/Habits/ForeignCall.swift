/// One call of another library, `np.random.randn(3, 4)`, with the rules for words whose form differs.
struct ForeignCall {
  var path: [String]
  /// As written, cut at the commas.
  var arguments: [String]
  /// Turns a literal or a nested call into this language's form.
  var value: (String) -> String

  private var last: String { path[path.count - 1] }

  private var positional: [String] {
    arguments.filter { PythonText.named($0) == nil }.map(value)
  }

  private func named(_ names: String...) -> String? {
    arguments.lazy.compactMap(PythonText.named).first { names.contains($0.name) }.map {
      value($0.value)
    }
  }

  /// All arguments that mean something here, as they are written here.
  var options: [String] {
    arguments.compactMap { argument in
      guard let (name, text) = PythonText.named(argument) else {
        return argument.hasSuffix("parameters()") ? nil : value(argument)
      }
      if Self.dropped.contains(name) { return nil }
      return "\(Self.renamed[name] ?? name)=\(value(text))"
    }
  }

  /// The layers of `nn.Linear(3, 4)`, or of what stands inside.
  var layers: [String] {
    LayerTranslation.lines(of: "\(last)(\(arguments.joined(separator: ", ")))")
  }

  /// The whole call in this language; `nil` for words that only have another name.
  var line: String? {
    let first = positional.first
    switch last {
    case "array", "asarray", "tensor", "as_tensor", "constant", "Variable", "from_numpy", "Tensor",
      "FloatTensor", "float32", "float64", "int32", "int64", "Parameter":
      return first
    case "zeros", "ones", "empty":
      return shape.map { "\(last == "ones" ? "ones" : "zeros")(\($0))" }
    case "rand", "random_sample": return shape.map { "uniform(\($0))" }
    case "randn", "standard_normal": return shape.map { "normal(\($0))" }
    case "random" where path.count > 1: return shape.map { "uniform(\($0))" } ?? "uniform([1])[0]"
    case "normal" where path.contains("random"), "uniform" where path.contains("random"):
      return drawn
    case "seed", "manual_seed", "set_seed", "set_random_seed", "default_rng":
      return first.map { "seed \($0)" }
    case "arange": return first == nil ? nil : "range(\(positional.joined(separator: ", ")))"
    case "repeat" where first != nil: return "repeat_elements(\(options.joined(separator: ", ")))"
    case "trace" where first != nil: return "matrix_trace(\(options.joined(separator: ", ")))"
    case "concatenate", "cat", "concat", "vstack": return joined(axis: named("axis", "dim"))
    case "hstack": return joined(axis: "1")
    case "matmul", "mm": return positional.count == 2 ? positional.joined(separator: " @ ") : nil
    case "power", "pow": return positional.count == 2 ? positional.joined(separator: "^") : nil
    case "e" where arguments.isEmpty: return "exp(1)"
    case "read_csv":
      let named = arguments.compactMap(PythonText.named).compactMap(TableHabits.option)
      return first.map { "data csv(\(([$0] + named).joined(separator: ", ")))" }
    case "load_data": return path.contains { $0.contains("mnist") } ? "data mnist" : nil
    case "make_moons": return points("moons")
    case "make_circles": return points("circle")
    case "make_blobs": return points("gauss")
    case "plot", "scatter", "imshow":
      return ["plt", "sns", "matplotlib"].contains(path[0])
        ? "plot \(positional.joined(separator: ", "))" : nil
    case "Sequential": return model
    default: return nil
    }
  }

  /// `(2, 3)`, `[2, 3]`, `2, 3` or `size=(2, 3)` as `[2, 3]`.
  private var shape: String? {
    let written = named("size", "shape").map { [$0] } ?? positional
    guard let first = written.first else { return nil }
    return written.count == 1 && first.hasPrefix("[")
      ? first : "[\(written.joined(separator: ", "))]"
  }

  /// NumPy's order is mean, deviation, size; TensorFlow's begins with the shape.
  private var drawn: String? {
    let isShapeFirst = ["tf", "tensorflow", "keras", "torch"].contains(path[0])
    let values = positional
    let bounds = last == "normal" ? ["mean", "std"] : ["low", "high"]
    var rest = isShapeFirst ? Array(values.dropFirst()) : Array(values.prefix(2))
    guard
      let size = named("size", "shape") ?? (isShapeFirst ? values.first : values.dropFirst(2).first)
    else { return nil }
    rest = zip(bounds, rest).map { "\($0)=\($1)" }
    let extents = size.hasPrefix("[") ? size : "[\(size)]"
    return "\(last)(\(([extents] + rest).joined(separator: ", ")))"
  }

  private func joined(axis: String?) -> String? {
    positional.first.map { "concat(\($0)" + (axis.map { ", axis=\($0)" } ?? "") + ")" }
  }

  private func points(_ kind: String) -> String {
    let count = named("n_samples") ?? positional.first ?? "200"
    return "generated(\(kind), \(count)" + (named("noise").map { ", noise=\($0)" } ?? "") + ")"
  }

  /// `Sequential([Dense(4), …])` as a model; the input's size stands in a layer or is a guess.
  private var model: String? {
    let inside = arguments.joined(separator: ", ")
    let lines = LayerTranslation.lines(of: inside)
    guard !lines.isEmpty else { return "model 784 { dense 10 }" }
    return "model \(inputSize(inside)) { \(lines.joined(separator: "; ")) }"
  }

  private func inputSize(_ text: String) -> String {
    for mark in ["input_shape=", "input_dim=", "shape=", "Input(", "Linear("] {
      guard let found = text.range(of: mark) else { continue }
      let rest = text[found.upperBound...]
      if rest.first == "(" || rest.first == "[" {
        guard let (items, _) = PythonText.arguments(Array(rest), from: 0) else { continue }
        return items.count == 1 ? items[0] : "[\(items.joined(separator: ", "))]"
      }
      let digits = rest.prefix { $0.isNumber }
      if !digits.isEmpty { return String(digits) }
    }
    return "784"
  }

  private static let dropped: Set<String> = [
    "dtype", "device", "requires_grad", "name", "out", "inplace", "random_state", "verbose",
  ]
  private static let renamed = [
    "lr": "learning_rate", "dim": "axis", "keepdim": "keepdims", "betas": "beta_1",
    "eps": "epsilon",
  ]
}

extension String {
  /// Where a text first occurs.
  func range(of part: String) -> Range<String.Index>? {
    guard !part.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return start..<index(start, offsetBy: part.count)
      }
      start = index(after: start)
    }
    return nil
  }
}

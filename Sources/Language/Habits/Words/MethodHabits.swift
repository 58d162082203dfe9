import Catalog

/// `x.mean()`, `m.fit(x, y)`: methods of other libraries as lines of this language.
package struct MethodHabits {
  /// What stands before the dot.
  package enum Owner: Sendable { case model, tensor, dataset, run, other }

  /// What kind of value `receiver` is.
  package var owner: Owner
  /// As written: `m`, `d.x`.
  package var receiver: String
  /// Whether the language has a function of this name that takes a tensor first.
  package var isFunction: (String) -> Bool
  /// A data set of the user, for lines that need one.
  package var dataset: String
  /// A weight of the model behind `receiver`: `dense.kernel`.
  package var weight: String?
  /// The columns of the data set behind `receiver`.
  package var columns: [String] = []
  /// The kinds of file, for names of models.
  let files: FileSignatures

  /// A method's owner, and how the source calls it; the data set is `d` where none is given.
  package init(
    _ owner: Owner, _ receiver: String, isFunction: @escaping (String) -> Bool = { _ in false },
    dataset: String? = nil, weight: String? = nil, files: FileSignatures
  ) {
    self.files = files
    self.owner = owner
    self.receiver = receiver
    self.isFunction = isFunction
    self.dataset = dataset ?? "d"
    self.weight = weight
  }

  /// What to type instead; `arguments` are as written, `nil` where the word is only read.
  package func hint(for word: String, _ arguments: [String]?) -> String? {
    if owner == .dataset,
      let hint = TableMethods(receiver: receiver, columns: columns).hint(for: word, arguments ?? [])
    {
      return hint
    }
    return line(for: word, arguments).map { "write `\($0)`" } ?? remark(on: word)
  }

  func line(for word: String, _ arguments: [String]?) -> String? {
    let given = arguments ?? []
    if word == "to_csv", let file = given.first {
      return "export \(receiver), \"\(PythonText.unquoted(file))\""
    }
    switch owner {
    case .model: return modelLine(word, given)
    case .tensor: return tensorLine(word, given)
    case .dataset: return datasetLine(word, given)
    case .run: return runLine(word)
    case .other:
      return word == "append"
        ? appended(given) : rows(word, given) ?? counts(word) ?? functionLine(word, given)
    }
  }

  /// What needs no line at all.
  private func remark(on word: String) -> String? {
    switch word {
    case "adapt": "leave it out: the layer learns mean and variance in `train`"
    case "trainable", "requires_grad":
      owner == .model
        ? "layers are frozen where they are trained: `train m, d, freeze=[dense]`" : nil
    case "history", "losses":
      owner == .model
        ? "a training is a value: `r = train \(receiver), \(dataset)`, then `r.loss`" : nil
    case "optimizer", "loss", "metrics":
      owner == .model
        ? "it stands where a model is trained: `train \(receiver), \(dataset), \(word)=…`" : nil
    case "dtype": "leave it out: `set dtype=float64` chooses for all"
    case _ where files.named(".\(word)") != nil:
      "the name of a file stands in quotation marks: \"\(receiver).\(word)\""
    case "to", "cuda", "cpu", "train", "eval", "zero_grad", "backward", "build", "requires_grad_":
      owner == .model || owner == .tensor
        ? "leave it out: `train` does what is needed, everything else is inference" : nil
    default: nil
    }
  }

  private func values(_ arguments: [String]) -> [String] {
    arguments.filter { PythonText.named($0) == nil }.map(LayerTranslation.value)
  }

  /// `epochs=5, validation_data=(a, b)` as the arguments of `train` or `evaluate`.
  private func options(_ arguments: [String]) -> [String] {
    arguments.compactMap { argument in
      guard let (name, text) = PythonText.named(argument), !dropped.contains(name) else {
        return nil
      }
      let value = LayerTranslation.value(text)
      if name == "lr" || name == "learning_rate" { return "optimizer=adam(\(value))" }
      guard name == "validation_data" else { return "\(name)=\(quotesRemoved(value))" }
      let pair = value.hasPrefix("[") ? String(value.dropFirst().dropLast()) : nil
      return "validation=" + (pair.map { "table(\($0))" } ?? value)
    }
  }

  /// Words of a list stand without quotes: `metrics=[accuracy]`.
  private func quotesRemoved(_ text: String) -> String {
    guard text.hasPrefix("["), let inside = PythonText.arguments(Array(text), from: 0) else {
      return text
    }
    return "[\(inside.items.map(LayerTranslation.value).joined(separator: ", "))]"
  }

  /// Whether it may give a data set: a number, a text and a list do not.
  private func isExpression(_ text: String) -> Bool {
    guard let first = text.first else { return false }
    return first.isLetter || first == "_"
  }

  private func command(_ verb: String, _ data: [String], _ options: [String]) -> String {
    let data = data.count == 2 ? ["table(\(data[0]), \(data[1]))"] : Array(data.prefix(1))
    return verb + " " + ([receiver] + data + options).joined(separator: ", ")
  }

  private func modelLine(_ word: String, _ arguments: [String]) -> String? {
    let given = values(arguments)
    switch word {
    case "fit", "train_on_batch":
      let isData = given.count > 1 || given.first.map(isExpression) == true
      return command("train", isData ? given : [dataset], options(arguments))
    case "compile": return command("train", [dataset], options(arguments))
    case "evaluate", "score", "test_on_batch":
      let isData = given.count > 1 || given.first.map(isExpression) == true
      return command("evaluate", isData ? given : [dataset], [])
    case "predict", "predict_on_batch", "predict_proba":
      return "predict \(receiver), \(given.first.map(rows) ?? dataset + ".x")"
    case "forward", "call", "__call__": return given.first.map { "\(receiver)(\($0))" }
    case "summary", "count_params", "layers", "modules", "children", "shape", "input_shape",
      "output_shape":
      return "summary \(receiver)"
    case "save", "save_weights", "export", "save_pretrained", "load", "load_weights",
      "load_state_dict":
      return fileLine(word, arguments)
    case "weights", "get_weights", "trainable_weights", "trainable_variables", "variables",
      "parameters", "named_parameters", "state_dict", "kernel", "weight", "coef_", "coefs_":
      return weight.map { "\(receiver).\($0)" }
    case "add":
      let lines = LayerTranslation.lines(of: arguments.joined(separator: ", "))
      return lines.isEmpty ? nil : "\(receiver) = model 784 { \(lines.joined(separator: "; ")) }"
    case "plot": return "plot \(receiver), \(dataset)"
    case "clone", "copy": return "copy \(receiver)"
    default: return nil
    }
  }

  private func tensorLine(_ word: String, _ arguments: [String]) -> String? {
    let given = values(arguments)
    switch word {
    case "shape": return "shape(\(receiver))"
    case "ndim": return "len(shape(\(receiver)))"
    case "size", "numel", "nbytes":
      return word == "size" && !given.isEmpty
        ? "shape(\(receiver))[\(given[0])]" : "prod(shape(\(receiver)))"
    case "t": return "\(receiver).T"
    case "transpose", "permute":
      return given.isEmpty ? "\(receiver).T" : "transpose(\(receiver), \(extents(given)))"
    case "reshape", "view": return given.isEmpty ? nil : "reshape(\(receiver), \(extents(given)))"
    case "flatten", "ravel": return "reshape(\(receiver), [-1])"
    case "item": return "sum(\(receiver))"
    case "numpy", "tolist", "detach", "clone", "copy", "cpu", "cuda", "to", "astype", "float",
      "double", "values", "data":
      return receiver
    case "matmul", "mm": return given.first.map { "\(receiver) @ \($0)" }
    case "grad", "backward": return "grad(x -> sum(x^2))(\(receiver))"
    case "append": return "concat([\(receiver), \(given.first.map(row) ?? "[1]")])"
    case "fill", "fill_", "zero_": return "\(receiver) * 0" + (given.first.map { " + \($0)" } ?? "")
    case "plot": return "plot \(receiver)"
    case "hist": return "plot \(receiver), kind=histogram"
    case "describe": return "describe \(receiver)"
    default: return rows(word, arguments) ?? counts(word) ?? functionLine(word, arguments)
    }
  }

  /// `x.head(3)`, `x.tail()`, `x.iloc`: some rows or items of what has an order.
  private func rows(_ word: String, _ arguments: [String], of receiver: String? = nil) -> String? {
    let owner = receiver ?? self.receiver
    let count = number(of: arguments)
    switch word {
    case "head", "first", "take", "limit":
      return "head(\(owner)\(count.map { ", \($0)" } ?? ""))"
    case "tail", "last": return "\(owner)[-\(count ?? "5"):]"
    case "iloc", "loc", "iat", "at": return "\(owner)[0:3]"
    case "sample": return "shuffle(\(owner))[0:\(count ?? "1")]"
    default: return nil
    }
  }

  /// `d["sex"].value_counts()`: how often each value of a column is there.
  private func counts(_ word: String) -> String? {
    guard ["value_counts", "unique", "nunique"].contains(word), receiver.hasSuffix("\"]"),
      let open = receiver.firstIndex(of: "["), open > receiver.startIndex
    else { return nil }
    return "plot \(receiver[..<open]), \(receiver[receiver.index(after: open)...].dropLast())"
  }

  /// How many: the first value, or `n=`.
  private func number(of arguments: [String]) -> String? {
    values(arguments).first
      ?? arguments.lazy.compactMap(PythonText.named).first { $0.name == "n" }?.value
  }

  /// What a data frame does with rows and columns.
  private func tableLine(_ word: String, _ arguments: [String]) -> String? {
    let names = arguments.filter { $0.hasPrefix("\"") || $0.hasPrefix("'") }
      .map { "\"\(PythonText.unquoted($0))\"" }
    switch word {
    case "drop" where !names.isEmpty:
      return "data \(receiver) { drop \(names.joined(separator: " ")) }"
    case "dropna": return "data \(receiver) { drop_missing }"
    case "fillna": return "data \(receiver) { impute median }"
    case "drop_duplicates": return "data \(receiver) { drop_duplicates }"
    case "get_dummies": return "data \(receiver) { one_hot }"
    case "query", "filter", "where":
      return names.first.map { "data \(receiver) { keep \($0.dropFirst().dropLast()) }" }
    case "corr": return "plot \(receiver), kind=correlation"
    case "isnull", "isna", "nunique", "value_counts", "count", "mean", "median", "std", "min",
      "max", "quantile":
      return "describe \(receiver)"
    case "hist", "boxplot": return names.first.map { "plot \(receiver), \($0)" }
    default: return columns.contains(word) ? "\(receiver)[\"\(word)\"]" : nil
    }
  }

  private func datasetLine(_ word: String, _ arguments: [String]) -> String? {
    switch word {
    case "shape", "data": return "shape(\(receiver).x)"
    case "size": return "len(\(receiver))"
    case "head", "first", "limit":
      return "head \(receiver)\(number(of: arguments).map { ", \($0)" } ?? "")"
    case "tail", "last", "iloc", "loc", "iat", "at":
      return rows(word, arguments, of: receiver + ".x")
    case "sample": return "head(data \(receiver) { shuffle }, \(number(of: arguments) ?? "1"))"
    case "describe": return "describe \(receiver)"
    case "info", "columns", "dtypes": return receiver
    case "values", "features", "X", "inputs": return "\(receiver).x"
    case "target", "targets", "labels", "Y": return "\(receiver).y"
    case "plot": return ChartCall.line(of: receiver, arguments)
    case "shuffle": return "data \(receiver) { shuffle }"
    case "train_test_split", "split": return "data \(receiver) { split 80%, 20% }"
    default: return tableLine(word, arguments)
    }
  }

  private func runLine(_ word: String) -> String? {
    switch word {
    case "history", "losses": "\(receiver).loss"
    case "plot": "plot \(receiver)"
    default: nil
    }
  }

  /// `x.mean(axis=0)` as `mean(x, axis=0)`.
  private func functionLine(_ method: String, _ arguments: [String]) -> String? {
    let word = FunctionHabits.methods[method] ?? method
    guard isFunction(word) else { return nil }
    let given = arguments.filter { !$0.hasPrefix("dtype=") }.map { argument in
      PythonText.named(argument).map {
        "\(["dim": "axis", "keepdim": "keepdims"][$0.name] ?? $0.name)=\(LayerTranslation.value($0.value))"
      } ?? LayerTranslation.value(argument)
    }
    // `", ".join(xs)`: what is joined stands first.
    let all = word == "join" && given.count == 1 ? given + [receiver] : [receiver] + given
    return "\(word)(\(all.joined(separator: ", ")))"
  }

  /// A file of samples by the source that reads it.
  private func rows(_ text: String) -> String {
    let name = PythonText.unquoted(text)
    guard name != text, let source = files.named(name)?.source, source == "csv" else { return text }
    return "\(source)(\"\(name)\")"
  }

  /// What is joined to a vector is a vector.
  private func row(_ text: String) -> String { Double(text) == nil ? text : "[\(text)]" }

  private func appended(_ arguments: [String]) -> String? {
    arguments.first.map { "\(receiver) = \(receiver) + [\($0)]" }
  }

  private func extents(_ given: [String]) -> String {
    given.count == 1 && given[0].hasPrefix("[") ? given[0] : "[\(given.joined(separator: ", "))]"
  }
}

private let dropped: Set<String> = [
  "verbose", "callbacks", "steps_per_epoch", "validation_steps", "workers", "initial_epoch",
  "run_eagerly", "jit_compile", "x", "y",
]

import Catalog

/// A line with words of NumPy, PyTorch, Keras or scikit-learn as a line of this language.
struct ForeignLine {
  /// Whether the language has a value of this name.
  var isValue: (String) -> Bool
  /// Whether the user has a value of this name: then it stands for no library.
  var isOwn: (String) -> Bool = { _ in false }

  /// The line with each `np.exp(x)` in this language's words; `nil` where there is none, or one that
  /// has no counterpart.
  func translated(_ text: String) -> String? {
    let characters = Array(text.prefix(2000))
    var (result, index, count) = ("", 0, 0)
    while index < characters.count {
      let start = index
      if let quote = characters[start...].first, quote == "\"" || quote == "'" {
        index += 1
        while index < characters.count, characters[index] != quote { index += 1 }
        index = min(index + 1, characters.count)
      } else if PythonText.isWordPart(characters[index]) {
        let path = self.path(characters, at: &index)
        if path.count > 1, Self.modules.contains(path[0]), !isOwn(path[0]) {
          var arguments: [String]?
          if index < characters.count, characters[index] == "(" {
            guard let (items, close) = PythonText.arguments(characters, from: index) else {
              return nil
            }
            (arguments, index) = (items, close + 1)
          }
          // A method of the result would need its kind.
          guard index >= characters.count || !".([".contains(characters[index]) || arguments == nil,
            let line = line(of: path, arguments)
          else { return nil }
          result += line
          count += 1
          continue
        }
      } else {
        index += 1
      }
      result += String(characters[start..<index])
    }
    return count > 0 ? result : nil
  }

  /// The words of `np.random.randn` from `index` on.
  private func path(_ text: [Character], at index: inout Int) -> [String] {
    var path: [String] = []
    while true {
      let start = index
      while index < text.count, PythonText.isWordPart(text[index]) { index += 1 }
      path.append(String(text[start..<index]))
      guard index + 1 < text.count, text[index] == ".", PythonText.isWordPart(text[index + 1]),
        !text[index + 1].isNumber
      else { return path }
      index += 1
    }
  }

  private func line(of path: [String], _ arguments: [String]?) -> String? {
    let call = ForeignCall(path: path, arguments: arguments ?? [], value: value)
    if let known = call.line { return known }
    let last = path[path.count - 1]
    let names = [last, last.lowercased(), PythonText.snakeCase(last)]
    var word = names.first(where: isValue)
    // `nn.ReLU()` is an activation, `nn.Linear(3, 4)` a layer.
    if word == nil || arguments?.isEmpty == false, arguments != nil, !call.layers.isEmpty {
      return "block { \(call.layers.joined(separator: "; ")) }"
    }
    if word == nil { word = DidYouMean.synonym(of: last, isKnown: { isValue(String($0)) }) }
    guard let word else {
      // `np.swapaxes(x, 0, 1)`: a function under another name, or made of others.
      return arguments.flatMap { _ in FunctionHabits.line(for: last, call.options) }.map {
        PythonText.isAtom($0) ? $0 : "(\($0))"
      }
    }
    guard let arguments, !arguments.isEmpty else { return word }
    guard !word.contains("(") else { return word }
    let given = call.options
    return given.isEmpty ? word : "\(word)(\(given.joined(separator: ", ")))"
  }

  /// A literal or a call as this language writes it.
  private func value(_ text: String) -> String {
    translated(text) ?? LayerTranslation.value(text)
  }

  static let modules: Set<String> = [
    "np", "numpy", "jnp", "jax", "tf", "tensorflow", "torch", "nn", "F", "keras", "layers", "optim",
    "optimizers", "losses", "metrics", "activations", "plt", "matplotlib", "sns", "pd", "pandas",
    "sklearn", "datasets", "scipy", "math", "random", "K", "torchvision",
  ]
}

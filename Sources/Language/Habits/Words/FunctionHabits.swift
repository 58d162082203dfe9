/// Functions of other languages and libraries that have another name here, as lines to type.
///
/// `$0` and `$1` are the arguments as written, `$*` are all; a line that needs more than there are is not shown.
enum FunctionHabits {
  static func line(for name: String, _ arguments: [String]) -> String? {
    guard
      var line = FunctionLines.table["\(name)/\(arguments.count)"] ?? FunctionLines.table[name]
        ?? FunctionLines.table["\(name.lowercased())/\(arguments.count)"]
        ?? FunctionLines.table[name.lowercased()]
    else {
      return nil
    }
    line = replaced(line, "$*", with: arguments.joined(separator: ", "))
    for (place, argument) in arguments.prefix(2).enumerated() {
      line = replaced(line, "$\(place)", with: argument)
    }
    return line.contains("$") ? nil : line
  }

  /// Methods of tensors and texts whose functions have another name here.
  static let methods = [
    "swapaxes": "swap_axes", "moveaxis": "move_axis", "movedim": "move_axis",
    "repeat": "repeat_elements", "repeat_interleave": "repeat_elements",
    "unsqueeze": "expand_dims", "amax": "max", "amin": "min", "trace": "matrix_trace",
    "clamp": "clip",
  ]

  private static func replaced(_ line: String, _ mark: String, with text: String) -> String {
    var (result, rest) = ("", line[...])
    while let dollar = rest.firstIndex(of: "$") {
      let end = rest.index(dollar, offsetBy: 2, limitedBy: rest.endIndex) ?? rest.endIndex
      let isAlone =
        "([, ".contains(rest[..<dollar].last ?? " ") && ",)]".contains(rest[end...].first ?? ",")
      let given = isAlone || PythonText.isAtom(text) ? text : "(\(text))"
      result += rest[..<dollar] + (rest[dollar..<end] == mark ? given[...] : rest[dollar..<end])
      rest = rest[end...]
    }
    return result + rest
  }

  /// Words of other libraries with nothing like them here; one spelled nearly so is not offered.
  static func hasNoCounterpart(_ name: String) -> Bool { FunctionLines.strangers.contains(name) }
}

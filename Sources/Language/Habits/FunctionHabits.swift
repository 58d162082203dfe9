/// Functions of other languages and libraries that have another name here, as lines to type.
///
/// `$0` and `$1` are the arguments as written; a line that needs more than there are is not shown.
enum FunctionHabits {
  static func line(for name: String, _ arguments: [String]) -> String? {
    guard var line = lines[name] ?? lines[name.lowercased()] else { return nil }
    for (place, argument) in arguments.prefix(2).enumerated() {
      line = replaced(line, "$\(place)", with: argument)
    }
    return line.contains("$") ? nil : line
  }

  private static func replaced(_ line: String, _ mark: String, with text: String) -> String {
    var (result, rest) = ("", line[...])
    while let dollar = rest.firstIndex(of: "$") {
      let end = rest.index(dollar, offsetBy: 2, limitedBy: rest.endIndex) ?? rest.endIndex
      result += rest[..<dollar] + (rest[dollar..<end] == mark ? text[...] : rest[dollar..<end])
      rest = rest[end...]
    }
    return result + rest
  }

  private static let lines: [String: String] = [
    "sorted": "sort($0)", "int": "floor($0)", "float": "$0 * 1.0", "list": "$0", "tuple": "$0",
    "array": "$0", "asarray": "$0", "tensor": "$0", "c": "[$0, $1]", "str": "print $0",
    "type": "shape($0)", "isinstance": "shape($0)", "dir": "summary $0",
    "enumerate": "for i in range(len($0)) { print i, $0[i] }",
    "zip": "for i in range(len($0)) { print $0[i], $1[i] }", "map": "$0($1)",
    "reversed": "$0[range(len($0) - 1, -1, -1)]", "flip": "$0[range(len($0) - 1, -1, -1)]",
    "log10": "log($0) / log(10)", "log2": "log($0) / log(2)", "ln": "log($0)", "e": "exp(1)",
    "log1p": "log(1 + $0)", "expm1": "exp($0) - 1", "pow": "$0 ^ $1", "power": "$0 ^ $1",
    "square": "$0 ^ 2", "arange": "range($0)", "randn": "normal([$0])", "rnorm": "normal([$0])",
    "rand": "uniform([$0])", "runif": "uniform([$0])", "zeros_like": "$0 * 0",
    "ones_like": "$0 * 0 + 1", "full": "ones($0) * $1", "numel": "len(reshape($0, [-1]))",
    "diff": "grad($0)", "derivative": "grad($0)", "gradient": "grad($0)", "matmul": "$0 @ $1",
    "median": "sort($0)[floor(len($0) / 2)]", "average": "mean($0)", "isnan": "not ($0 == $0)",
    "cross_entropy": "sparse_categorical_crossentropy($0, $1)",
    "to_categorical": "one_hot($0, max($0) + 1)", "accuracy_score": "accuracy($0, $1)",
    "confusion_matrix": "confusion($0, $1)", "roc_auc_score": "auc($0, $1)",
    "mse_loss": "mean_squared_error($0, $1)", "train_test_split": "d = data $0 { split 80%, 20% }",
    "standardscaler": "d = data d { standardize }",
    "relu": "relu($0)", "quit": ":quit", "exit": ":quit", "help": ":help",
  ]
}

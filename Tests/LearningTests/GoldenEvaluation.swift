import Catalog
import Engine
import TestSupport

/// Relative tolerances of golden numbers; float64 leaves room for another order of summation.
func goldenTolerance(_ dtype: DType) -> Double { dtype == .float64 ? 1e-10 : 2e-6 }

extension GoldenTensor {
  /// The numbers in `dtype`; whole numbers stay whole.
  func tensor(_ dtype: DType) -> Tensor {
    Tensor(numbers, Shape(shape), self.dtype == "int32" ? .int32 : dtype)
  }
}

extension GoldenCase {
  /// The options as a user would write them: `from_logits=true`, `units=4`, `activation=relu`.
  func arguments(leavingOut left: Set<String> = []) -> Arguments {
    // Of an initializer the mode is an option, of a layer training or inference.
    let isOption = options["mode"]?.hasPrefix("fan_") == true
    let other = left.union(["word", "compat"]).union(isOption ? [] : ["mode"])
    let names = options.keys.filter { !other.contains($0) }.sorted()
    return Arguments(
      [], named: names.map { ($0, argument(options[$0] ?? "")) },
      compatibility: options["compat"].flatMap(Compatibility.init) ?? .keras)
  }

  /// Cases that hold in one type only say so; all others are compared in both.
  var dtypes: [DType] {
    if name.hasSuffix(".float32") { return [.float32] }
    return name.hasSuffix(".float64") ? [.float64] : [.float64, .float32]
  }
}

private func argument(_ text: String) -> Argument {
  if text == "true" || text == "false" { return .bool(text == "true") }
  if let number = Double(text) { return .number(number) }
  if text.contains(",") { return .list(text.split(separator: ",").map { argument(String($0)) }) }
  return .word(text)
}

/// The outputs' values after one run.
func run(_ graph: Graph, for outputs: [Graph.Node]) throws -> [[Double]] {
  let executor = Executor(Plan(graph, outputs: outputs), threads: 1)
  executor.run(step: 0)
  return outputs.map { executor.value(of: $0).doubles }
}

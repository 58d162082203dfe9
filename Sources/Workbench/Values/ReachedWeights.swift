import Engine

// Weights stay where they are when values are copied: who holds a value may see them change.
extension Value {
  /// All weights that the value reaches, through lists, runs and what functions have captured.
  package var reachedWeights: Set<ObjectIdentifier> {
    var found: Set<ObjectIdentifier> = []
    collectWeights(into: &found, depth: 0)
    return found
  }

  private func collectWeights(into found: inout Set<ObjectIdentifier>, depth: Int) {
    guard depth < 20 else { return }
    switch self {
    case .model(let model), .layer(let model, _):
      found.formUnion(model.parameters.map { ObjectIdentifier($0.variable) })
    case .run(let run):
      for model in run.models {
        found.formUnion(model.parameters.map { ObjectIdentifier($0.variable) })
      }
    case .list(let items): for item in items { item.collectWeights(into: &found, depth: depth + 1) }
    case .record(let record):
      for value in record.values { value.collectWeights(into: &found, depth: depth + 1) }
    case .function(let function):
      for value in (function.captured ?? [:]).values {
        value.collectWeights(into: &found, depth: depth + 1)
      }
    case .report(let report):
      for field in report.fields { field.value.collectWeights(into: &found, depth: depth + 1) }
    case .none, .bool, .text, .tensor, .range, .quantity, .block, .dataset, .spec, .server:
      break
    }
  }

  /// The same as variables, each as often as it is reached.
  package var reachedVariables: [Variable] {
    switch self {
    case .model(let model), .layer(let model, _): model.parameters.map(\.variable)
    case .run(let run): run.models.flatMap(\.parameters).map(\.variable)
    case .list(let items): items.flatMap(\.reachedVariables)
    case .record(let record): record.values.flatMap(\.reachedVariables)
    case .function(let function): (function.captured ?? [:]).values.flatMap(\.reachedVariables)
    case .report(let report): report.fields.flatMap(\.value.reachedVariables)
    default: []
    }
  }
}

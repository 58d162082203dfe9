import Catalog
import Engine
import Learning

/// What stands behind a dot: `W.T`, `d.train`, `m.hidden.kernel`, `r.loss`, `e.confusion`.
enum Fields {
  /// Inside a step of a training a weight is the one being trained.
  static func value(of value: Value, _ name: String, in step: StepTracing?) throws -> Value {
    switch value {
    case .tensor(let tensor):
      if name == "T" { return .tensor(try transposed(tensor)) }
      throw ValueProblem.noField(name, of: value.kindName, known: ["T"])
    case .dataset(let dataset): return try DatasetFields.value(of: dataset, name)
    case .model(let model): return try ModelFields.value(of: model, path: "", name, in: step)
    case .layer(let model, let path):
      return try ModelFields.value(of: model, path: path, name, in: step)
    case .run(let run): return try RunFields.value(of: run, name)
    case .report(let report):
      guard let field = report[name] else {
        throw ValueProblem.noField(
          name, of: value.kindName, known: report.fields.map(\.name))
      }
      return field
    case .server(let server): return try ServerFields.value(of: server, name)
    case .record(let record): return try record.field(name)
    case .list(let items):
      if case .record(let first)? = items.first, first[name] != nil {
        throw ValueProblem.record(.fieldOfList(name))
      }
      throw ValueProblem.noField(name, of: value.kindName, known: [])
    default: throw ValueProblem.noField(name, of: value.kindName, known: [])
    }
  }

  /// All axes in reverse order; of a matrix the transpose.
  static func transposed(_ tensor: TensorValue) throws -> TensorValue {
    guard tensor.shape.rank > 1 else { return tensor }
    let permutation = Array((0..<tensor.shape.rank).reversed())
    return try Numerics.applyAsIs(
      Transpose(permutation: permutation), [tensor], isWeak: tensor.isWeak)
  }
}

import Engine
import Language
import Support

/// One row of `:who`: what a name of the user holds.
package struct NameRow {
  /// As the user wrote it.
  package var name: String
  /// `tensor[2, 3]`, `model 784 -> 10`, `function`.
  package var kind: String
  /// Size in memory, parameters, state of the run; may be empty.
  package var detail: String
}

extension Interpreter {
  /// The user's names with what they hold, in order of definition.
  package var nameRows: [NameRow] {
    names.map { row(of: $1, named: $0) }
  }

  /// The fields of the user's records by their dotted names, `r.age`; those that are words, and at most
  /// a thousand.
  package var fieldRows: [NameRow] {
    var rows: [NameRow] = []
    for (name, value) in names { addFields(of: value, named: name, to: &rows) }
    return rows
  }

  private func addFields(of value: Value, named name: String, to rows: inout [NameRow]) {
    guard case .record(let record) = value else { return }
    for (field, value) in record.fields where Lexer.isWord(field) {
      guard rows.count < 1000 else { return }
      let dotted = "\(name).\(field)"
      rows.append(NameRow(name: dotted, kind: kind(of: value), detail: ""))
      addFields(of: value, named: dotted, to: &rows)
    }
  }

  func row(of value: Value, named name: String) -> NameRow {
    NameRow(name: name, kind: kind(of: value), detail: detail(of: value))
  }

  private func kind(of value: Value) -> String {
    switch value {
    case .tensor(let tensor):
      tensor.shape.rank == 0
        ? "number" : "tensor\(tensor.shape) \(tensor.isWeak ? "weak" : tensor.dtype.name)"
    case .function: "function"
    case .dataset(let dataset):
      dataset.isPrepared
        ? "data \(dataset.sampleShape)"
        : "data, \(Problems.count(dataset.columns.count, "column"))"
    case .model(let model): "model \(ModelReport.arrow(model))"
    default: value.kindName.split(separator: " ").dropFirst().joined(separator: " ")
    }
  }

  private func detail(of value: Value) -> String {
    switch value {
    case .tensor(let tensor):
      tensor.shape.rank == 0
        ? ValueText.short(value, digits: host.digits) : Problems.byteText(tensor.type.byteCount)
    case .function(let function): function.text
    case .dataset(let dataset): Problems.count(dataset.train.count, "sample")
    case .model(let model): Problems.count(model.parameterCount, "parameter")
    case .run(let run): RunText.line(run, isNamed: false)
    case .report(let report): report.shown.kind
    default: ValueText.short(value, digits: host.digits)
    }
  }
}

import Engine
import Language

// Records: made of their fields, read and changed by name.
extension Evaluator {
  /// `{age: 41, sex: "male"}`; `evaluate` computes what the fields hold.
  func record(
    _ fields: [(name: Name, value: Expression)], at span: SourceSpan,
    _ evaluate: (Expression) throws -> Value
  ) throws -> Value {
    let values = try fields.map { try evaluate($0.value) }
    return try Problems.located(at: span) {
      .record(try RecordValue(fields.map(\.name.text), values).checked())
    }
  }

  /// `r.age`
  func field(_ name: String, of record: RecordValue, at span: SourceSpan) throws -> Value {
    try Problems.located(at: span) {
      let value = try record.field(name)
      try session.refuseLost(value)
      return value
    }
  }

  /// `r["sepal length"]`, and positions of anything else.
  func part(of value: Value, at indices: [Index], _ span: SourceSpan) throws -> Value {
    if case .record(let record) = value {
      let name = try fieldName(indices, at: span)
      return try field(name, of: record, at: span)
    }
    if case .dataset(let dataset) = value, let column = try columnName(indices) {
      return try Problems.located(at: span) { try DatasetFields.column(of: dataset, column) }
    }
    if case .dataset = value { try refuseColumns(indices, at: span) }
    let resolved = try resolve(indices)
    return try Problems.located(at: span) { try Indexing.value(value, at: resolved) }
  }

  /// Several columns of data are a step's matter.
  private func refuseColumns(_ indices: [Index], at span: SourceSpan) throws {
    let texts = indices.flatMap { index -> [Expression] in
      guard case .at(let expression) = index else { return [] }
      if case .list(let items) = expression.kind { return items }
      return [expression]
    }.map { expression -> String? in
      if case .string = expression.kind { text(of: expression.span) } else { nil }
    }
    let names = texts.compactMap { $0 }
    guard !names.isEmpty, names.count == texts.count else { return }
    let data = text(of: span).prefix { $0 != "[" }
    throw Diagnostic.error(
      "E0120", "brackets behind a data set take one column", at: span,
      hint: "write `data \(data) { select \(names.joined(separator: ", ")) }`")
  }

  /// The text in the brackets behind a record.
  private func fieldName(_ indices: [Index], at span: SourceSpan) throws -> String {
    guard indices.count == 1, case .at(let expression) = indices[0] else {
      throw Problems.diagnostic(for: ValueProblem.record(.noName("several positions")), at: span)
    }
    let value = try evaluate(expression)
    guard case .text(let name) = value else {
      throw Problems.diagnostic(
        for: ValueProblem.record(.noName(value.kindName)), at: expression.span)
    }
    return name
  }

  /// `r.age = 5`: the value with the part at the end of the path replaced; nothing is changed in place.
  func replacing(
    _ value: Value, at path: ArraySlice<Target.Step>, _ span: SourceSpan, with new: Value
  ) throws -> Value {
    guard let step = path.first else { return new }
    let rest = path.dropFirst()
    switch (value, step) {
    case (.record(let record), .field(let name)):
      return .record(try changed(record, name.text, at: rest, span, with: new))
    case (.record(let record), .index(let indices)):
      let name = try fieldName(indices, at: span)
      return .record(try changed(record, name, at: rest, span, with: new))
    case (.tensor(let tensor), .index(let indices)) where rest.isEmpty:
      guard let numbers = new.tensor else {
        throw ValueProblem.notNumbers(new.kindName, of: "an element")
      }
      return .tensor(
        try IndexAssignment.replacing(tensor, at: try resolve(indices), with: numbers))
    default: throw ValueProblem.notAssignable("a part of \(value.kindName)")
    }
  }

  /// The record with what stands at the rest of the path in one of its fields replaced.
  private func changed(
    _ record: RecordValue, _ name: String, at rest: ArraySlice<Target.Step>, _ span: SourceSpan,
    with new: Value
  ) throws -> RecordValue {
    let value = try rest.isEmpty ? new : replacing(record.field(name), at: rest, span, with: new)
    return try record.replacing(name, with: value)
  }
}

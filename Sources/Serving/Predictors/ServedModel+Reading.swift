import Data
import Engine
import Learning
import Support

// What requests hold, as samples.
extension ServedModel {
  package func samples(of instances: [JSON]) throws(RequestProblem) -> Samples {
    guard let first = instances.first else {
      throw RequestProblem(422, "instances: there is none")
    }
    guard instances.count <= mostInstances else {
      throw RequestProblem(
        413, "instances: \(instances.count), but at most \(mostInstances) are answered at once")
    }
    return try checked(try read(instances, like: first))
  }

  /// All instances are of the kind of the first.
  private func read(_ instances: [JSON], like first: JSON) throws(RequestProblem) -> Samples {
    switch first {
    case .object:
      if let files { return try files.samples(of: instances) }
      if let rows { return try rows.samples(of: instances) }
      return try named(instances)
    case .text:
      if let texts { return try samples(texts.tensor(of: instances)) }
      if let rows, let column = onlyText {
        return try rows.samples(
          of: instances.map { $0.string == nil ? $0 : .object([.init(column, $0)]) })
      }
    case .whole,
      .number where (texts != nil || onlyText != nil) && model.inputs[0].shape != [1]:
      break
    case .list, .whole, .number:
      if model.inputs.count == 1 {
        let read = try NumberReading(model, 0, shape: raw?.shape)
          .tensor(of: instances) { "instances[\($0)]" }
        return try samples(raw?.rows(read) ?? read)
      }
    case .null, .bool: break
    }
    throw RequestProblem(
      422, "instances[0]: \(RequestWords.kind(of: first)), but the model takes \(taken)")
  }

  /// The column of a model that reads texts and nothing else.
  private var onlyText: String? {
    guard let columns = rows?.columns, columns.count == 1, columns[0].kind == .text else {
      return nil
    }
    return columns[0].name
  }

  /// `{"a": …, "b": …}`: numbers for each input by its name.
  private func named(_ instances: [JSON]) throws(RequestProblem) -> Samples {
    let names = model.inputs.map(\.name)
    var columns = [[JSON]](repeating: [], count: names.count)
    for (row, instance) in instances.enumerated() {
      guard case .object(let members) = instance else {
        throw RequestProblem(
          422, "instances[\(row)]: \(RequestWords.kind(of: instance)), but the model takes \(taken)"
        )
      }
      for member in members {
        guard let place = names.firstIndex(of: member.name) else {
          throw RequestProblem(
            422,
            "instances[\(row)]: there is no input \(RequestWords.name(member.name)), but "
              + RequestWords.list(names))
        }
        columns[place].append(member.value)
      }
      if let missing = names.indices.first(where: { columns[$0].count == row }) {
        throw RequestProblem(
          422, "instances[\(row)]: \(RequestWords.name(names[missing])) is missing")
      }
    }
    var inputs: [Samples.Input] = []
    for (place, values) in columns.enumerated() {
      let name = names[place]
      var tensor = try NumberReading(model, place, shape: raw?.shape).tensor(of: values) {
        "instances[\($0)].\(RequestProblem.quoted(name))"
      }
      if let raw { tensor = try raw.rows(tensor) }
      inputs.append(Samples.Input(name, SampleRows(tensor)))
    }
    return Samples(inputs, targets: nil)
  }

  /// What an instance may be, for sentences.
  private var taken: String {
    if files != nil { return "{\"b64\": \"…\"}, or its numbers as a list" }
    if onlyText != nil { return "a text, or its tokens as a list of numbers" }
    if let rows {
      return "an object with the fields \(RequestWords.list(rows.columns.map(\.name)))"
    }
    if texts != nil { return "a text, or its tokens as a list of numbers" }
    return model.inputs.count == 1
      ? "numbers of the shape \(raw?.shape ?? model.inputs[0].shape)"
      : "an object with the inputs \(RequestWords.list(model.inputs.map(\.name)))"
  }

  private func samples(_ x: Tensor) -> Samples {
    Samples([Samples.Input(model.inputs[0].name, SampleRows(x))], targets: nil)
  }

  package func samples(
    of columns: [(name: String, tensor: Tensor)]
  ) throws(RequestProblem) -> Samples {
    var inputs: [Samples.Input] = []
    for input in model.inputs {
      guard var tensor = columns.first(where: { $0.name == input.name })?.tensor else {
        throw RequestProblem(422, "inputs: \(RequestWords.name(input.name)) is missing")
      }
      let sample = Shape(Array(tensor.shape.extents.dropFirst()))
      let shape = raw?.shape ?? input.shape
      guard tensor.shape.rank > 0, sample == shape, tensor.shape[0] > 0 else {
        throw RequestProblem(
          422,
          "inputs: \(RequestWords.name(input.name)) has the shape \(tensor.shape), but rows of \(shape) are needed"
        )
      }
      // What is too much is refused below.
      if let raw, tensor.shape[0] <= mostInstances { tensor = try raw.rows(tensor) }
      inputs.append(Samples.Input(input.name, SampleRows(tensor)))
    }
    if let other = columns.first(where: { column in
      !model.inputs.contains { $0.name == column.name }
    }) {
      throw RequestProblem(
        422,
        "inputs: there is no input \(RequestWords.name(other.name)), but "
          + RequestWords.list(model.inputs.map(\.name)))
    }
    guard inputs.allSatisfy({ $0.rows.count == inputs[0].rows.count }) else {
      throw RequestProblem(422, "inputs: not all have as many rows")
    }
    guard inputs[0].rows.count <= mostInstances else {
      throw RequestProblem(
        413,
        "inputs: \(inputs[0].rows.count) rows, but at most \(mostInstances) are answered at once")
    }
    return try checked(Samples(inputs, targets: nil))
  }

  /// Whatever would make the model fail is refused before it is asked, so that nobody else's answers are lost.
  private func checked(_ samples: Samples) throws(RequestProblem) -> Samples {
    do throws(LearningError) {
      return try model.checked(samples)
    } catch {
      guard case .input(let fault) = error else {
        throw RequestProblem(422, "instances: they do not fit the model")
      }
      switch fault {
      case .notFinite(_, let row):
        throw RequestProblem(422, "instances[\(row)]: a number is not finite")
      case .indexNumber(let row, let value, let bound, _):
        throw RequestProblem(
          422,
          "instances[\(row)]: \(NumberText.general(value)) is no whole number from 0 to \(bound - 1)"
        )
      case .dataShape(_, let expected, let found), .otherShape(_, _, let expected, let found):
        throw RequestProblem(
          422, "instances: they become \(found), but the model takes \(expected)")
      default: throw RequestProblem(422, "instances: they do not fit the model")
      }
    }
  }
}

extension NumberReading {
  /// Of one input of a model.
  fileprivate init(_ model: Model, _ place: Int, shape: Shape?) {
    let input = model.inputs[place]
    self.init(
      shape: shape ?? input.shape, dtype: model.dtype,
      bound: model.indexLimits.filter { $0.input == input.name }.map(\.bound).min())
  }
}

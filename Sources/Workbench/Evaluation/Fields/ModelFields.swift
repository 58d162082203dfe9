import Engine
import Language
import Learning
import Support

/// What stands behind a dot of a model or a layer: layers by label, weights by name.
enum ModelFields {
  static func value(
    of model: Model, path: String, _ name: String, in step: StepTracing?
  ) throws -> Value {
    let full = path.isEmpty ? name : "\(path).\(name)"
    if let variable = model.parameter(full) {
      guard let step else { return .tensor(TensorValue(variable.value)) }
      let node = step.weight(variable, of: model)
      return .tensor(TensorValue(node, in: step.graph, isWeak: false))
    }
    let hasWeights = model.parameters.contains { $0.path.hasPrefix(full + ".") }
    let isLayer = path.isEmpty && model.layers.contains { $0.label == name }
    if hasWeights || isLayer { return .layer(model, path: full) }
    if path.isEmpty, name == "recipe", let recipe = model.recipe {
      return .report(RecipeReport.make(recipe, of: model.name))
    }
    throw ValueProblem.noField(
      name, of: path.isEmpty ? "model \(model.name)" : "layer `\(path)`",
      known: known(model, path))
  }

  private static func known(_ model: Model, _ path: String) -> [String] {
    guard path.isEmpty else { return model.parameterNames(of: path) }
    return model.layers.map(\.label) + (model.recipe == nil ? [] : ["recipe"])
  }
}

extension Evaluator {
  /// `m.hidden.kernel = …` and `m.hidden.kernel[0, 1] = …`: the weights of a model can be set.
  func store(_ value: Value, at target: Target) throws {
    if target.name.text == "out", frame["out"] == nil,
      case .index(let indices)? = target.path.first,
      case .run(let run) = try output(indices, at: target.span), target.path.count == 2,
      case .field(let name) = target.path[1]
    {
      return try session.desk.change(
        run, session.desk.job(of: run)?.name ?? "out", name.text, to: value)
    }
    if case .index(let written)? = target.path.first, target.path.count == 1,
      case .tensor? = frame.locals[target.name.text]
    {
      return try storePart(of: target.name.text, at: written, value)
    }
    guard let owner = frame[target.name.text] ?? result(named: target.name.text) else {
      throw ValueProblem.unknownName(target.name.text, known: Array(frame.locals.keys))
    }
    switch owner {
    case .model, .layer, .run: try refuseWhileLooking("an assignment to \(owner.kindName)")
    default: break
    }
    if case .run(let run) = owner, target.path.count == 1, case .field(let name) = target.path[0] {
      let called =
        target.name.text == "_" ? session.desk.job(of: run)?.name ?? "_" : target.name.text
      return try session.desk.change(run, called, name.text, to: value)
    }
    guard case .model(let model) = owner else {
      if case .record = owner {
        let changed = try replacing(owner, at: target.path[...], target.span, with: value)
        try Interrupt.check()
        return bind(target.name.text, to: changed)
      }
      if case .tensor(let tensor) = owner, target.path.count == 1,
        case .index(let indices) = target.path[0]
      {
        let changed = try IndexAssignment.replacing(
          tensor, at: try resolve(indices), with: try numbers(value, for: "an element"))
        try Interrupt.check()
        return bind(target.name.text, to: .tensor(changed))
      }
      throw ValueProblem.notAssignable("a part of \(owner.kindName)")
    }
    var path = ""
    var indices: [ResolvedIndex]?
    for step in target.path {
      switch step {
      case .field(let name) where indices == nil:
        path += path.isEmpty ? name.text : ".\(name.text)"
      case .index(let written) where path.isEmpty && target.path.count > 1:
        path = try Indexing.layer(of: model, at: try resolve(written))
      case .index(let written) where indices == nil:
        indices = try resolve(written)
      default: throw ValueProblem.notAssignable("this place")
      }
    }
    guard !path.isEmpty else { throw ValueProblem.notAssignable("a layer of model \(model.name)") }
    guard let variable = model.parameter(path) else {
      throw LearningError.weights(
        .unknownParameter(path: path, known: model.parameters.map(\.path)))
    }
    if let job = session.desk.job(changing: model) {
      guard !session.host.isLive else {
        throw RunProblem.weightsInUse(model: model.name, run: job.label)
      }
      session.desk.finish(job)
    }
    let new = try numbers(value, for: "a weight")
    let tensor: Tensor
    guard let known = new.known else { throw ValueProblem.conditionTraced }
    if let indices {
      tensor = try IndexAssignment.replacing(variable.value, at: indices, with: known)
    } else {
      tensor = known
    }
    guard tensor.shape == variable.type.shape else {
      throw ValueProblem.weightNumbers(
        path: path, expected: variable.type.shape, found: tensor.shape,
        numbers: tensor.count <= 8 ? tensor.doubles : [])
    }
    try Interrupt.check()
    session.rememberWeights(of: model)
    try model.set(path, to: tensor)
  }

  /// `W[i] = v` of a tensor: in its place where that can be, else as a new tensor.
  private func storePart(
    of name: String, at written: [Index], _ value: Value
  ) throws {
    let indices = try resolve(written)
    let new = try numbers(value, for: "an element")
    if try replaceRun(of: name, at: indices, with: new) { return }
    guard case .tensor(let tensor)? = frame.locals[name] else { return }
    let changed = try IndexAssignment.replacing(tensor, at: indices, with: new)
    try Interrupt.check()
    bind(name, to: .tensor(changed))
  }

  private func numbers(_ value: Value, for place: String) throws -> TensorValue {
    guard let tensor = value.tensor else {
      throw ValueProblem.notNumbers(value.kindName, of: place)
    }
    return tensor
  }
}

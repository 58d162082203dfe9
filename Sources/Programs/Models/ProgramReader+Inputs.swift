import Exchange

// Models of several inputs: their samples stand side by side in one table while they are trained.
extension ProgramReader {
  /// What each input is given, by its name, from a list or a dictionary.
  func values(
    of meaning: Meaning, for inputs: [GraphNode]
  ) throws(NotUnderstood) -> [(name: String, text: String)] {
    var found: [(name: String, text: String)] = []
    for (place, input) in inputs.enumerated() {
      var value: Meaning?
      switch meaning {
      case .items(let items): value = items.count == inputs.count ? items[place] : nil
      case .dictionary(let pairs):
        value =
          pairs.last { if case .text(let key) = $0.key { key == input.name } else { false } }?.value
      default: break
      }
      guard let value, let text = valueText(value) else {
        throw NotUnderstood("what each of its inputs is given is not known here")
      }
      found.append((ProgramNames.label(input.name ?? "input_\(place + 1)"), text.text))
    }
    return found
  }

  /// `train table(concat([a, b], axis=1), y) { step m, loss=(x, y) -> … }`
  func fitSeveral(
    _ model: ModelObject, _ inputs: [GraphNode], _ samples: Meaning, _ targets: Meaning?,
    _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    let own = wanted
    if let unread = model.compiled.unread.first { throw Self.untrained(unread, nil) }
    let values = try values(of: samples, for: inputs)
    guard let targets, let y = valueText(targets), let loss = model.compiled.loss else {
      throw NotUnderstood("what is learnt of them is not known here")
    }
    var start = 0
    var parts: [String] = []
    for (input, value) in zip(inputs, values) {
      guard input.extents.count == 1, let size = input.extents[0], size > 0, size < 1 << 24 else {
        throw NotUnderstood("inputs of more than one axis do not stand side by side in a table")
      }
      parts.append("\(value.name)=x[:, \(start):\(start + size)]")
      start += size
    }
    var written = try TrainingWords.loss(loss)
    let call = "y, \(model.name)(\(parts.joined(separator: ", ")))"
    if let open = written.firstIndex(of: "(") {
      written = written[..<open] + "(\(call), \(written[written.index(after: open)...])"
    } else {
      written += "(\(call))"
    }
    let options = try lengths(given)
    let optimizer = try model.compiled.optimizer.map { layer throws(NotUnderstood) in
      try TrainingWords.optimizer(layer)
    }
    for name in [
      "validation_data", "validation_split", "callbacks", "class_weight", "sample_weight",
    ]
    where given.value(name).map({ !$0.isNone }) == true {
      leaveOut("`\(name)` is left out: a model of several inputs is trained step by step")
    }
    let run = names.unique(own ?? "r")
    use(model)
    model.isTrained = true
    let table = "table(concat([\(values.map(\.text).joined(separator: ", "))], axis=1), \(y.text))"
    write([
      "\(run) = train \(table), \(options.joined(separator: ", ")) {",
      "  step \(model.name), optimizer=\(optimizer ?? "rmsprop"), loss=(x, y) -> mean(\(written))",
      "}",
    ])
    return .history(run)
  }
}

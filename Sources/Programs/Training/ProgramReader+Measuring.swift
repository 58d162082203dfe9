// `evaluate` and `predict`.
extension ProgramReader {
  func evaluate(_ model: ModelObject, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    try checkLayers(of: model)
    guard let inputs = given.value("x", at: 0) else { throw NotUnderstood("it has no data") }
    let metrics = try metricTexts(of: model)
    var data: GivenData
    if case .samples(let pair) = inputs, given.value("y", at: 1) == nil {
      data = try self.data(pair[0], pair[1])
    } else {
      data = try self.data(inputs, given.value("y", at: 1))
    }
    use(model)
    let options = metrics.isEmpty ? "" : ", metrics=[\(metrics.joined(separator: ", "))]"
    if isBare {
      write(["evaluate \(model.name), \(data.text)\(options)"])
      return .none
    }
    let name = names.unique("e")
    write(["\(name) = evaluate \(model.name), \(data.text)\(options)"])
    var fields = ["loss"]
    for metric in metrics { fields.append(String(metric.prefix { $0 != "(" })) }
    return .evaluation(name, fields: fields)
  }

  func predict(_ model: ModelObject, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    try checkLayers(of: model)
    let own = wanted
    if model.isRenumbered {
      throw NotUnderstood(
        "its classes have other numbers than in the program: here they stand in the order of the alphabet"
      )
    }
    guard var inputs = given.value("x", at: 0) else { throw NotUnderstood("it has no data") }
    // Samples of a folder stand beside their classes.
    if case .samples(let pair) = inputs { inputs = pair[0] }
    let text: String
    if case .graph(let nodes, _) = model.kind, nodes.count > 1 {
      text = try values(of: inputs, for: nodes).map { "\($0.name)=\($0.text)" }.joined(
        separator: ", ")
    } else if let array = try samples(inputs, .inputs) {
      text = self.text(of: array)
    } else if let value = valueText(inputs) {
      text = value.text
    } else {
      throw NotUnderstood("its data are not known here")
    }
    use(model)
    let name = names.unique(own ?? "p")
    write(["\(name) = predict \(model.name), \(text)"])
    return .value(ValueText(text: name))
  }
}

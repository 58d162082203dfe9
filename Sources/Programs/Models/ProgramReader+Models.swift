import Exchange

// Models: lists of layers, and graphs.
extension ProgramReader {
  func sequential(_ given: CallArguments) throws(NotUnderstood) -> ModelObject {
    let model = ModelObject(.sequential([]), name: names.unique("m"), line: line)
    if let name = given.text("name") { rename(model, to: name) }
    switch given.value("layers", at: 0) {
    case nil, Meaning.none?: break
    case .items(let items)?: for item in items { try append(item, to: model) }
    default: throw NotUnderstood("the layers of `Sequential` stand in a list")
    }
    place(model)
    return model
  }

  private func rename(_ model: ModelObject, to name: String) {
    names.release(model.name)
    model.name = names.unique(name)
  }

  private func place(_ model: ModelObject) {
    models.append(model)
    model.place = pieces.count
    model.cell = cell
    put(.model(model))
  }

  /// Puts a layer, or a model, behind those of a list.
  func append(_ item: Meaning, to model: ModelObject) throws(NotUnderstood) {
    guard case .sequential(var items) = model.kind else {
      throw NotUnderstood("layers are added to `Sequential` only")
    }
    switch item {
    case .tensor(let node):
      guard case .input = node.kind else { throw NotUnderstood("a tensor is no layer") }
      model.extents = node.isAsData ? nil : node.extents
    case .layer(let layer) where !layer.cells.isEmpty:
      for cell in layer.cells { try append(.layer(cell), to: model) }
      return
    case .layer(let layer):
      if items.isEmpty, model.extents == nil { model.extents = Self.inputExtents(of: layer.keras) }
      guard let layer = try known(layer) else { break }
      items.append(.layer(layer))
    case .model(let inner) where inner.isEmpty:
      if items.isEmpty, model.extents == nil { model.extents = inner.extents }
    case .model(let inner):
      inner.isUsed = true
      if items.isEmpty, model.extents == nil { model.extents = inner.extents }
      items.append(.model(inner))
    default: throw NotUnderstood("it is no layer that is known here")
    }
    guard items.count <= 2000 else { throw NotUnderstood("a model of so many layers is not read") }
    model.kind = .sequential(items)
  }

  /// A layer as it is here; `nil` where it only varies samples in training, which is told. Throws where it has no
  /// counterpart: without it a model would be another one.
  func known(_ layer: LayerObject) throws(NotUnderstood) -> LayerObject? {
    var keras = layer.keras
    keras.arguments.removeAll { argument in
      guard let name = argument.name, argument.value != .none,
        name.hasSuffix("_constraint") || name == "activity_regularizer"
      else { return false }
      let told =
        "`\(name)` of `\(keras.className)` is left out: weights are not restricted here"
      write(["# line \(layer.line): \(told)"])
      remark(layer.line, .left, told)
      return true
    }
    do throws(KerasError) {
      // What varies pictures is a step of the data, not a line that does nothing.
      if keras.variesPictures { throw .layer(className: keras.className, near: []) }
      _ = try KerasLayers.lineOrFormula(of: keras)
      if let told = KerasLayers.remark(on: keras) { remark(layer.line, .changed, told) }
    } catch {
      guard keras.variesPictures else { throw NotUnderstood(ModelText.words(error)) }
      let shown = ModelText.shown(keras)
      write(["# line \(layer.line), left out: \(shown): \(ModelText.words(error))"])
      remark(layer.line, .left, ModelText.words(error))
      return nil
    }
    guard keras.arguments.count != layer.keras.arguments.count else { return layer }
    let same = LayerObject(keras, line: layer.line)
    same.calls = layer.calls
    return same
  }

  /// What a first layer says of the samples: `input_shape=`, `input_dim=`.
  static func inputExtents(of layer: KerasLayer) -> [Int?]? {
    func extents(_ value: KerasValue) -> [Int?]? {
      switch value {
      case .int(let number): return [number]
      case .list(let items):
        return items.map { if case .int(let number) = $0 { number } else { nil } }
      default: return nil
      }
    }
    if let shape = layer["input_shape"].flatMap(extents) { return shape }
    if let shape = (layer["batch_input_shape"] ?? layer["batch_shape"]).flatMap(extents) {
      return Array(shape.dropFirst())
    }
    if layer.className == "Embedding" {
      return layer["input_length"].flatMap(extents)
    }
    if let size = layer["input_dim"].flatMap(extents) { return size }
    if case .call(let inner)? = layer.arguments.first?.value { return inputExtents(of: inner) }
    return nil
  }

  func input(_ given: CallArguments) throws(NotUnderstood) -> GraphNode {
    var extents = given.value("shape", at: 0)?.openExtents
    if let batch = (given.value("batch_shape") ?? given.value("batch_input_shape"))?.openExtents {
      extents = Array(batch.dropFirst())
    }
    if case .tensor(let node)? = given.value("tensor") { extents = node.extents }
    let isAsData = given.value("shape", at: 0)?.isOpen == true
    if isAsData { extents = [nil] }
    guard let extents else { throw NotUnderstood("the size of the input is not written there") }
    let node = self.node(.input, [])
    node.extents = extents.isEmpty ? [1] : extents
    node.isAsData = isAsData
    node.name = given.text("name")
    return node
  }

  func node(_ kind: GraphNode.Kind, _ parents: [GraphNode]) -> GraphNode {
    nodes += 1
    return GraphNode(kind, parents, number: nodes)
  }

  func join(_ word: String, _ parents: [GraphNode], axis: Int = -1) -> GraphNode {
    node(.merge(word, axis: axis), parents)
  }

  /// The tensors of a graph that a value holds; `nil` where it holds anything else.
  func tensors(_ meaning: Meaning?) -> [GraphNode]? {
    switch meaning {
    case .tensor(let node)?: return [node]
    case .items(let items)?:
      var found: [GraphNode] = []
      for item in items {
        guard case .tensor(let node) = item else { return nil }
        found.append(node)
      }
      return found.isEmpty ? nil : found
    default: return nil
    }
  }

  func functional(_ given: CallArguments) throws(NotUnderstood) -> ModelObject {
    guard let inputs = tensors(given.value("inputs", at: 0) ?? given.value("input")),
      let outputs = tensors(given.value("outputs", at: 1) ?? given.value("output"))
    else { throw NotUnderstood("its inputs and outputs are not known here") }
    guard outputs.count == 1 else {
      throw NotUnderstood(
        "a model has one output here: make a model of each, or `concatenate` them")
    }
    guard inputs.allSatisfy({ if case .input = $0.kind { true } else { false } }) else {
      throw NotUnderstood("a model begins with `Input`, not inside another one")
    }
    let model = ModelObject(
      .graph(inputs: inputs, output: outputs[0]), name: names.unique("m"), line: line)
    if inputs.count == 1, !inputs[0].isAsData { model.extents = inputs[0].extents }
    if let name = given.text("name") { rename(model, to: name) }
    place(model)
    return model
  }

  /// A layer called on tensors of a graph.
  func apply(_ layer: LayerObject, to given: CallArguments) throws(NotUnderstood) -> Meaning {
    for name in ["initial_state", "states", "mask"] where given.value(name) != nil {
      throw NotUnderstood(
        "a layer is called with `\(name)=`, which a line of a model does not take")
    }
    if !layer.cells.isEmpty {
      var result = try apply(layer.cells[0], to: given)
      for cell in layer.cells.dropFirst() {
        result = try apply(cell, to: CallArguments(positional: [result]))
      }
      return result
    }
    var parents: [GraphNode] = []
    for value in given.positional {
      guard let found = tensors(value) else {
        throw NotUnderstood("it is called with no tensor of a model")
      }
      parents += found
    }
    for name in ["inputs", "query", "value", "key"] {
      if let found = tensors(given.value(name)) { parents += found }
    }
    guard !parents.isEmpty else { throw NotUnderstood("it is called with no tensor of a model") }
    var layer = layer
    let word = KerasLayers.row(of: layer.keras.className)?.word
    if ["add", "multiply", "average", "concatenate"].contains(word ?? "") {
      var axis = -1
      if case .int(let number)? = layer.keras["axis"] ?? layer.keras.arguments.first?.value {
        axis = number
      }
      let node = join(word ?? "add", parents, axis: axis)
      node.name = layer.keras.name
      return .tensor(node)
    }
    if let formula = try combination(layer.keras, parents) {
      let node = join("combine \(formula)", parents)
      node.name = layer.keras.name
      return .tensor(node)
    }
    guard parents.count == 1 || KerasLayers.attentions.contains(word ?? "") else {
      throw NotUnderstood("`\(layer.keras.className)` of several tensors has no counterpart here")
    }
    if given.isTrue("use_causal_mask") {
      var keras = layer.keras
      keras.arguments.append(KerasLayer.Argument("use_causal_mask", .bool(true)))
      layer = LayerObject(keras, line: layer.line)
    }
    guard let known = try known(layer) else { return .tensor(parents[0]) }
    if known !== layer { known.calls = layer.calls }
    layer = known
    layer.calls += 1
    let node = self.node(.layer(layer), parents)
    node.name = layer.keras.name
    return .tensor(node)
  }

  /// A model called on a tensor of a graph.
  func apply(_ model: ModelObject, to given: CallArguments) throws(NotUnderstood) -> Meaning {
    guard let parents = tensors(given.value("inputs", at: 0)) else {
      // `model(x)` on data is a prediction.
      return try predict(model, given)
    }
    guard parents.count == 1 else {
      throw NotUnderstood("a model of several inputs inside another one has no counterpart here")
    }
    if model.isEmpty { return .tensor(parents[0]) }
    model.isUsed = true
    return .tensor(node(.model(model), parents))
  }

  /// `keras.activations.relu(x)`, `keras.ops.add(a, b)`, `tf.nn.softmax(x)`.
  func applyFunction(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    let inputs = given.positional.compactMap { tensors($0) }.flatMap { $0 }
    guard !inputs.isEmpty else {
      throw NotUnderstood("`\(word)` is called with no tensor of a model")
    }
    switch word {
    case "add", "multiply", "concatenate", "average":
      return .tensor(join(word, inputs, axis: given.whole("axis", at: 1) ?? -1))
    case "subtract", "maximum", "minimum":
      let layer = KerasLayer(word.prefix(1).uppercased() + word.dropFirst())
      guard let formula = try combination(layer, inputs) else { break }
      return .tensor(join("combine \(formula)", inputs))
    case "reshape":
      guard let extents = given.value("newshape", at: 1)?.wholeNumbers, extents.count > 1 else {
        break
      }
      let shape = KerasValue.list(extents.dropFirst().map(KerasValue.int))
      let layer = LayerObject(KerasLayer("Reshape", [.init(nil, shape)]), line: line)
      return .tensor(node(.layer(layer), inputs))
    default:
      let layer = LayerObject(KerasLayer("Activation", [.init(nil, .text(word))]), line: line)
      guard inputs.count == 1, given.count == 1,
        (try? KerasLayers.lineOrFormula(of: layer.keras)) != nil
      else { break }
      return .tensor(node(.layer(layer), inputs))
    }
    throw NotUnderstood("`\(word)` inside a model has no counterpart here")
  }

  func loadModel(_ given: CallArguments) throws(NotUnderstood) -> Meaning {
    guard let path = given.text("filepath", at: 0) else {
      throw NotUnderstood("its name is not known here")
    }
    let written = writtenFiles[path]
    if let written, written.file == nil {
      throw NotUnderstood(
        "the checkpoint of line \(written.line) holds the whole run: "
          + "`s = resume \(ProgramText.quoted(Self.ownFile(path))), m, d` goes on with it, and `s.model` is its model"
      )
    }
    let model = ModelObject(.sequential([]), name: names.unique(wanted ?? "m"), line: line)
    model.isLoaded = true
    model.isTrained = true
    write(["\(model.name) = load \(ProgramText.quoted(written?.file ?? path))"])
    return .model(model)
  }
}

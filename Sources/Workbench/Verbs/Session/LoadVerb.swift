import Catalog
import Data
import Exchange
import Formats
import Learning
import Support

/// `m = load "digits.safetensors"`: checks the file as a whole before it makes anything.
enum LoadVerb: Verb {
  private static let file = Parameter<String>.file(
    "file", "The file; what it is, its content tells, then its name.", files: [.model])

  private static let input = Parameter<[[Int]]>.value(
    "input", "The shape of a sample, where a model's file leaves it open.",
    expected: "a list of whole numbers, or a list of such lists", shown: .nothing
  ) { value, _ in
    if case .list(let items) = value {
      let shapes = items.compactMap(shape)
      return shapes.count == items.count ? shapes : nil
    }
    guard case .tensor(let tensor) = value, tensor.shape.rank == 2,
      let known = tensor.known?.doubles
    else { return shape(value).map { [$0] } }
    let wholes = known.compactMap { Int(whole: $0) }
    let (rows, width) = (tensor.shape[0], tensor.shape[1])
    guard wholes.count == known.count else { return nil }
    return (0..<rows).map { Array(wholes[$0 * width..<($0 + 1) * width]) }
  }

  private static func shape(_ value: Value) -> [Int]? {
    guard case .tensor(let tensor) = value, tensor.shape.rank <= 1,
      let numbers = tensor.known?.doubles
    else { return nil }
    let wholes = numbers.compactMap { Int(whole: $0) }
    return wholes.count == numbers.count ? wholes : nil
  }

  private static let into = Parameter<Model>.value(
    "into", "A model that takes the file's weights, where that says nothing of layers.",
    expected: "a model", shown: .nothing
  ) { value, _ in
    if case .model(let model) = value { model } else { nil }
  }
  private static let classes = Parameter<[String]>.value(
    "classes", "The names of the classes in the order of the outputs, for a model of others.",
    expected: "a list such as [\"no\", \"yes\"]", shown: .nothing
  ) { value, _ in
    // Classes that are numbers stand in data as these are written.
    if case .tensor(let tensor) = value, let known = tensor.known, known.shape.rank == 1 {
      return known.doubles.map { NumberText.exact($0) }
    }
    guard case .list(let items) = value else { return nil }
    let names = items.compactMap { item -> String? in
      if case .text(let text) = item { return text }
      return item.number.map { NumberText.exact($0) }
    }
    return names.count == items.count ? names : nil
  }
  private static let output = Parameter<String>.value(
    "output", "The one that is taken, of a model of others that has several.",
    expected: "the name of an output", shown: .nothing
  ) { value, _ in
    switch value {
    case .text(let text): text
    case .spec(let spec, _): spec.name
    default: nil
    }
  }
  private static let map = word(
    "map", "How weights find their layers: by name, or by order and shape.", ["name", "order"])
  private static let layout = word(
    "layout", "How a picture's axes stand in front of a layer that takes it as a row.",
    TorchState.Layout.allCases.map(\.rawValue))

  private static func word(_ name: String, _ summary: String, _ words: [String]) -> Parameter<
    String
  > {
    .value(
      name, summary, expected: Problems.list(words), shown: .nothing, words: words
    ) { value, _ in
      switch value {
      case .spec(let spec, _) where words.contains(spec.name): spec.name
      case .text(let text) where words.contains(text): text
      default: nil
      }
    }
  }

  static let signature = Signature(
    "load", .verb, "reads what `save` wrote, or another program",
    example: "m = load \"small.safetensors\"",
    [
      file.description, into.description, map.description, layout.description, input.description,
      classes.description, output.description,
    ],
    details: """
      Nothing in a file is run, and nothing changes where it cannot be read as a whole.
      .onnx is read into layers of nabla: pictures with their channels last, weights as they are, operators without a layer
      of their own as formulas. What nabla exported comes back as it was.
      .keras and .h5 are models that Keras saved; those that nabla exported come back as they were, too.
      `input=[3, 224, 224]` is the shape of a sample in the order of the file, where that leaves it open, as Keras's
      `Input((None,))` does; of several inputs it is a list: input=[[20], [20]].
      `load "w.safetensors", into=m` gives a model the weights that PyTorch saved: `conv1.weight` belongs to the line
      `conv1:`, and is put into the order that it has here; map=order goes by the order of the layers and the shapes.
      So does it with those of Keras, .weights.h5 or a .keras that Keras saved again, for a model of the same layers: one of a
      table keeps its recipe, of which Keras keeps nothing.
      `classes=["Gentoo", "Adelie"]` says which class each output of a model of others is, in their order: `evaluate` and
      `predict` go by it, whatever order the words of a table have.
      A model of several outputs is loaded once for each: a = load "m.keras", output="price" gives the prices alone.
      x = load "x.npy" is a tensor, a = load "arrays.npz" a record of them: a.x.
      """, effects: [.givesValue, .changesModels])

  /// Larger files cannot hold a model that could be trained.
  static let limit = 8 << 30

  static func perform(_ call: VerbCall) throws -> Value {
    let value = try loaded(call)
    let given = try call.optional(into)
    let found: Model? = if case .model(let model) = value { model } else { given }
    if let model = found, !model.isQuantized,
      let path = model.parameters.first(where: { !$0.variable.isFinite })?.path
    {
      try call.interpreter.report(
        Problems.notFinite(
          path, of: model.name, in: call[file], at: call.span(of: file.description)))
    }
    return value
  }

  private static func loaded(_ call: VerbCall) throws -> Value {
    if let loaded = try largeWeights(call) { return loaded }
    let file = try call.interpreter.readFile(call[file], limit: limit)
    if Pickle.isOne(file.bytes, named: file.path) {
      throw TorchFileProblem.pickle(file.path, PickleContent(of: file.bytes))
    }
    let names = try call.optional(classes)
    if let model = try call.optional(into) {
      for option in [classes.description, output.description] {
        try call.refuse(idle: option, .of("weights that go into a model"))
      }
      if HDF5File.isBeginning(file.bytes) || ZIP.isKerasModel(file.bytes[...]) {
        for option in [map.description, layout.description] {
          try call.refuse(idle: option, .of("weights of PyTorch"))
        }
      }
      return try LoadedWeights.load(
        file, into: model, byOrder: call.optional(map) == "order",
        layout: call.optional(layout).flatMap(TorchState.Layout.init),
        at: call.span(of: into.description), call)
    }
    for option in [map.description, layout.description] {
      try call.refuse(idle: option, .without("into", typed: "into=m"))
    }
    let load = try call.interpreter.vocabulary.files.reader(\.load, of: .model, in: file)
    let shapes = try call.optional(input) ?? []
    func refuseShapes() throws {
      try call.refuse(idle: input.description, .of("a file that tells its shapes"))
    }
    if !ONNXFile.signature.isBeginning(of: file.bytes), !HDF5File.isBeginning(file.bytes),
      !ZIP.isKerasModel(file.bytes[...])
    {
      try refuseShapes()
    }
    if !ONNXFile.signature.isBeginning(of: file.bytes), !HDF5File.isBeginning(file.bytes),
      !ZIP.isKerasModel(file.bytes[...])
    {
      try call.refuse(idle: output.description, .of("a file of Keras or ONNX with several outputs"))
    }
    let loaded = try load(
      file,
      LoadRequest(
        name: call.evaluator.context.target, shapes: shapes, output: call.optional(output),
        evaluator: call.evaluator, refuseShapes: refuseShapes))
    guard let names else { return loaded }
    guard case .model(let model) = loaded, model.recipe?.target?.classes.isEmpty != false else {
      try call.refuse(idle: classes.description, .of("a file that tells its classes, or has none"))
      return loaded
    }
    try Problems.located(at: call.span(of: classes.description)) { try model.take(classes: names) }
    return loaded
  }
}

extension LoadVerb {
  /// Weights that are read one by one into a model that is there; `nil` for what is read as a whole.
  private static func largeWeights(_ call: VerbCall) throws -> Value? {
    guard let model = try call.optional(into), try call.optional(classes) == nil,
      try call.optional(output) == nil,
      let path = try? call.interpreter.readablePath(call[file]),
      let placed = try? PlacedFile(path), placed.byteCount > LoadedWeights.largeByteCount,
      placed.byteCount <= limit
    else { return nil }
    return try LoadedWeights.load(
      placed, as: call[file], into: model, byOrder: call.optional(map) == "order",
      layout: call.optional(layout).flatMap(TorchState.Layout.init),
      at: call.span(of: into.description), call)
  }
}

/// What is asked of a file that is loaded.
struct LoadRequest {
  /// What the value will be called; `nil` where it has no name.
  let name: String?
  /// The shapes of samples in the order of the inputs, where the user says them.
  let shapes: [[Int]]
  /// The output that is asked for, of a model that has several.
  let output: String?
  /// Where the value is made.
  let evaluator: Evaluator
  /// Refuses shapes that the user says, for a file that leaves nothing open.
  let refuseShapes: () throws -> Void
}

import Catalog
import Data
import Engine
import Language
import Learning

extension Evaluator {
  /// `model 784 { … }`: weights are drawn now, with the seed in force.
  func makeModel(_ syntax: ModelSyntax, at span: SourceSpan) throws -> Value {
    var inputs: [Model.Input] = []
    var recipe: Recipe?
    var pictureRecipe: Recipe?
    for input in syntax.inputs {
      var value = try evaluate(input.value)
      if case .dataset(let dataset) = value {
        let prepared = try prepared(dataset, as: text(of: input.value.span), at: input.value.span)
        (value, recipe) = (.dataset(prepared), prepared.recipe)
        pictureRecipe = prepared.pictureRecipe
      }
      let shape = try Problems.located(at: input.value.span) { try sampleShape(value) }
      inputs.append(Model.Input(input.name?.text ?? "input", shape))
    }
    let lines = try describe(syntax.lines)
    let name = context.target ?? "model"
    return try Problems.located(at: span) {
      guard lines.depth < ValueList.depthLimit else {
        throw ValueProblem.limit(.tooDeep(limit: ValueList.depthLimit))
      }
      let model = try calling {
        try Model(
          name: name, inputs: inputs, lines: lines, seed: session.options.seed,
          occurrence: { session.random.nextOccurrence(.initialization, $0) }, dtype: dtype,
          checkingWeights: context.defaults?.checkingWeights)
      }
      model.compatibility = lines.flatMap(\.compatibilities).first ?? compatibility
      (model.recipe, model.pictureRecipe) = (recipe, pictureRecipe)
      if context.defaults == nil, let large = model.largestRank {
        try session.warn(Problems.largeRank(large.rank, of: large.kernel, large.shape, at: span))
      }
      model.source = (try? ModelSource.text(inputs: inputs, lines: lines)) ?? ""
      return .model(model)
    }
  }

  /// The shape of one sample: a number, a list of extents, or that of a data set's samples.
  private func sampleShape(_ value: Value) throws -> Shape {
    if case .dataset(let dataset) = value { return dataset.sampleShape }
    guard case .tensor(let tensor) = value, tensor.shape.rank <= 1, let known = tensor.known else {
      throw ValueProblem.wrongKind(
        of: "model", expected: "an input size such as 784 or [28, 28, 1]", found: value.messageText)
    }
    // One more counts the samples.
    guard known.count < Shape.maximumRank else {
      throw ValueProblem.wrongKind(
        of: "model", expected: "at most \(Shape.maximumRank - 1) extents",
        found: "\(known.count) of them")
    }
    return Shape(
      try known.doubles.map { number in
        guard let extent = Int(whole: number) else {
          throw ValueProblem.notWhole(number, of: "the input size of a model")
        }
        guard extent >= 1 else { throw ValueProblem.emptyInput(extent) }
        return extent
      })
  }

  /// The lines of a model body as the learning module reads them.
  func describe(_ lines: [Line]) throws -> [LayerDescription] {
    try lines.flatMap { try describe($0) }
  }

  private func describe(_ line: Line) throws -> [LayerDescription] {
    let word = line.word.text
    let origin = line.word.span.start..<line.word.span.end
    if let value = frame[word] {
      return try describe(value, line, origin)
    }
    // `from` names an input or a layer, which is no value.
    if word == "from" {
      let names = line.arguments.map { Argument.word(text(of: $0.value.span)) }
      return [LayerDescription(label: line.label?.text, word, Arguments(names), origin: origin)]
    }
    let signature =
      catalog.signature(word, .layer) ?? catalog.signature(word, .structure)
      ?? catalog.signature(word, .activation)
    let evaluated = try evaluate(
      line.arguments, for: signature, wordSpan: line.word.span)
    let inner = try line.lines.map { try describe($0) }
    if let signature {
      try Problems.located(evaluated) {
        _ = try evaluated.bound(to: signature)
      }
    }
    return [
      LayerDescription(
        label: line.label?.text, word, evaluated.catalogArguments, lines: inner, origin: origin)
    ]
  }

  /// A user's value as a line: a model shares its weights, a block or a function that gives one
  /// stands for its lines, any other function is applied to what comes in.
  private func describe(
    _ value: Value, _ line: Line, _ origin: Range<Int>
  ) throws -> [LayerDescription] {
    switch value {
    case .model(let model):
      return [
        LayerDescription(
          label: line.label?.text, "model", Arguments([.value(model)]), origin: origin)
      ]
    case .block(let lines, _):
      return [LayerDescription(label: line.label?.text, "block", lines: lines, origin: origin)]
    case .function(let function):
      let evaluated = try evaluate(line.arguments, for: nil, wordSpan: line.word.span)
      if function.arity.contains(evaluated.positional.count + evaluated.named.count) {
        let made = try Problems.located(evaluated) {
          try function.call(
            evaluated.positional.map(\.value),
            named: evaluated.named.map { ($0.name, $0.value) }, by: self)
        }
        if case .block(let lines, _) = made {
          return [LayerDescription(label: line.label?.text, "block", lines: lines, origin: origin)]
        }
      }
      return [
        LayerDescription(
          label: line.label?.text, "activation", Arguments([.value(function)]), origin: origin)
      ]
    default:
      throw Problems.diagnostic(
        for: ValueProblem.wrongKind(
          of: "a line of a model", expected: "a layer, a block or a model",
          found: value.messageText), at: line.word.span)
    }
  }

  /// A model called at the prompt is inference; inside a gradient it is part of the graph, inside a
  /// step it is being trained.
  func apply(_ model: Model, to tensors: [TensorValue]) throws -> TensorValue {
    let inputs = try tensors.map { try Numerics.cast($0, to: model.dtype) }
    // Whole numbers end a gradient, which would be 0 without a word.
    if model.isQuantized, inputs.contains(where: { $0.known == nil }) {
      throw ValueProblem.quantizedTraced
    }
    if let step = context.tracing.step {
      let output = try calling {
        try step.apply(model, to: inputs.map { $0.node(in: step.graph) })
      }
      return TensorValue(output, in: step.graph, isWeak: false).asModelOutput()
    }
    if let graph = context.tracing.graph {
      let applied = try calling {
        try model.apply(to: inputs.map { $0.node(in: graph) }, in: graph)
      }
      return TensorValue(applied.output, in: graph, isWeak: false).asModelOutput()
    }
    let known = inputs.compactMap(\.known)
    guard known.count == inputs.count else { throw ValueProblem.conditionTraced }
    for tensor in tensors { try requirePreparation(tensor.preparation, for: model) }
    let output = try calling { try model.predict(known, threads: session.options.threads) }
    return TensorValue(output).asModelOutput()
  }
}

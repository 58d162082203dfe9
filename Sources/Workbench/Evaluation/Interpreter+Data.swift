import Catalog
import Engine
import Language
import Learning
import Support

extension Interpreter {
  /// `data SOURCE { steps }`; a user's data set wins over a source of the same name.
  func makeDataset(
    _ source: Expression, _ lines: [Line], at span: SourceSpan, in frame: Frame
  ) throws -> Value {
    let steps = try lines.map { try step($0, in: frame) }
    if let line = try sourceLine(source, in: frame) {
      return .dataset(
        try Problems.located(at: span) {
          try told { try DataPipeline.load(line, steps, $0) }
        })
    }
    let value = try evaluate(source, in: frame)
    guard case .dataset(let dataset) = value else {
      throw Problems.diagnostic(
        for: ValueProblem.wrongKind(
          of: "data", expected: "a source such as digits or a data set", found: value.messageText),
        at: source.span)
    }
    return .dataset(
      try Problems.located(at: span) {
        try told { try DataPipeline.extend(dataset, steps, $0) }
      })
  }

  /// A source of the catalogue with its arguments; `nil` for any other expression.
  private func sourceLine(_ expression: Expression, in frame: Frame) throws -> DataLine? {
    switch expression.kind {
    case .name(let name):
      guard frame[name] == nil, catalog.signature(name, .source) != nil else { return nil }
      return DataLine(name, origin: expression.span.start..<expression.span.end)
    case .call(let function, let arguments):
      guard case .name(let name) = function.kind, frame[name] == nil,
        let signature = catalog.signature(name, .source)
      else { return nil }
      let evaluated = try evaluate(
        arguments, for: signature, wordSpan: function.span, in: frame)
      return DataLine(
        name, evaluated.catalogArguments, origin: expression.span.start..<expression.span.end)
    default: return nil
    }
  }

  private func step(_ line: Line, in frame: Frame) throws -> DataLine {
    let word = line.word.text
    let evaluated = try evaluate(
      line.arguments, for: catalog.signature(word, .step), wordSpan: line.word.span, in: frame)
    if let signature = catalog.signature(word, .step) {
      try Problems.located(evaluated) {
        _ = try BoundArguments(evaluated.catalogArguments, to: signature)
      }
    }
    return DataLine(
      word, evaluated.catalogArguments, origin: line.word.span.start..<line.word.span.end)
  }

  /// A source called as a function: `xor = table(…)`.
  func openSource(_ name: String, _ arguments: EvaluatedArguments) throws -> Dataset {
    try Problems.located(arguments) {
      try DataPipeline.load(DataLine(name, arguments.catalogArguments), [], dataContext())
    }
  }

  /// Makes a data set, and says which parts were drawn at random.
  private func told(_ make: (DataContext) throws -> Dataset) throws -> Dataset {
    let context = dataContext()
    let dataset = try make(context)
    for split in context.record.splits where split.isRandom { note(Problems.text(of: split)) }
    return dataset
  }

  private func dataContext() -> DataContext {
    var directories = options.dataFolders
    if let folder = Environment.value("NABLA_DATA") { directories.append(folder) }
    return DataContext(
      dtype: options.dtype, seed: options.seed,
      occurrence: { [unowned self] in random.nextOccurrence($0, $1) }, directories: directories,
      resolve: { [unowned self] path throws(FileError) in try readablePath(path) },
      isInterrupted: { [unowned self] in isInterrupted })
  }
}

extension FunctionValue: LabelFunction {
  /// The function called on all targets of a part at once.
  package func labels(_ y: Tensor) throws -> Tensor {
    let result = try call([.tensor(TensorValue(y))])
    switch result {
    case .tensor(let tensor):
      guard let known = tensor.known else { throw ValueProblem.conditionTraced }
      return known
    case .bool(let flag): return Tensor(scalar: flag ? 1 : 0)
    default: throw ValueProblem.notNumbers(result.kindName, of: name)
    }
  }
}

import Catalog
import Data
import Engine
import Language
import Support

extension Evaluator {
  /// `data SOURCE { steps }`; a user's data set wins over a source of the same name.
  func makeDataset(
    _ source: Expression, _ lines: [Line], at span: SourceSpan
  ) throws -> Value {
    let steps = try lines.map { try step($0) }
    if let (line, preparation) = try sourceLine(source) {
      var dataset = try Problems.located(at: span) {
        try told { context in try calling { try DataPipeline.load(line, steps, context) } }
      }
      dataset.preparation = preparation
      return .dataset(dataset)
    }
    let value = try evaluate(source)
    guard case .dataset(let dataset) = value else {
      throw Problems.diagnostic(
        for: ValueProblem.wrongKind(
          of: "data", expected: "a source such as digits or a data set", found: value.messageText),
        at: source.span)
    }
    return .dataset(
      try Problems.located(at: span) {
        try told { context in try calling { try DataPipeline.extend(dataset, steps, context) } }
      })
  }

  /// A source of the catalogue with its arguments; `nil` for any other expression.
  ///
  /// With it comes how the rows were prepared that it is made of, where they are those of another data set.
  private func sourceLine(
    _ expression: Expression
  ) throws -> (line: DataLine, preparation: RowPreparation?)? {
    switch expression.kind {
    case .name(let name):
      guard frame[name] == nil, catalog.signature(name, .source) != nil else { return nil }
      return (DataLine(name, origin: expression.span.start..<expression.span.end), nil)
    case .call(let function, let arguments):
      guard case .name(let name) = function.kind, frame[name] == nil,
        let signature = catalog.signature(name, .source)
      else { return nil }
      let evaluated = try evaluate(
        arguments, for: signature, wordSpan: function.span)
      let line = DataLine(
        name, evaluated.catalogArguments, origin: expression.span.start..<expression.span.end)
      return (line, evaluated.preparation)
    default: return nil
    }
  }

  private func step(_ line: Line) throws -> DataLine {
    let word = line.word.text
    if let signature = catalog.signature(word, .step), signature.takesFormulas {
      return try formulaStep(line, signature)
    }
    let evaluated = try evaluate(
      line.arguments, for: catalog.signature(word, .step), wordSpan: line.word.span)
    if let signature = catalog.signature(word, .step) {
      try Problems.located(evaluated) {
        _ = try evaluated.bound(to: signature)
      }
    }
    return DataLine(
      word, evaluated.catalogArguments, origin: line.word.span.start..<line.word.span.end)
  }

  /// A source called as a function: `xor = table(…)`.
  func openSource(_ name: String, _ arguments: EvaluatedArguments) throws -> Dataset {
    var dataset = try Problems.located(arguments) {
      try told { context in
        try DataPipeline.load(DataLine(name, arguments.catalogArguments), [], context)
      }
    }
    dataset.preparation = arguments.preparation
    return dataset
  }

  /// Makes a data set, and says which parts were drawn at random or made by a column.
  private func told(_ make: (DataContext) throws -> Dataset) throws -> Dataset {
    let context = dataContext()
    let dataset = try make(context)
    tell(context)
    for split in context.record.splits where split.isRandom || split.column != nil {
      session.note(Problems.text(of: split))
    }
    return dataset
  }

  /// Says what a source did beside reading.
  func tell(_ context: DataContext) {
    for note in context.record.sourceNotes { session.note(Problems.text(of: note)) }
    for note in context.record.notes { session.note(Problems.text(of: note)) }
  }

  /// What data depend on beside their own text, as it is in force.
  func dataContext() -> DataContext {
    var directories = session.options.dataFolders
    if let folder = Environment.value("NABLA_DATA") { directories.append(folder) }
    var made = DataContext(
      dtype: dtype, seed: session.options.seed,
      occurrence: { [unowned session] in session.random.nextOccurrence($0, $1) },
      directories: directories,
      resolve: { [unowned session] path throws(FileError) in try session.readablePath(path) },
      files: vocabulary.files.signatures, threads: session.options.threads,
      isInterrupted: { [unowned session] in session.breathe() })
    (made.askedTarget, made.askedReading) = (context.askedTarget, context.askedReading)
    return made
  }
}

extension EvaluatedArguments {
  /// How the rows among them were prepared; `nil` where none was taken out of a data set.
  fileprivate var preparation: RowPreparation? {
    let values = positional.map(\.value) + named.map(\.value)
    return values.lazy.compactMap {
      if case .tensor(let tensor) = $0 { tensor.preparation } else { nil }
    }.first
  }
}

import Catalog
import Data
import Learning
import Support

// Parameters of verbs. What is of the wrong kind is told by its kind; `none` counts as left out.

extension Parameter {
  /// One that takes a value of the language; `read` answers `nil` for one of the wrong kind.
  static func value(
    _ name: String, _ summary: String, expected: String, asked: String? = nil,
    shown: Default? = nil, words: [String] = [], isLabel: Bool = false,
    files: Set<FileSignature.Content> = [],
    read: @escaping @Sendable (Value, WrittenArgument) throws(ArgumentError) -> Output?
  ) -> Parameter {
    Parameter(
      name, summary, expected: expected, asked: asked, shown: shown, words: words,
      isLabel: isLabel, files: files
    ) { (argument) throws(ArgumentError) in
      guard !argument.isNone else { throw argument.missing() }
      guard let output = try read(argument.languageValue, argument) else {
        throw argument.wrongKind()
      }
      return output
    }
  }
}

extension Parameter where Output == [Value] {
  /// All values that come.
  static func values(
    _ name: String, _ summary: String, expected: String, shown: Default? = nil,
    kinds: [Signature.Kind] = []
  ) -> Parameter {
    Parameter(
      name, summary, expected: expected, shown: shown, kinds: kinds, isVariadic: true
    ) { argument throws(ArgumentError) in
      (argument.value as? ArgumentList)?.items.compactMap { $0 as? Value }
        ?? [argument.languageValue]
    }
  }
}

extension WrittenArgument {
  /// A value of another kind than is expected, told by its kind.
  func wrongKind(_ expected: String? = nil) -> ArgumentError {
    isNone ? missing(expected) : wrongType(expected, found: languageValue.foundText)
  }
}

extension Parameter where Output == Model {
  static func model(_ summary: String = "The model.", shown: Default? = nil) -> Parameter {
    .value("model", summary, expected: "a model", shown: shown) { value, _ in
      if case .model(let model) = value { model } else { nil }
    }
  }
}

extension Parameter where Output == TrainingRun {
  static func run(_ summary: String) -> Parameter {
    .value("run", summary, expected: "a run") { value, _ in
      if case .run(let run) = value { run } else { nil }
    }
  }
}

extension Parameter where Output == UntilCondition {
  /// A condition, which is looked at later: `condition(_:)` of the call reads it as it is written.
  static func condition(_ name: String, _ summary: String) -> Parameter {
    Parameter(
      name, summary, expected: "a condition", shown: .nothing, isCondition: true,
      reading: { _ in nil })
  }
}

extension VerbCall {
  /// The condition as it is written; `nil` where it was left out.
  func condition(_ parameter: Parameter<UntilCondition>) throws -> UntilCondition? {
    try syntax.first { $0.label?.text == parameter.name }.map {
      try UntilCondition($0.value, interpreter)
    }
  }
}

extension Parameter where Output == Dataset {
  static func dataset(
    _ name: String = "data", _ summary: String, asked: String? = nil, shown: Default? = nil
  ) -> Parameter {
    .value(name, summary, expected: "a data set", asked: asked, shown: shown) { value, _ in
      if case .dataset(let dataset) = value { dataset } else { nil }
    }
  }
}

extension Parameter where Output == String {
  static func text(
    _ name: String, _ summary: String, expected: String = "text in quotes",
    asked: String? = nil, shown: Default? = nil, files: Set<FileSignature.Content> = []
  ) -> Parameter {
    .value(name, summary, expected: expected, asked: asked, shown: shown, files: files) {
      value, _ in
      if case .text(let text) = value { text } else { nil }
    }
  }

  /// A file by its name; `files` is what it holds.
  static func file(
    _ name: String, _ summary: String, shown: Default? = nil,
    files: Set<FileSignature.Content>
  ) -> Parameter {
    .value(name, summary, expected: "a file name in quotes", shown: shown, files: files) {
      (value, argument) throws(ArgumentError) in
      guard case .text(let path) = value else { throw argument.wrongKind("text in quotes") }
      return path
    }
  }
}

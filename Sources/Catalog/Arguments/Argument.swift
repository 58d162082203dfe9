import Support

/// A value as a signature sees it; everything that only the workbench understands stays `.value`.
package indirect enum Argument {
  case none
  case bool(Bool)
  case number(Double)
  case text(String)
  /// A bare word that names itself or a catalogue entry: `relu`, `same`.
  case word(String)
  case list([Argument])
  /// A catalogue entry called with options: `adam(0.01)`, `l2(1e-3)`.
  case spec(Spec)
  /// A tensor, model, data set, run or function of the user.
  case value(Any)

  /// The argument as a user would read it in a message.
  package var described: String {
    switch self {
    case .none: "none"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number):
      NumberText.exact(number)
    case .text(let text): "\"\(text)\""
    case .word(let word): word
    case .list(let items): "[" + items.map(\.described).joined(separator: ", ") + "]"
    case .spec(let spec): spec.text
    case .value(let value): (value as? any DescribedInMessages)?.messageText ?? "that value"
    }
  }
}

extension Argument {
  /// The argument as lists in lists where it is a tensor; any other one as it is.
  ///
  /// `[[1, 2], [3, 4]]` is a tensor to the language, and a pair of pairs to a parameter that takes one.
  package var listed: Argument {
    guard case .value(let value) = self, let listable = value as? any ListedInArguments else {
      return self
    }
    return listable.listed ?? self
  }
}

/// Values of other modules that can be read as lists of numbers: tensors of few elements.
package protocol ListedInArguments {
  /// `nil` for what is too large to be meant as an option.
  var listed: Argument? { get }
}

/// Values of other modules that can name themselves in an error: "a model", "tensor[2, 3]".
package protocol DescribedInMessages {
  /// A noun phrase: `a model`, `function f`.
  var messageText: String { get }
}

/// A name with options, as written: `adam(0.01)`.
package struct Spec {
  /// The catalogue's word: `adam`.
  package let name: String
  /// What stands between its brackets; empty where there are none.
  package let arguments: Arguments
  /// How many values stand inside one another.
  package let depth: Int

  /// A name, and what is given to it.
  package init(_ name: String, _ arguments: Arguments = Arguments()) {
    self.name = name
    self.arguments = arguments
    depth = arguments.depth
  }

  /// `adam(0.05, beta_1=0.8)`; without arguments the bare name.
  package var text: String {
    let written =
      arguments.positional.map(\.described)
      + arguments.named.map { "\($0.name)=\($0.value.described)" }
    return written.isEmpty ? name : "\(name)(\(written.joined(separator: ", ")))"
  }
}

/// What stands behind a word: positional arguments, then named ones.
package struct Arguments {
  /// The arguments without a name, in their order.
  package var positional: [Argument]
  /// The arguments with one, as they were written; a name may come twice here.
  package var named: [(name: String, value: Argument)]
  /// Whose defaults fill what is left out.
  package var compatibility: Compatibility

  /// Arguments as they were written, with the defaults of Keras where nothing is said.
  package init(
    _ positional: [Argument] = [], named: [(name: String, value: Argument)] = [],
    compatibility: Compatibility = .keras
  ) {
    self.positional = positional
    self.named = named
    self.compatibility = compatibility
  }
}

/// Values that hold other values, and know how many stand inside one another.
package protocol NestedValue {
  /// How many values stand inside one another.
  var depth: Int { get }
}

extension Argument {
  /// How many values stand inside one another.
  package var depth: Int {
    switch self {
    case .list(let items): 1 + (items.lazy.map(\.depth).max() ?? 0)
    case .spec(let spec): 1 + spec.depth
    case .value(let value): 1 + ((value as? any NestedValue)?.depth ?? 0)
    case .none, .bool, .number, .text, .word: 0
    }
  }
}

extension Arguments {
  /// How many values stand inside one another.
  package var depth: Int {
    max(positional.lazy.map(\.depth).max() ?? 0, named.lazy.map(\.value.depth).max() ?? 0)
  }
}

/// Which argument an error speaks of, so that the caret can stand under it.
package enum ArgumentPosition: Hashable, Sendable {
  case whole
  case positional(Int)
  case named(String)
}

/// A mistake in the arguments of one call; worded in one place, `Problems.swift` of the workbench.
package enum ArgumentError: Error, Equatable {
  /// The position is that of the argument; `known` are the words it could have been.
  case unknownName(String, of: String, known: [String])
  case missing(parameter: String, of: String, expected: String)
  case tooMany(of: String, takes: Int, at: ArgumentPosition)
  case repeated(String, of: String)
  case wrongType(
    parameter: String, of: String, expected: String, found: String, at: ArgumentPosition)
  case outOfRange(parameter: String, of: String, rule: String, found: String, at: ArgumentPosition)
  /// `activation=tahn`: a word of no known meaning where words are expected.
  case unknownWord(String, parameter: String, of: String, known: [String], at: ArgumentPosition)
}

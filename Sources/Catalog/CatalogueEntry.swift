/// One thing of a registry: it describes itself and is made from what the user wrote.
package protocol CatalogueEntry: SendableMetatype {
  /// Its name, arguments and help.
  static var signature: Signature { get }
  /// Made of arguments that fit its signature; throws for values that it refuses.
  init(_ arguments: BoundArguments) throws(ArgumentError)
}

extension CatalogueEntry {
  /// The entry as written with these arguments, or with its defaults.
  package static func make(_ arguments: Arguments = Arguments()) throws(ArgumentError) -> Self {
    try Self(BoundArguments(arguments, to: signature))
  }
}

/// An entry that has nothing to choose: its name says all.
package protocol WithoutParameters: CatalogueEntry {
  /// The only one there is.
  init()
}

extension WithoutParameters {
  /// The only one there is.
  package init(_ arguments: BoundArguments) throws(ArgumentError) { self.init() }
}

/// An entry and the text by which it was chosen: `adam(0.05)`.
package struct Chosen<Entry> {
  /// What was chosen.
  package let entry: Entry
  /// As written.
  package let text: String
  /// What it was made from, where it can be made again with one of them changed.
  package let arguments: Arguments

  /// What was chosen, and the words by which it was.
  package init(_ entry: Entry, text: String, arguments: Arguments = Arguments()) {
    self.entry = entry
    self.text = text
    self.arguments = arguments
  }
}

extension WrittenArgument {
  /// The entry of a registry that a word or a spec names; `nil` for any other argument.
  package func entry(
    of entries: [any CatalogueEntry.Type]
  ) throws(ArgumentError) -> Chosen<any CatalogueEntry>? {
    switch argument {
    case .word(let name): try entry(name, Arguments(), of: entries)
    case .spec(let spec): try entry(spec.name, spec.arguments, of: entries)
    default: nil
    }
  }

  private func entry(
    _ name: String, _ arguments: Arguments, of entries: [any CatalogueEntry.Type]
  ) throws(ArgumentError) -> Chosen<any CatalogueEntry> {
    guard let type = entries.first(where: { $0.signature.name == name }) else {
      throw unknownWord(name, among: entries.map { $0.signature.name })
    }
    do {
      let made = try type.init(BoundArguments(arguments, to: type.signature))
      return Chosen(made, text: Spec(name, arguments).text, arguments: arguments)
    } catch {
      throw error.placed(at: position)
    }
  }
}

extension ArgumentError {
  /// The same mistake with the caret under the whole spec, since its insides have no place of
  /// their own in the outer call.
  fileprivate func placed(at place: ArgumentPosition) -> ArgumentError {
    switch self {
    case .unknownName, .missing, .repeated: self
    case .tooMany(let owner, let takes, _): .tooMany(of: owner, takes: takes, at: place)
    case .wrongType(let parameter, let owner, let expected, let found, _):
      .wrongType(parameter: parameter, of: owner, expected: expected, found: found, at: place)
    case .outOfRange(let parameter, let owner, let rule, let found, _):
      .outOfRange(parameter: parameter, of: owner, rule: rule, found: found, at: place)
    case .unknownWord(let word, let parameter, let owner, let known, _):
      .unknownWord(word, parameter: parameter, of: owner, known: known, at: place)
    }
  }
}

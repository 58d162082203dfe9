/// Everything that a user can name, collected by the workbench from the registries of all modules.
package struct Catalog: Sendable {
  private let byName: [String: [Signature]]
  /// In the order of the registries, for lists and help.
  package let signatures: [Signature]
  /// The kinds of file that are read and written.
  package let files: FileSignatures

  /// A catalogue of these words, of which one may have several signatures, and of these kinds of file.
  package init(_ signatures: [Signature], files: FileSignatures = FileSignatures()) {
    self.signatures = signatures
    self.files = files
    byName = Dictionary(grouping: signatures, by: \.name)
  }

  /// All meanings of a word: `dropout` may be a layer, `flatten` a layer and a data step.
  package subscript(_ name: String) -> [Signature] { byName[name] ?? [] }

  /// The meaning of a word as that kind of thing; `nil` where it has none.
  package func signature(_ name: String, _ kind: Signature.Kind) -> Signature? {
    self[name].first { $0.kind == kind }
  }

  /// All words of these kinds, in the order of the registries.
  package func names(of kinds: [Signature.Kind]) -> [String] {
    signatures.filter { kinds.contains($0.kind) }.map(\.name)
  }
}

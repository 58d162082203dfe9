import Catalog

/// Programs of the language.
package enum ProgramFile {
  /// How they are known: by their names alone.
  package static let signature = FileSignature(
    "program", "a program", suffixes: [".nabla"], holds: [.program],
    advice: { "`nabla \"\($0)\"` runs it" })

  static let kind = FileKind(signature: signature)
}

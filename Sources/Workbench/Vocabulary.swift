import Catalog
import Engine
import Language
import Learning
import Plots

/// Everything that the language can name, collected from the registries of all modules.
package struct Vocabulary: Sendable {
  /// The signatures of all of it.
  package let catalog: Catalog
  let builtins: [String: Builtin]
  let verbs: [String: any Verb.Type]
  /// The kinds of file that programs read and write.
  let files: FileKinds

  /// Built once; its parts are values.
  package static let standard = Vocabulary()

  /// Kinds whose names can stand alone as values or with options: `relu`, `adam(0.01)`.
  static let specKinds: [Signature.Kind] = [
    .activation, .loss, .metric, .optimizer, .initializer, .schedule, .regularizer,
    .mechanism,
  ]

  init(files: FileKinds = .standard) {
    let verbs = Verbs.all
    var signatures = Keywords.signatures
    signatures += verbs.map { $0.signature }
    signatures += Builtins.all.map(\.signature)
    signatures += Constants.all.map(\.signature)
    signatures += LearningCatalog.signatures
    signatures += Charts.alone
    self.files = files
    catalog = Catalog(signatures, files: files.signatures)
    builtins = Dictionary(
      Builtins.all.map { ($0.signature.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.verbs = Dictionary(
      verbs.map { ($0.signature.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a bare name of the language stands for; `nil` for words that are no values.
  func value(of name: String, _ compatibility: Compatibility) -> Value? {
    if let constant = Constants.all.first(where: { $0.signature.name == name }) {
      return .number(constant.number)
    }
    if builtins[name] != nil { return .spec(Spec(name), .function) }
    if let kind = Vocabulary.specKinds.first(where: { catalog.signature(name, $0) != nil }) {
      let none = Arguments(compatibility: compatibility)
      return .spec(Spec(name, none), kind)
    }
    if catalog.signature(name, .source) != nil { return .spec(Spec(name), .source) }
    return nil
  }

  /// `relu(x): max(x, 0), element by element`: how a function of the language prints.
  func helpLine(_ signature: Signature) -> String {
    let parameters = signature.parameters.map { parameter in
      parameter.defaultText.map { "\(parameter.name)=\($0)" } ?? parameter.name
    }
    let summary =
      signature.summary.hasSuffix(".") ? String(signature.summary.dropLast()) : signature.summary
    let shown = parameters.isEmpty && signature.kind == .activation ? ["x"] : parameters
    return "\(signature.name)(\(shown.joined(separator: ", "))): \(summary)"
  }
}

/// Numbers with a name.
enum Constants {
  static let all: [(signature: Signature, number: Double)] = [
    (
      Signature(
        "pi", .constant, "ratio of a circle's circumference to its diameter", example: "pi"), .pi
    ),
    (Signature("inf", .constant, "infinity", example: "-inf"), .infinity),
    (Signature("nan", .constant, "not a number", example: "nan"), .nan),
  ]
}

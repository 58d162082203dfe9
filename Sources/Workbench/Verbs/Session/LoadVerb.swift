import Catalog
import Data
import Learning

/// `m = load "digits.safetensors"`: checks the file as a whole before it makes anything.
enum LoadVerb: Verb {
  private static let file = Parameter<String>.file(
    "file", "The file; what it is, its content tells, then its name.", files: [.model])

  static let signature = Signature(
    "load", .verb, "reads what `save` wrote, or another program",
    example: "m = load \"small.safetensors\"", [file.description],
    details: """
      Nothing in a file is run, and nothing changes where it cannot be read as a whole.
      """, effects: .givesValue)

  /// Larger files cannot hold a model that could be trained.
  static let limit = 8 << 30

  static func perform(_ call: VerbCall) throws -> Value {
    let file = try call.interpreter.readFile(call[file], limit: limit)
    let load = try call.interpreter.vocabulary.files.reader(\.load, of: .model, in: file)
    return try load(
      file, LoadRequest(name: call.evaluator.context.target, evaluator: call.evaluator))
  }
}

/// What is asked of a file that is loaded.
struct LoadRequest {
  /// What the value will be called; `nil` where it has no name.
  let name: String?
  /// Where the value is made.
  let evaluator: Evaluator
}

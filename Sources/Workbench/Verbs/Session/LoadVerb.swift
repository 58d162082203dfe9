import Catalog
import Data
import Learning

/// `m = load "digits.safetensors"`: checks the file as a whole before it makes anything.
enum LoadVerb: Verb {
  private static let file = Parameter<String>.file(
    "file", "The file; what it is, its content tells, then its name.", files: [.model])

  private static let input = Parameter<[Int]>.wholes(
    "input", "The shape of a sample, where a model's file leaves it open.", shown: .nothing)

  static let signature = Signature(
    "load", .verb, "reads what `save` wrote, or another program",
    example: "m = load \"small.safetensors\"", [file.description, input.description],
    details: """
      .onnx is read into layers of nabla: pictures with their channels last, weights as they are, operators without a layer
      of their own as formulas. What nabla exported comes back as it was. `input=[3, 224, 224]` is the shape of a sample
      in the order of the file, where that leaves it open.
      Nothing in a file is run, and nothing changes where it cannot be read as a whole.
      """, effects: .givesValue)

  /// Larger files cannot hold a model that could be trained.
  static let limit = 8 << 30

  static func perform(_ call: VerbCall) throws -> Value {
    let file = try call.interpreter.readFile(call[file], limit: limit)
    let load = try call.interpreter.vocabulary.files.reader(\.load, of: .model, in: file)
    let shape = try call.optional(input)
    if !ONNXFile.signature.isBeginning(of: file.bytes) {
      try call.refuse(idle: input.description, .of("a file that tells its shapes"))
    }
    return try load(
      file,
      LoadRequest(
        name: call.evaluator.context.target, shape: shape, evaluator: call.evaluator))
  }
}

/// What is asked of a file that is loaded.
struct LoadRequest {
  /// What the value will be called; `nil` where it has no name.
  let name: String?
  /// The shape of a sample, where the user says it.
  let shape: [Int]?
  /// Where the value is made.
  let evaluator: Evaluator
}

import Catalog
import Engine
import Plots
import Support

/// `save m, "digits.safetensors"`: weights and architecture in one file, written atomically; of a
/// run all that it needs to go on. `save e, "scores.md"`: a report in the form that the name asks for.
enum SaveVerb: Verb {
  private static let saved = Parameter<Value>.value(
    "model", "The model, run or report.", expected: "a model, a run or a report"
  ) { value, _ in
    switch value {
    case .model, .run, .report: value
    case .tensor(let tensor) where tensor.known != nil && 1...2 ~= tensor.shape.rank: value
    default: nil
    }
  }
  private static let file = Parameter<String>.file(
    "file",
    "The name, ending in \(FileKinds.standard.suffixes { $0.writeModel != nil }); of a report in "
      + "\(FileKinds.standard.suffixes { $0.writeReport != nil }).",
    files: [.model, .run, .report])

  static let signature = Signature(
    "save", .verb, "writes a model or a run to a file, with a checksum; or a report",
    example: "save model 2 { dense 1 }, \"small.safetensors\"",
    [saved.description, file.description],
    details: """
      A report is what `evaluate`, `summary`, `describe` and their like give: `e = evaluate m, d`, then
      `save e, "scores.md"` writes it as Markdown, .html as a page, .json for other programs, and .csv the rows
      of its table, with all digits, under the names of the columns. Tensors of rows, such as predictions, are
      written as .csv, too.
      """, effects: .writesFiles)

  static func perform(_ call: VerbCall) throws -> Value {
    let path = try call[file]
    let files = call.interpreter.vocabulary.files
    let (said, bytes): (String, [UInt8])
    var remark = ""
    switch try call[saved] {
    case .run(let run):
      let write = try files.writer(\.writeRun, of: .run, named: path)
      let checkpoint = try ResumeVerb.checkpoint(of: run, afterStep: nil, call.interpreter)
      guard call.interpreter.writesFiles else { return .none }
      (said, bytes) = ("the run", try write(run.setup)(checkpoint))
    case .model(let model):
      let write = try files.writer(\.writeModel, of: .model, named: path)
      (said, bytes) = (model.name, try write(model))
    case .report(let report):
      let write = try files.reportWriter(named: path)
      let file = write(report)
      (said, bytes, remark) = ("the report", file.bytes, file.remark)
    case .tensor(let tensor):
      // Predictions are rows, too.
      guard files.holdsRows(path), let known = tensor.known else {
        throw call.wrongKind(saved, saved.expected)
      }
      (said, bytes) = ("the numbers", try CSVRows(tensor, known).bytes())
    default: return .none
    }
    try Interrupt.check()
    guard call.interpreter.writesFiles else { return .none }
    try call.interpreter.outputFile(path).write(bytes)
    call.interpreter.noteWritten(
      "saved \(said) to \(path)" + (remark.isEmpty ? "" : ", \(remark)"), [path])
    return .none
  }
}

/// Why a file of weights cannot be written or read; data, worded in `Problems`.
enum SavedModelProblem: Error {
  case notPortable(model: String)
  /// The file has tensors but does not say how the model is built.
  case noArchitecture(path: String, tensors: [String])
  case notVerified(path: String)
  case newerVersion(path: String, String)
  case badArchitecture(path: String)
  case tensors(path: String, missing: [String], extra: [String], differing: [String])
}

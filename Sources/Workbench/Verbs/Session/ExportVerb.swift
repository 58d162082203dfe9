import Catalog
import Exchange
import Learning

/// `export m, "m.onnx"`: a model for other programs, in the form that the name asks for.
///
/// Nothing is lost in `save`; what is exported has what the other format can say.
enum ExportVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let file = Parameter<String>.file(
    "file", "The name, ending in \(FileKinds.standard.suffixes { $0.exportModel != nil }).",
    files: [.export])

  private static let raw = Parameter<Bool>(
    "raw", "Whether the columns go in as a file has them, where that can be.", default: true)

  static let signature = Signature(
    "export", .verb, "writes a model for other programs",
    example: "export model 2 { dense 1 }, \"small.onnx\"",
    [model.description, file.description, raw.description],
    details: """
      .onnx is for ONNX Runtime and whoever else reads the open neural network exchange format: operator set 17, float32, inputs
      by their names with any number of samples, the result as `output`. Inputs of an embedding are whole numbers
      (int64). A model of a table takes its columns as a file has them, each [N, 1]: numbers as float64 (NaN is a gap), dates
      as seconds since 1970, words as texts (\"\" is a gap), and gives `label` beside; `raw=false` exports what its layers take. All that it knows of its data stands
      in the file's metadata.
      """, effects: .writesFiles)

  static func perform(_ call: VerbCall) throws -> Value {
    let path = try call[file]
    let model = try call[model]
    if model.recipe == nil {
      try call.refuse(idle: raw.description, .of("a model without a table"))
    }
    let write = try call.interpreter.vocabulary.files.writer(
      \.exportModel, of: .export, named: path)
    let (bytes, remark) = try write(model, call[raw])
    guard call.interpreter.writesFiles else { return .none }
    try call.interpreter.outputFile(path).write(bytes)
    call.interpreter.note(
      "exported \(model.name) to \(path)" + (remark.isEmpty ? "" : ": \(remark)"))
    return .none
  }
}

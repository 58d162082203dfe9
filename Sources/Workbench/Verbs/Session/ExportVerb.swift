import Catalog
import Data
import Learning
import Support

/// `export m, "m.onnx"`: a value for other programs, in the form that the name asks for.
///
/// Nothing is lost in `save`; what is exported has what the other format can say.
enum ExportVerb: Verb {
  private static let value = Parameter<Value>.value(
    "value",
    "What is written: a model, or what `:help export` lists; `session` is all that was done here.",
    expected: "a value", words: ["session"]
  ) { value, _ in value }

  private static let file = Parameter<String>.file(
    "file", "The name; its end says the format.", files: [.export])

  private static let format = Parameter<String>.value(
    "format",
    "The format, where the name does not say it. What becomes what: \(FileKinds.standard.formatsByValue).",
    expected: "a format such as onnx",
    shown: .nothing, words: FileKinds.standard.formatWords
  ) { value, _ in
    switch value {
    case .spec(let spec, _): spec.name
    case .text(let text): text
    default: nil
    }
  }

  private static let raw = Parameter<Bool>(
    "raw", "Whether the columns go in as a file has them, where that can be.", default: true)

  private static let framework = Parameter<String>.value(
    "framework", "In whose words a program is written.", expected: "pytorch, keras or jax",
    shown: .nothing, words: ["pytorch", "keras", "jax"]
  ) { value, _ in
    switch value {
    case .spec(let spec, _): spec.name
    case .text(let text): text
    default: nil
    }
  }

  private static let data = Parameter<Dataset>.dataset(
    "data", "For a model card: the data on which the model is measured, such as d.test.",
    shown: .nothing)

  private static let only = Parameter<String>.value(
    "only", "What of a model is written: `adapters`, its changes of low rank, in PEFT's form.",
    expected: "adapters", shown: .nothing, words: ["adapters"]
  ) { value, _ in
    if case .spec(let spec, _) = value, spec.name == "adapters" { return spec.name }
    if case .text("adapters") = value { return "adapters" }
    return nil
  }

  static let signature = Signature(
    "export", .verb, "writes a model, a run or numbers for other programs",
    example: "export model 2 { dense 1 }, \"small.onnx\"",
    [
      value.description, file.description, format.description, raw.description,
      framework.description, data.description, only.description,
    ],
    details: """
      .onnx is for ONNX Runtime and whoever else reads the open neural network exchange format: operator set 17, float32,
      inputs by their names with any number of samples, the result as `output`; those of an embedding are whole numbers
      (int64).
      .keras and the older .h5 are for Keras: `keras.models.load_model` opens them in its safe mode. They are made of
      Keras's own layers. .weights.h5 has the weights alone, for `load_weights`.
      .py is a program of PyTorch's with the model as a class, and .pt.safetensors beside it its weights, a state
      dictionary. Of a run it is a whole training with its data: framework=pytorch, keras or jax.

      A model of a table takes its columns as a file has them, each [N, 1]: numbers as float64 (NaN is a gap), dates as
      seconds since 1970, words as texts (\"\" is a gap). In ONNX it gives `label` beside; pictures of files go in as numbers from 0
      to 255. raw=false exports what its layers take. What it knows of its data stands in the file.
      Of mnist, digits and arrays the steps of `data { … }` do not go along: behind `rescale 1/255` the file takes numbers from 0
      to 1, as the note of the export says. A line `rescaling 1/255` of the model goes along, and then it takes 0 to 255.

      A model also becomes a picture (.svg), a flowchart of Mermaid (.mmd) or Graphviz (.dot), arrays of its weights
      (.npz), and a model card (.md) with the front matter of Hugging Face: export m, "card.md", data=d.test says how good
      it is.
      export m, "customer/adapter_model.safetensors", only=adapters writes what `lora` has learnt, and not the kernels
      that stay, under the names that PEFT reads, with its adapter_config.json beside it where the file is called so;
      load "…", into=m gives it to a model of the same lines.
      Numbers become .npy, .csv or .safetensors, several in a record .npz or .safetensors:
      export {x: d.x, y: d.y}, "arrays.npz". So do data sets (.npz as `data npz` reads it, .csv), reports such as
      predictions, and the curves of a run (.csv, .npz, .json with an object a line). NumPy and pandas read them back bit
      for bit. Which files nabla wrote stands in .nabla-written beside them: tables are replaced where they stand there, and
      nothing is that was changed since.
      `export session, "a.ipynb"` writes what was done at the prompt as a notebook, .html as a page, .nabla.md as a
      session and .nabla as a program.
      """, effects: .writesFiles)

  static func perform(_ call: VerbCall) throws -> Value {
    let path = try call[file]
    let value = try call[value]
    if case .spec(let spec, _) = value, spec.name == "session" {
      return try exportSession(call, path)
    }
    if try call.optional(only) != nil {
      for option in [
        Self.format.description, raw.description, framework.description, data.description,
      ] { try call.refuse(idle: option, .beside("\(only.name)=adapters")) }
      guard case .model(let model) = value else { throw call.wrongKind(Self.value, "a model") }
      return try AdapterFile.export(model, path, call, at: call.span(of: file.description))
    }
    let format = try call.optional(format)
    let (kind, export) = try Problems.located(at: call.span(of: file.description)) {
      try call.interpreter.vocabulary.files.export(of: value, named: path, format: format)
    }
    for option in [raw.description, framework.description, data.description]
    where !export.options.contains(option.name) {
      try call.refuse(idle: option, .of(kind.words))
    }
    if case .model(let model) = value, model.recipe == nil {
      try call.refuse(idle: raw.description, .of("a model without a table"))
    }
    var request = ExportRequest(
      path: path, isRaw: try call[raw], framework: try call.optional(framework),
      evaluator: call.evaluator)
    if let data = try call.optional(data) {
      let written = call.syntax.first { $0.label?.text == Self.data.name }
      request.data = data
      request.dataText = written.map { call.evaluator.text(of: $0.value.span) } ?? data.name
      request.dataSpan = call.span(of: Self.data.description)
    }
    guard let files = try export.files(of: value, request) else {
      throw call.wrongKind(Self.value, export.takes)
    }
    try Interrupt.check()
    guard call.interpreter.writesFiles else { return .none }
    // The file that was asked for comes last: where it stands, all that it reads stands beside it.
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let outputs = try files.beside.map {
      (try call.interpreter.outputFile(folder + $0.name), $0.bytes)
    }
    let output = try call.interpreter.outputFile(path)
    for (beside, bytes) in outputs { try beside.write(bytes, beside: output) }
    try output.write(files.bytes)
    call.interpreter.noteWritten(
      Self.told(value, path, files), [path] + files.beside.map { folder + $0.name })
    return .none
  }

  /// What was done at the prompt, as a session, a notebook, a page or a program.
  private static func exportSession(_ call: VerbCall, _ path: String) throws -> Value {
    guard let (bytes, remark) = try call.interpreter.sessionFile?(path) else {
      throw ConversionProblem.noSession(path: path).diagnostic
    }
    guard call.interpreter.writesFiles else { return .none }
    try call.interpreter.outputFile(path).write(bytes)
    call.interpreter.noteWritten("exported the session to \(path)", [path])
    if !remark.isEmpty { call.interpreter.note(remark) }
    return .none
  }

  private static func told(_ value: Value, _ path: String, _ files: ExportedFiles) -> String {
    let name: String
    switch value {
    case .model(let model): name = model.name
    default: name = "the " + value.kindName.split(separator: " ").dropFirst().joined(separator: " ")
    }
    let beside =
      files.beside.isEmpty
      ? "" : ", with \(Problems.list(files.beside.map(\.name), "and")) beside it"
    return "exported \(name) to \(path)\(beside)"
      + (files.remark.isEmpty ? "" : ": \(files.remark)")
  }
}

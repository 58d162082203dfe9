import Catalog
import Data
import Exchange
import Formats
import Learning
import Support

/// Models and trainings as programs of Python, and models' weights as PyTorch has them.
enum PyTorchFile {
  /// How the names of state dictionaries end.
  static let weightsSuffix = ".pt.safetensors"

  /// Programs: of a model its class, of a run the training.
  static let program = FileKind(
    signature: programSignature,
    exports: [
      .model { model, request in
        let stem = request.stem(programSignature)
        let weights = stem + weightsSuffix
        let made = try TorchExport.program(of: model, file: weights, notes: notes(model))
        let takes =
          model.recipe == nil
          ? ""
          : made.takesRows
            ? "`prepare` makes its inputs of a row of the table"
            : "its inputs are prepared rows: what the table does to them has no form there"
        return ExportedFiles(
          made.program, beside: [(weights, made.state)],
          remark: ([takes] + made.remarks).filter { !$0.isEmpty }.joined(separator: "; "))
      }
    ])

  private static let programSignature = FileSignature(
    "Python", "a Python program", suffixes: [".py"], holds: [.export], mark: "written by nabla",
    advice: { "in a shell: python \($0)" })

  /// State dictionaries.
  static let weights = FileKind(
    signature: FileSignature(
      "PyTorch", "a state dictionary of PyTorch", suffixes: [weightsSuffix], holds: [.export],
      mark: TorchExport.layoutKey,
      advice: { "give its weights to a model: load \"\($0)\", into=m" }),
    exports: [
      .model { model, _ in
        ExportedFiles(try TorchExport.state(of: model, notes: notes(model)))
      }
    ])

  private static func notes(_ model: Model) -> [(key: String, value: String)] {
    [("name", model.name)]
  }
}

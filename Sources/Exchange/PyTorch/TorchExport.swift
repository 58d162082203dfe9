import Engine
import Formats
import Learning
import Support

/// A model for PyTorch: a program with its class, and a state dictionary in safetensors.
package enum TorchExport {
  /// The note that says how the axes of pictures stand in front of a flattened layer.
  package static let layoutKey = "nabla.layout"
  /// The note that says what each normalisation adds to the variance, by the path of its line.
  static let epsilonKey = "nabla.epsilon"

  /// The bytes of a state dictionary, with PyTorch's names and layouts. Throws where layers depend on the batch.
  ///
  /// The inputs of a layer behind `flatten` are in PyTorch's order, channels first, unless `remarks` says otherwise.
  package static func state(
    of model: Model, notes: [(key: String, value: String)]
  ) throws -> (bytes: [UInt8], remarks: [String]) {
    let program = try TorchProgram(model)
    let own = program.torch.layout == .channelsLast ? program.torch.picturesBehindRows : [:]
    return (
      try bytes(program, notes),
      own.sorted { $0.key < $1.key }.map { name, picture in
        "the inputs of `\(name)` stand in the order rows, columns, channels (\(picture.map(String.init).joined(separator: " × "))), "
          + "which a module of PyTorch has to flatten so: x.permute(0, 2, 3, 1).flatten(1)"
      }
    )
  }

  /// The program and the state dictionary beside it, which is called `file` there.
  ///
  /// `remarks` is what training there leaves out. Throws where a layer has no form in PyTorch.
  package static func program(
    of model: Model, file: String, notes: [(key: String, value: String)]
  ) throws -> (program: [UInt8], state: [UInt8], takesRows: Bool, remarks: [String]) {
    let program = try TorchProgram(model)
    let recipe = PythonRecipe(model)
    let text = text(of: program, recipe, file: file)
    return (
      Array(text.utf8), try bytes(program, notes), recipe.takesRows, program.torch.remarks
    )
  }

  private static func bytes(
    _ program: TorchProgram, _ notes: [(key: String, value: String)]
  ) throws -> [UInt8] {
    var entries: [Safetensors.Entry] = []
    for (name, tensor) in program.state {
      entries.append(tensor.entry(name))
    }
    var all = [(layoutKey, program.torch.layout.rawValue), ("format", "pt")] + notes
    let epsilons = program.torch.modules.compactMap { module in
      module.epsilon.map { JSON.Member(module.path, .number($0.value)) }
    }
    if !epsilons.isEmpty { all.append((epsilonKey, JSON.object(epsilons).description)) }
    return try Safetensors(entries: entries, notes: all.map { Safetensors.Note($0.0, $0.1) })
      .write()
  }

  private static func text(of program: TorchProgram, _ recipe: PythonRecipe, file: String) -> String
  {
    let model = program.torch.model
    let title = Sanitizer.visible(model.name)
    let arguments = zip(program.inputs, model.inputs).map { name, input in
      "torch.zeros(1, \(input.shape.extents.map(String.init).joined(separator: ", ")))"
        + (model.dtype == .float64 ? ".double()" : "")
    }
    var imports = [
      "from pathlib import Path", "", "import torch", "import torch.nn.functional as F",
    ]
    imports += ["from safetensors.torch import load_file", "from torch import nn"]
    let units =
      recipe.text.contains("def answer(")
      ? "; answer(model(x)) is in the units of the data, model(x) as it was learnt" : ""
    if recipe.text.contains("datetime.") {
      imports.insert("from datetime import datetime, timezone", at: 0)
    }
    if recipe.text.contains("math.") { imports.insert("import math", at: 0) }
    return """
      \"""`\(title)`, written by nabla for PyTorch. The weights stand beside it in \(PythonText.text(file)).\"""

      \(imports.joined(separator: "\n"))


      \(program.text(named: "Model", documentation: documentation(of: model, program)))

      \(recipe.text.isEmpty ? "" : "\n\(recipe.text)\n\n")
      def load(path=Path(__file__).with_name(\(PythonText.text(file)))):
          \"""The model with its weights, ready to answer\(units).\"""
          model = Model()
          model.load_state_dict(load_file(path))
          return model.eval()


      if __name__ == "__main__":
          with torch.no_grad():
              \(PythonText.show)(load()(\(arguments.joined(separator: ", "))))

      """
  }

  private static func documentation(of model: Model, _ program: TorchProgram) -> [String] {
    let looked = Set(model.indexLimits.map(\.input))
    var lines = ["`\(Sanitizer.visible(model.name))`: the inputs have the batch in front.", ""]
    for (name, input) in zip(program.inputs, model.inputs) {
      let shape = (["batch"] + input.shape.extents.map(String.init)).joined(separator: ", ")
      let isPicture = input.shape.rank == 3
      lines.append(
        "\(name) [\(shape)]"
          + (looked.contains(input.name) ? ": whole numbers that are looked up." : "")
          + (isPicture ? ": rows, columns, channels; they are put in PyTorch's order inside." : ""))
    }
    let output = (["batch"] + model.outputShape.extents.map(String.init)).joined(separator: ", ")
    lines.append("Gives [\(output)].")
    return lines
  }
}

extension Tensor {
  /// The same numbers as an entry of safetensors; a count of batches is a whole number of 64 bits.
  func entry(_ name: String) -> Safetensors.Entry {
    if name.hasSuffix("num_batches_tracked") {
      return Safetensors.Entry(
        name: name, .int64, shape: [], bytes: [UInt8](repeating: 0, count: 8))
    }
    let type: Safetensors.ElementType =
      switch dtype {
      case .float32: .float32
      case .float64: .float64
      case .int32: .int32
      }
    return Safetensors.Entry(
      name: name, type, shape: shape.extents, bytes: withBytes { Array($0) })
  }
}

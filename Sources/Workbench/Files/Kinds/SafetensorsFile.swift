import Catalog
import Data
import Engine
import Exchange
import Formats

/// Models and runs as named tensors with texts about them.
package enum SafetensorsFile {
  /// How they are known.
  package static let signature = FileSignature(
    "safetensors", "a safetensors file", suffixes: [".safetensors"],
    holds: [.model, .run, .export],
    mark: SavedModel.versionKey,
    advice: { "`m = load \"\($0)\"` reads a model, `resume \"\($0)\", m, d` goes on with a run" },
    begins: { Safetensors.isBeginning($0) })

  static let kind = FileKind(
    signature: signature,
    load: { file, request in
      let content = try content(of: file)
      if let arrays = arrays(in: content) {
        return .record(
          try RecordValue(arrays.map(\.name), arrays.map { .tensor(TensorValue($0.tensor)) })
            .checked())
      }
      let name = request.name ?? content.note(SavedModel.nameKey) ?? "model"
      return .model(
        try SavedModel.model(from: content, path: file.path, name: name, request.evaluator))
    },
    readRun: contents,
    writeModel: SavedModel.bytes,
    writeRun: { setup in
      let file = RunFile(setup)
      return { try file.bytes($0) }
    },
    exports: ArrayFiles.archived(hasWeights: false) { arrays in
      let version = Safetensors.Note(SavedModel.versionKey, SavedModel.version)
      return try Safetensors(
        entries: arrays.arrays.map { SavedModel.entry($0.name, $0.tensor) }, notes: [version]
      ).write()
    })

  /// What the file of a run holds.
  @Sendable static func contents(ofRun file: ReadFile) throws -> RunFile.Contents {
    try RunFile.contents(of: content(of: file), path: file.path)
  }

  /// What `export` has written of arrays, by name; `nil` for a model, a run, and what others wrote.
  private static func arrays(in file: Safetensors) -> [(name: String, tensor: Tensor)]? {
    guard file.note(SavedModel.versionKey) == SavedModel.version,
      [SavedModel.sourceKey, RunFile.kindKey, TorchExport.layoutKey, AdapterState.noteKey]
        .allSatisfy({
          file.note($0) == nil
        })
    else { return nil }
    var found: [(name: String, tensor: Tensor)] = []
    for entry in file.entries {
      guard let tensor = SavedModel.tensor(entry) else { return nil }
      found.append((entry.name, tensor))
    }
    return found.isEmpty ? nil : found
  }

  private static func content(of file: ReadFile) throws -> Safetensors {
    try file.decoded(as: signature) { bytes throws(FormatError) in try Safetensors.read(bytes) }
  }
}

import Catalog
import Engine
import Exchange
import Formats
import Support

/// Arrays of NumPy, one by itself and several in an archive: written, and read as values.
enum ArrayFiles {
  /// NPY: one array.
  static func kind(ofArray data: FileSignature) -> FileKind {
    let signature = data.holding([.model, .export], mark: NumPyFile.mark)
    return FileKind(
      signature: signature,
      load: { file, _ in
        let tensor = try file.decoded(as: signature) { bytes throws(FormatError) in
          try NumPyFile.read(bytes).tensor()
        }
        return .tensor(TensorValue(tensor))
      },
      exports: [
        .tensor { tensor, _ in
          ExportedFiles(
            tensor.known.map { NumPyFile.write(NumPyArray($0), isMarked: true) } ?? [])
        }
      ])
  }

  /// NPZ: arrays by name.
  static func kind(ofArchive data: FileSignature) -> FileKind {
    let signature = data.holding([.model, .export], mark: NumPyFile.mark)
    return FileKind(
      signature: signature,
      load: { file, _ in
        let found = try file.decoded(as: signature) { bytes throws(FormatError) in
          try arrays(in: bytes)
        }
        return .record(
          try RecordValue(found.map(\.name), found.map { .tensor(TensorValue($0.tensor)) })
            .checked())
      },
      exports: archived { arrays throws(FormatError) in
        try NPZFile.write(arrays.arrays.map { ($0.name, NumPyArray($0.tensor)) })
      })
  }

  /// What several arrays are written of, by `write`.
  static func archived(
    hasWeights: Bool = true, _ write: @escaping @Sendable (NamedArrays) throws -> [UInt8]
  ) -> [FileExport] {
    @Sendable func files(_ arrays: NamedArrays, of what: String) throws -> ExportedFiles {
      ExportedFiles(try write(arrays.checked(what)), remark: arrays.remark)
    }
    let models: [FileExport] =
      hasWeights ? [.model { model, _ in try files(NamedArrays(model), of: "a model") }] : []
    return [
      .tensor { tensor, _ in
        guard let known = tensor.known else { return ExportedFiles([]) }
        return try files(NamedArrays(known), of: "a tensor")
      },
      .record { record, _ in try files(NamedArrays(record), of: "the record") },
      .dataset { dataset, request in
        // Arrays hold what a model would learn from: steps that nobody chose are chosen, and told.
        let prepared = try request.evaluator.prepared(
          dataset, as: dataset.name, at: request.dataSpan)
        return try files(NamedArrays(prepared), of: "the data set")
      },
      .report { report, _ in try files(NamedArrays(report), of: "the report") },
      .run { run, _ in try files(NamedArrays(run), of: "the run") },
    ] + models
  }

  private static func arrays(
    in bytes: [UInt8]
  ) throws(FormatError) -> [(name: String, tensor: Tensor)] {
    let file = try NPZFile(bytes)
    var found: [(name: String, tensor: Tensor)] = []
    for name in file.names {
      do throws(FormatError) {
        found.append((name, try file.array(named: name).tensor()))
      } catch {
        throw FormatError(
          format: "NPZ", .tensor(name), expected: error.expected, found: error.found,
          remedy: error.remedy)
      }
    }
    return found
  }
}

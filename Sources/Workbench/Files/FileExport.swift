import Catalog
import Data
import Language
import Learning
import Plots

/// How a kind of file is made of one kind of value, for other programs.
struct FileExport: Sendable {
  /// What it is made of, as messages name it: "a model".
  let takes: String
  /// The options of `export` that mean something here; others are refused.
  let options: Set<String>
  /// Whether a value is of that kind.
  let admits: @Sendable (Value) -> Bool
  private let make: @Sendable (Value, ExportRequest) throws -> ExportedFiles?

  /// `read` takes the value apart, `make` writes it.
  init<Part>(
    of takes: String, options: Set<String> = [], read: @escaping @Sendable (Value) -> Part?,
    make: @escaping @Sendable (Part, ExportRequest) throws -> ExportedFiles
  ) {
    self.takes = takes
    self.options = options
    admits = { read($0) != nil }
    self.make = { value, request in
      guard let part = read(value) else { return nil }
      return try make(part, request)
    }
  }

  /// The files that a value becomes; `nil` where it is of another kind.
  func files(of value: Value, _ request: ExportRequest) throws -> ExportedFiles? {
    try make(value, request)
  }
}

extension FileExport {
  /// Made of a model.
  static func model(
    options: Set<String> = [],
    _ make: @escaping @Sendable (Model, ExportRequest) throws -> ExportedFiles
  ) -> FileExport {
    FileExport(
      of: "a model", options: options,
      read: { value in if case .model(let model) = value { model } else { nil } }, make: make)
  }

  /// Made of a run.
  static func run(
    options: Set<String> = [],
    _ make: @escaping @Sendable (TrainingRun, ExportRequest) throws -> ExportedFiles
  ) -> FileExport {
    FileExport(
      of: "a run", options: options,
      read: { value in if case .run(let run) = value { run } else { nil } }, make: make)
  }

  /// Made of numbers that are known.
  static func tensor(
    options: Set<String> = [],
    _ make: @escaping @Sendable (TensorValue, ExportRequest) throws -> ExportedFiles
  ) -> FileExport {
    FileExport(
      of: "a tensor", options: options,
      read: { value in
        guard case .tensor(let tensor) = value, tensor.known != nil else { return nil }
        return tensor
      }, make: make)
  }
}

extension FileExport {
  /// Made of a data set.
  static func dataset(
    options: Set<String> = [],
    _ make: @escaping @Sendable (Dataset, ExportRequest) throws -> ExportedFiles
  ) -> FileExport {
    FileExport(
      of: "a data set", options: options,
      read: { value in if case .dataset(let data) = value { data } else { nil } }, make: make)
  }

  /// Made of a report, such as predictions.
  static func report(
    options: Set<String> = [],
    _ make: @escaping @Sendable (ReportValue, ExportRequest) throws -> ExportedFiles
  ) -> FileExport {
    FileExport(
      of: "a report", options: options,
      read: { value in if case .report(let report) = value { report } else { nil } }, make: make)
  }

  /// Made of a record.
  static func record(
    options: Set<String> = [],
    _ make: @escaping @Sendable (RecordValue, ExportRequest) throws -> ExportedFiles
  ) -> FileExport {
    FileExport(
      of: "a record", options: options,
      read: { value in if case .record(let record) = value { record } else { nil } }, make: make)
  }
}

/// What is asked of an export beside the value.
struct ExportRequest {
  /// The file's name as written.
  let path: String
  /// Whether a model takes raw rows, where that can be.
  var isRaw = true
  /// Data on which a model is measured for what is written of it; `nil` where none are given.
  var data: Dataset?
  /// How these data are written: `d.test`.
  var dataText = ""
  /// Where they are written.
  var dataSpan = SourceSpan(0, 0)
  /// In whose words a program is written, `pytorch`; `nil` where nothing is said.
  var framework: String?
  /// Where the value comes from.
  let evaluator: Evaluator

  /// The name without its folders and its end: `m` for `out/m.onnx`.
  func stem(_ signature: FileSignature) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return signature.stem(of: name)
  }
}

/// What an export writes: a file, and perhaps others beside it.
struct ExportedFiles {
  /// The file that was asked for.
  let bytes: [UInt8]
  /// Further files in the same folder, by their names; written first.
  var beside: [(name: String, bytes: [UInt8])] = []
  /// What is told of it.
  var remark = ""

  init(_ bytes: [UInt8], beside: [(name: String, bytes: [UInt8])] = [], remark: String = "") {
    self.bytes = bytes
    self.beside = beside
    self.remark = remark
  }
}

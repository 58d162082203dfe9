import Engine
import Formats
import Learning
import Support

/// Reads the models that Keras saves, `.keras` and legacy `.h5`, into lines and weights.
///
/// Nothing that a file holds is run. Refused by name are functions of Python, classes of the user's own and layers
/// without a counterpart. The optimizer's state stays behind.
package enum KerasReader {
  private static let unpackedLimit = 2 << 30
  private static let ratioLimit = 1_000
  private static let configurationLimit = 64 << 20

  /// The model of a `.keras` archive. `isReserved` says which words cannot be labels.
  ///
  /// Throws `FormatError` for bytes that are damaged, `KerasError` for what has no counterpart, `LearningError` for lines
  /// that are no model.
  package static func model(
    archive bytes: [UInt8], isReserved: @escaping (String) -> Bool
  ) throws -> ForeignModel {
    let archive = try ZIP(bytes)
    let names = archive.members.map(\.name)
    for name in names
    where !["config.json", "metadata.json", "model.weights.h5"].contains(name)
      && !name.hasPrefix("assets/")
    {
      throw KerasError.archive(entry: name)
    }
    let unpacked = archive.members.reduce(0) { saturatingSum($0, $1.byteCount) }
    guard unpacked <= min(unpackedLimit, saturatingProduct(bytes.count, ratioLimit)) else {
      throw FormatError(
        format: "ZIP", .wholeFile, expected: "at most 2 GiB and 1,000 times its size unpacked",
        found: "\(NumberText.grouped(unpacked)) bytes")
    }
    guard names.contains("config.json") else { throw KerasError.missing(part: "config.json") }
    guard names.contains("model.weights.h5") else {
      throw KerasError.missing(part: "model.weights.h5")
    }
    let text = try archive.content(of: "config.json", limit: configurationLimit)
    let configuration = try json(text, "config.json")
    let graph = try KerasGraph(configuration)
    var store = KerasStore(try HDF5File(try archive.content(of: "model.weights.h5")))
    return try model(
      graph, remarks: remarks(configuration["compile_config"]), isReserved: isReserved
    ) { slots, tensor in
      try slots.map { try tensor(store.array(of: $0)) }
    }
  }

  /// The model of a legacy `.h5` file, of Keras 2 or 3.
  package static func model(
    legacy bytes: [UInt8], isReserved: @escaping (String) -> Bool
  ) throws -> ForeignModel {
    let file = try HDF5File(bytes)
    guard let text = try file.texts("model_config", of: file.root)?.first else {
      throw KerasError.missing(part: "model_config")
    }
    let graph = try KerasGraph(try json(Array(text.utf8), "model_config"))
    let training = try file.texts("training_config", of: file.root)?.first.map {
      try json(Array($0.utf8), "training_config")
    }
    var store = KerasStore(file)
    return try model(graph, remarks: remarks(training), isReserved: isReserved) {
      slots, tensor in
      try store.legacyArrays(of: slots, as: tensor)
    }
  }

  private static func model(
    _ graph: KerasGraph, remarks: [String], isReserved: @escaping (String) -> Bool,
    tensors: ([KerasSlot], (NumPyArray) throws -> Tensor) throws -> [Tensor]
  ) throws -> ForeignModel {
    let lines = KerasModelLines(graph, isReserved: isReserved)
    let weights = try lines.weights()
    var model = ForeignModel(name: graph.name, inputs: lines.inputs, lines: lines.plainLines)
    // Each array becomes a tensor at once, so that none of them is there twice.
    let read = try tensors(weights.map(\.slot)) { try tensor($0, graph.dtype) }
    model.weights = zip(weights, read).map { ($0.path, $1) }
    model.remarks = remarks
    return model
  }

  private static func tensor(_ array: NumPyArray, _ dtype: DType) throws -> Tensor {
    if dtype == .float64 { return Tensor(try array.numbers(), Shape(array.shape), .float64) }
    return Tensor(array.floats, Shape(array.shape))
  }

  private static func json(_ bytes: [UInt8], _ part: String) throws -> JSON {
    do throws(JSON.Fault) {
      return try JSON.read(bytes, named: part)
    } catch {
      throw KerasError.configuration(
        place: "\(part), byte \(error.offset)", expected: "\(error.expected), found \(error.found)")
    }
  }

  /// What it was compiled with is given to `train`, not kept by a model.
  private static func remarks(_ compiled: JSON?) -> [String] {
    guard let loss = compiled?["loss"], case .text(let name) = loss["config"]?["name"] ?? loss
    else { return [] }
    return ["it was compiled with the loss \(Sanitizer.visible(name)): say it to `train`"]
  }
}

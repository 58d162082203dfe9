import Formats
import Learning
import Support

/// Writes models for Keras 3: a `.keras` archive or a legacy `.h5` file, with layers of Keras alone.
///
/// `keras.models.load_model` opens them in its safe mode, without classes of the user's own.
package enum KerasWriter {
  /// The version whose layout is followed.
  private static let version = "3.15.1"
  /// More names than this in one attribute do not fit; Keras spreads them over several.
  private static let attributeLimit = 64_000

  /// A file, and what is told of it.
  package struct File {
    /// The whole file.
    package let bytes: [UInt8]
    /// Whether the columns of a table go in as a file has them.
    package var isRaw = false
    /// What Keras does otherwise than nabla.
    package let remarks: [String]
  }

  /// The archive of a model; `facts` go into its metadata.
  ///
  /// With `raw` a model of a table takes its columns as a file has them, an input each, where every step of its recipe has
  /// a form in Keras; answers are in the units of the file. Throws `KerasError` for lines that no layers of Keras make up.
  package static func archive(
    of model: Model, raw: Bool = false, facts: [(key: String, value: String)]
  ) throws -> File {
    let isRow = model.inputs.count == 1 && model.inputs[0].shape.rank == 1
    let columns = raw && isRow ? model.recipe.flatMap { KerasColumns($0) } : nil
    let network = try network(of: model, columns)
    let written = KerasJSON.model(network)
    var root = HDF5Group()
    for (path, array) in written.weights.stored { root.add(array, at: path) }
    let metadata = JSON.object(
      [.init("keras_version", .text(version))] + facts.map { .init($0.key, .text($0.value)) })
    return File(
      bytes: try ZIPWriter.bytes(of: [
        ("metadata.json", Array(metadata.description.utf8)),
        ("config.json", Array(written.json.description.utf8)),
        ("model.weights.h5", HDF5Writer.bytes(of: root)),
      ]), isRaw: columns != nil, remarks: network.remarks)
  }

  private static func network(
    of model: Model, _ columns: KerasColumns? = nil
  ) throws(KerasError) -> KerasNetwork {
    var network = try KerasNetwork(model, name: model.name, columns: columns)
    if let target = model.recipe?.target, target.isScaled {
      network.rescale(by: target.scale, target.offset)
    }
    return network
  }

  /// The legacy file of a model; `facts` become attributes.
  ///
  /// Throws `KerasError` for lines that no layers of Keras make up.
  package static func legacy(
    of model: Model, facts: [(key: String, value: String)]
  ) throws -> File {
    let network = try network(of: model)
    // Keras reads no operations from legacy files, and what `Normalization` has learnt only beside the model's own layers.
    if let entry = (network.entries + network.innerEntries).first(where: \.isOperation)
      ?? network.innerEntries.first(where: { $0.className == "Normalization" })
    {
      throw KerasError.legacy(entry.className, layer: entry.name)
    }
    let written = KerasJSON.model(network)
    var layers = HDF5Group(notes: [
      ("backend", .text("tensorflow")), ("keras_version", .text(version)),
    ])
    layers.notes += names("layer_names", written.byLayer.map(\.name))
    for (name, arrays) in written.byLayer {
      let ordered = arrays.inOrder
      var group = HDF5Group(notes: names("weight_names", ordered.map(\.name)))
      for (weight, array) in ordered {
        group.add(array, at: weight.split(separator: "/").map(String.init))
      }
      layers[name] = .group(group)
    }
    var root = HDF5Group(notes: [
      ("backend", .text("tensorflow")), ("keras_version", .text(version)),
      ("model_config", .text(written.json.description)),
    ])
    root.notes += facts.map { ($0.key, .text($0.value)) }
    root["model_weights"] = .group(layers)
    return File(bytes: HDF5Writer.bytes(of: root), remarks: network.remarks)
  }

  /// A list of names, in several attributes where it is long.
  private static func names(_ name: String, _ names: [String]) -> [(
    name: String, note: HDF5Group.Note
  )] {
    let longest = names.map(\.utf8.count).max() ?? 0
    guard longest * names.count > attributeLimit else { return [(name, .texts(names))] }
    let most = max(1, attributeLimit / longest)
    return stride(from: 0, to: names.count, by: most).enumerated().map { index, start in
      ("\(name)\(index)", .texts(Array(names[start..<min(start + most, names.count)])))
    }
  }
}

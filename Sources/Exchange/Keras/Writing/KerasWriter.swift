import Engine
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

  /// A file on its way: its parts, to which facts are added.
  package struct Parts {
    /// How the model is built, in JSON.
    let configuration: String
    /// The groups of the weights; of a legacy file what stands at its top.
    package let weights: HDF5Group
    /// The weight that stands at each path; `nil` where what stands there was computed.
    var sources: [(path: [String], source: Variable?)] = []
    /// Whether the columns of a table go in as a file has them.
    package var isRaw = false
    /// What Keras does otherwise than nabla.
    package let remarks: [String]
  }

  /// The archive of a model.
  ///
  /// With `raw` a model of a table takes its columns as a file has them, an input each, where every step of its recipe has
  /// a form in Keras; answers are in the units of the file. Throws `KerasError` for lines that no layers of Keras make up.
  package static func archive(of model: Model, raw: Bool = false, name: String? = nil) throws
    -> Parts
  {
    let isRow = model.inputs.count == 1 && model.inputs[0].shape.rank == 1
    let lost = raw && isRow ? model.recipe.map(KerasPrecision.lost) ?? [] : []
    let columns = raw && isRow && lost.isEmpty ? model.recipe.flatMap { KerasColumns($0) } : nil
    let network = try network(of: model, name, columns)
    let written = KerasJSON.model(network)
    var root = HDF5Group()
    for (path, array, _) in written.weights.stored { root.add(array, at: path) }
    return Parts(
      configuration: written.json.description, weights: root,
      sources: written.weights.stored.map { ($0.path, $0.source) }, isRaw: columns != nil,
      remarks: KerasPrecision.remark(lost) + network.remarks)
  }

  /// The bytes of an archive; `facts` go into its metadata.
  package static func bytes(
    ofArchive parts: Parts, facts: [(key: String, value: String)]
  ) throws -> [UInt8] {
    let metadata = JSON.object(
      [.init("keras_version", .text(version))] + facts.map { .init($0.key, .text($0.value)) })
    let weights = HDF5Writer.bytes(of: parts.weights)
    try Interrupt.check()
    return try ZIPWriter.bytes(of: [
      ("metadata.json", Array(metadata.description.utf8)),
      ("config.json", Array(parts.configuration.utf8)),
      ("model.weights.h5", weights),
    ])
  }

  /// The bytes of a file with the weights alone, as Keras's `save_weights` writes them; `facts` become attributes.
  package static func bytes(
    ofWeights parts: Parts, facts: [(key: String, value: String)]
  ) -> [UInt8] {
    var root = parts.weights
    root.notes = facts.map { ($0.key, .text($0.value)) }
    return HDF5Writer.bytes(of: root)
  }

  private static func network(
    of model: Model, _ name: String?, _ columns: KerasColumns? = nil
  ) throws -> KerasNetwork {
    var network = try KerasNetwork(model, name: name ?? model.name, columns: columns)
    // What was torn by an interrupt goes nowhere.
    try Interrupt.check()
    if let target = model.recipe?.target, target.isScaled {
      network.rescale(by: target.scale, target.offset)
    }
    return network
  }

  /// The legacy file of a model. Throws `KerasError` for lines that no layers of Keras make up.
  package static func legacy(of model: Model, name: String? = nil) throws -> Parts {
    let network = try network(of: model, name)
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
    var root = HDF5Group()
    root["model_weights"] = .group(layers)
    return Parts(
      configuration: written.json.description, weights: root, remarks: network.remarks)
  }

  /// The bytes of a legacy file; `facts` become attributes.
  package static func bytes(
    ofLegacy parts: Parts, facts: [(key: String, value: String)]
  ) -> [UInt8] {
    var root = parts.weights
    root.notes = [
      ("backend", .text("tensorflow")), ("keras_version", .text(version)),
      ("model_config", .text(parts.configuration)),
    ]
    root.notes += facts.map { ($0.key, .text($0.value)) }
    return HDF5Writer.bytes(of: root)
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

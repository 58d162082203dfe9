import Engine
import Formats
import Learning
import Support

/// Weights that Keras saved, with or without the model, on their way into a model that is there.
package enum KerasState {
  /// All of a model's weights from the groups of a file, `layers/dense/vars/0`, or nothing.
  ///
  /// Layers are counted by their class in the order of the model, as Keras counts them. A file may also be of the model with
  /// the columns of its table in front, as `KerasWriter` writes it: what the recipe does stays the model's own. Throws `FormatError` for bytes that
  /// are damaged, `KerasError` for a model that Keras has no layers for, `TorchState.Misfit` where weights do not fit.
  package static func read(_ bytes: [UInt8], into model: Model) throws -> TorchState.Read {
    let file =
      try ZIP.isKerasModel(bytes[...]) ? KerasContent(archive: bytes).file : HDF5File(bytes)
    do {
      return try read(file, into: model, try KerasWriter.archive(of: model).sources)
    } catch let misfit as TorchState.Misfit {
      guard model.recipe != nil, let parts = try? KerasWriter.archive(of: model, raw: true),
        parts.isRaw
      else { throw misfit }
      // Tables of words in front of the model are computed of the recipe.
      let own = parts.sources.filter { $0.source != nil }
      let tables = parts.sources.filter { $0.source == nil }.map { $0.path.joined(separator: "/") }
      guard let read = try? read(file, into: model, own, beside: Set(tables)) else { throw misfit }
      return read
    }
  }

  /// All weights from the places of a file; `tables` are no weights of the model.
  private static func read(
    _ file: HDF5File, into model: Model, _ sources: [(path: [String], source: Variable?)],
    beside tables: Set<String> = []
  ) throws -> TorchState.Read {
    var store = KerasStore(file)
    let top = try file.members(of: file.root).map(\.name)
    // Older versions give the list of layers another name.
    let list = top.contains("layers") ? "layers" : "_layer_checkpoint_dependencies"
    var (read, misfit) = (TorchState.Read(), TorchState.Misfit())
    var used = tables
    for (path, source) in sources {
      let name = path.joined(separator: "/")
      let place = path.map { $0 == "layers" ? list : $0 }
      guard used.insert(name).inserted else { continue }
      var there = try store.object(at: place)
      if there == nil, let direct = Self.direct(place) {
        there = try store.object(at: direct)
        if there != nil {
          used.insert(direct.map { $0 == list ? "layers" : $0 }.joined(separator: "/"))
        }
      }
      guard let source, let object = there, let shape = try file.shape(of: object)
      else {
        misfit.missing.append(name)
        continue
      }
      guard shape == source.type.shape.extents else {
        misfit.differing.append((name, shape, source.type.shape.extents))
        continue
      }
      let array = try file.array(object)
      // How many batches a normalization has seen is counted in whole numbers.
      guard !array.elementType.isWhole || shape.isEmpty else {
        misfit.whole.append(name)
        continue
      }
      let tensor = Tensor(try array.numbers(), source.type.shape, source.type.dtype)
      read.weights.append((source, tensor))
    }
    misfit.extra = try others(in: file, list: list, beside: used)
    guard misfit.isEmpty else { throw misfit }
    read.epsilons = epsilons(of: model)
    return read
  }

  /// The place of a layer that a wrapper holds itself, where here it stands alone in a model: `layer/layers/lstm` is
  /// `layer`; `nil` for other places.
  private static func direct(_ place: [String]) -> [String]? {
    guard let layer = place.firstIndex(of: "layer"), layer + 2 < place.count,
      ["layers", "_layer_checkpoint_dependencies"].contains(place[layer + 1])
    else { return nil }
    return Array(place[...layer] + place[(layer + 3)...])
  }

  /// Weights of layers that nobody asks for.
  private static func others(
    in file: HDF5File, list: String, beside used: Set<String>
  ) throws -> [String] {
    var found: [String] = []
    var stack: [(object: HDF5File.Object, path: [String])] = []
    if let layers = try file.member(list, of: file.root) { stack.append((layers, ["layers"])) }
    var seen = 0
    while let (object, path) = stack.popLast(), found.count < 100, seen < 100_000 {
      seen += 1
      guard path.count < 64, try file.isGroup(object) else {
        let name = path.map { $0 == "_layer_checkpoint_dependencies" ? "layers" : $0 }
          .joined(separator: "/")
        // Where a random stream stands is no weight.
        if path.contains("vars"), !path.contains("seed_generator"), !used.contains(name) {
          found.append(name)
        }
        continue
      }
      for (name, member) in try file.members(of: object) { stack.append((member, path + [name])) }
    }
    return found.sorted()
  }

  /// Normalizations that add something else to the variance than Keras does where nothing is said.
  private static func epsilons(of model: Model) -> [TorchState.Epsilon] {
    let usual = [
      "batch_normalization": 1e-3, "layer_normalization": 1e-3, "group_normalization": 1e-3,
      "rms_normalization": 1e-6,
    ]
    return model.calls.compactMap { call in
      guard let there = usual[call.name], let here = LineOptions(call).number("epsilon"),
        abs(there - here) > 1e-3 * max(there, here)
      else { return nil }
      return TorchState.Epsilon(
        path: call.label, word: call.name, here: here, there: there, library: "Keras")
    }
  }
}

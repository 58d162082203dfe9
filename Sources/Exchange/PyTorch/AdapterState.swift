import Engine
import Formats
import Learning
import Support

/// The low-rank changes of a model by themselves, as PEFT keeps them: `adapter_model.safetensors`.
///
/// A kernel `hidden.kernel` has `base_model.model.hidden.lora_A.weight` [rank × inputs] and `….lora_B.weight`
/// [outputs × rank]; of convolutions these are kernels, of embeddings `lora_embedding_A` and `_B`, and kernels that have no
/// layer of that kind in PyTorch are taken as matrices [all but the last axis × last]. Biases of adapted layers, which
/// learn with them, stand beside as `hidden.base_layer.bias`.
package enum AdapterState {
  /// What a file of nabla's says of itself: alpha / rank of each kernel.
  package static let noteKey = "nabla.adapters"
  /// The fingerprint of the weights on which they were learnt.
  package static let baseKey = "nabla.base"
  private static let prefix = "base_model.model."

  /// What is in a file and not in the model, or the other way round.
  package struct Misfit: Error {
    /// What the model asks for.
    package var missing: [String] = []
    /// What nobody asks for.
    package var extra: [String] = []
    /// What has another shape, or holds no floating-point numbers.
    package var differing: [String] = []

    var isEmpty: Bool { missing.isEmpty && extra.isEmpty && differing.isEmpty }
  }

  /// How a weight stands in a file.
  private struct Place {
    let name: String
    let path: String
    let variable: Variable
    /// The axes of the weight, in groups that become one each, in the order of the file.
    let axes: [[Int]]
    /// Further axes of extent 1 at the end.
    var ones = 0
    /// The adapter whose B it is.
    var scaled: Adapter?

    var shape: [Int] {
      let extents = variable.type.shape.extents
      return axes.map { $0.reduce(1) { $0 * extents[$1] } } + Array(repeating: 1, count: ones)
    }
  }

  /// Whether a file holds such changes and nothing that makes it a model.
  package static func isOne(_ file: Safetensors) -> Bool {
    file.entries.contains { $0.name.contains("lora_A") || $0.name.contains("lora_embedding_A") }
  }

  /// The tensors under PEFT's names, with a note of their scales.
  package static func tensors(
    of model: Model
  ) -> (tensors: [(name: String, value: Tensor)], notes: [(name: String, text: String)]) {
    let scales = JSON.object(model.adapters.map { .init($0.kernel, .number($0.scale)) })
    return (
      places(of: model).map { place in
        let value = place.variable.value
        let turned = value.turned(place.axes.flatMap(\.self))
        return (place.name, turned.reshaped(Shape(place.shape)))
      }, [(noteKey, scales.description), (baseKey, baseFingerprint(of: model))]
    )
  }

  /// 16 hexadecimal digits of all weights that no file of adapters holds.
  package static func baseFingerprint(of model: Model) -> String {
    let own = Set(model.adapterParameters.map(\.path))
    let base = model.parameters.filter { !own.contains($0.path) }
    let digits = String(WeightHash.of(base.map(\.variable.value)), radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
  }

  /// What PEFT wants to know beside the tensors: `adapter_config.json`.
  package static func configuration(of model: Model) -> String {
    let adapters = model.adapters.map { adapter in
      let rank = model.parameter(adapter.second)?.type.shape.extents.first ?? 1
      return (module: module(adapter.kernel), rank: rank, alpha: adapter.scale * Double(rank))
    }
    let (rank, alpha) = (adapters.first?.rank ?? 1, adapters.first?.alpha ?? 1)
    func pattern(_ value: (Int, Double) -> JSON?) -> JSON {
      .object(
        adapters.compactMap { adapter in
          value(adapter.rank, adapter.alpha).map { .init(adapter.module, $0) }
        })
    }
    let hasBias = places(of: model).contains { $0.scaled == nil && !$0.name.contains("lora_") }
    return JSON.object([
      .init("peft_type", .text("LORA")), .init("task_type", .null),
      .init("base_model_name_or_path", .null), .init("inference_mode", .bool(true)),
      .init("r", .whole(rank)), .init("lora_alpha", number(alpha)),
      .init("lora_dropout", .number(0)),
      .init("bias", .text(hasBias ? "lora_only" : "none")), .init("fan_in_fan_out", .bool(false)),
      .init("target_modules", .list(adapters.map { .text($0.module) })),
      .init("rank_pattern", pattern { own, _ in own == rank ? nil : .whole(own) }),
      .init("alpha_pattern", pattern { _, own in own == alpha ? nil : number(own) }),
      .init("modules_to_save", .null),
    ]).description + "\n"
  }

  /// The values that a file has for a model's changes, all or nothing; throws `Misfit`.
  ///
  /// Biases that a file lacks stay as they are. Where a file's note says another scale than the model's, B is made to
  /// count as much as it did.
  package static func read(
    _ file: Safetensors, into model: Model
  ) throws -> [(variable: Variable, value: Tensor)] {
    var misfit = Misfit()
    var values: [(variable: Variable, value: Tensor)] = []
    let table = Dictionary(
      file.entries.map { (plain($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    var used: Set<String> = []
    let scales = file.note(noteKey).flatMap { try? JSON.read(Array($0.utf8)) }
    for place in places(of: model) {
      let name = plain(place.name)
      guard let entry = table[name] else {
        if place.name.contains("lora_") { misfit.missing.append(name) }
        continue
      }
      used.insert(name)
      let stored = StateTable.Entry(
        elementType: entry.elementType, shape: entry.shape, content: .bytes(entry.bytes),
        bytes: entry.bytes.indices)
      guard entry.shape == place.shape, let tensor = try Tensor(stored) else {
        misfit.differing.append(name)
        continue
      }
      var factor = 1.0
      if let adapter = place.scaled, let there = scales?[adapter.kernel]?.double, adapter.scale != 0
      {
        factor = there / adapter.scale
      }
      let order = place.axes.flatMap(\.self)
      let extents = place.variable.type.shape.extents
      let back = order.indices.sorted { order[$0] < order[$1] }
      let turned = tensor.reshaped(Shape(order.map { extents[$0] })).turned(back)
      values.append(
        (
          place.variable,
          Tensor(turned.doubles.map { $0 * factor }, turned.shape, place.variable.type.dtype)
        ))
    }
    misfit.extra = file.entries.map { plain($0.name) }.filter { !used.contains($0) }
    guard misfit.isEmpty else { throw misfit }
    return values
  }

  private static func plain(_ name: String) -> String {
    (name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name)
      .replacing(".base_layer.", with: ".")
  }

  /// `hidden.base_layer.bias` for `hidden.bias`: PEFT keeps what it has put its layers around in one of that name.
  private static func biasName(_ path: String) -> String {
    let parts = path.split(separator: ".")
    return (parts.dropLast() + ["base_layer"] + parts.suffix(1)).joined(separator: ".")
  }

  private static func number(_ value: Double) -> JSON {
    Int(exactly: value).map { .whole($0) } ?? .number(value)
  }

  /// `hidden` for `hidden.kernel`, `cell.recurrent_kernel` for a kernel of another name.
  private static func module(_ kernel: String) -> String {
    for end in [".kernel", ".embeddings"] where kernel.hasSuffix(end) {
      return String(kernel.dropLast(end.count))
    }
    return kernel
  }

  private static func places(of model: Model) -> [Place] {
    let calls = Dictionary(model.calls.map { ($0.label, $0.name) }) { first, _ in first }
    var places: [Place] = []
    for adapter in model.adapters {
      guard let first = model.parameter(adapter.first), let second = model.parameter(adapter.second)
      else { continue }
      let name = module(adapter.kernel)
      let (rank, last) = (first.type.shape.rank, first.type.shape.rank - 1)
      let isConvolution =
        adapter.kernel.hasSuffix(".kernel") && ["conv1d", "conv2d"].contains(calls[name] ?? "")
      let isEmbedding = adapter.kernel.hasSuffix(".embeddings")
      let outer = Array(0..<last)
      let spatial = outer.dropLast()
      let words =
        isEmbedding ? ("lora_embedding_A", "lora_embedding_B") : ("lora_A.weight", "lora_B.weight")
      places.append(
        Place(
          name: prefix + "\(name).\(words.0)", path: adapter.first, variable: first,
          axes: isConvolution
            ? [[last], [rank - 2]] + spatial.map { [$0] } : [[last], outer]))
      places.append(
        Place(
          name: prefix + "\(name).\(words.1)", path: adapter.second, variable: second,
          axes: [[1], [0]], ones: isConvolution ? spatial.count : 0, scaled: adapter))
    }
    for (path, variable) in model.adapterBiases {
      places.append(
        Place(
          name: prefix + biasName(path), path: path, variable: variable,
          axes: variable.type.shape.extents.indices.map { [$0] }))
    }
    return places
  }
}

extension Tensor {
  /// The same numbers with axes in another order.
  fileprivate func turned(_ order: [Int]) -> Tensor {
    guard order != Array(shape.extents.indices) else { return self }
    let (old, numbers) = (shape.extents, doubles)
    var strides = Array(repeating: 1, count: old.count)
    for axis in old.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * old[axis + 1]
    }
    let extents = order.map { old[$0] }
    return Tensor(TensorType(Shape(extents), dtype)) { position in
      var (rest, place) = (position, 0)
      for axis in extents.indices.reversed() {
        place += rest % extents[axis] * strides[order[axis]]
        rest /= extents[axis]
      }
      return numbers[place]
    }
  }
}

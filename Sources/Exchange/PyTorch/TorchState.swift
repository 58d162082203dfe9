import Engine
import Formats
import Learning

/// Weights of PyTorch on their way into a model that is there.
package enum TorchState {
  /// How a picture's axes stand in front of a layer that takes it as a row.
  package enum Layout: String, Sendable, CaseIterable {
    case channelsFirst = "channels_first"
    case channelsLast = "channels_last"
  }

  /// Why weights do not fit; worded elsewhere.
  package struct Misfit: Error {
    /// What the model asks for and the file does not have, by PyTorch's names.
    package var missing: [String] = []
    /// What the file has and nobody asks for.
    package var extra: [String] = []
    /// What has another shape.
    package var differing: [(name: String, found: [Int], expected: [Int])] = []
    /// What are no floating-point numbers.
    package var whole: [String] = []

    var isEmpty: Bool { missing.isEmpty && extra.isEmpty && differing.isEmpty && whole.isEmpty }
  }

  /// What is to be set, and what is told of it.
  package struct Read {
    /// Each with a value of its shape and type.
    package var weights: [(variable: Variable, value: Tensor)] = []
    /// What was put into another order.
    package var remarks: [String] = []
  }

  /// All of a model's weights from a file, or nothing.
  ///
  /// Names are those of the model's lines, with dots or `_`; whatever all names of the file begin with, up to a dot,
  /// counts for nothing. `byOrder` gives each module of the model the first in the file whose tensors have its shapes.
  /// Without `layout` a picture in front of a dense layer has its channels first, unless nabla wrote the file. Throws
  /// `Misfit`, and `ExportError` for a model that cannot be appended.
  package static func read(
    _ file: Safetensors, into model: Model, byOrder: Bool = false, layout: Layout? = nil
  ) throws -> Read {
    let torch = try TorchModel(model, calling: false)
    let table = StateTable(file)
    let pairs = byOrder ? table.byOrder(torch.modules) : table.byName(torch.modules)
    let written = file.note(TorchExport.layoutKey).flatMap(Layout.init)
    let turns = (layout ?? written ?? .channelsFirst) == .channelsFirst
    let pictures = turns ? torch.picturesBehindRows : [:]
    var (misfit, read) = (Misfit(), Read())
    var used: Set<String> = []
    for (module, prefix) in pairs {
      let plain = prefix == nil ? plainGroups(of: module, in: table) : nil
      for group in plain ?? module.groups {
        let names = group.names.map { name in
          StateTable.joined(plain == nil ? prefix ?? module.path : "", name)
        }
        guard let tensors = table.tensors(names, group, model.dtype, &used, &misfit) else {
          continue
        }
        let isTurned = pictures[module.name].map { picture in
          tensors.map { $0.turned(from: picture, axis: group.inputAxis ?? 0) }
        }
        let values = group.read(isTurned ?? tensors)
        for (variable, value) in zip(group.variables, values) {
          read.weights.append((variable, value.cast(to: variable.type.dtype)))
        }
      }
      if let picture = pictures[module.name], plain == nil, picture.dropLast().reduce(1, *) > 1 {
        read.remarks.append(
          "the inputs of `\(module.path)` stand there by channels, and were put in the order of "
            + "\(picture.map(String.init).joined(separator: " × ")) (layout=channels_last leaves them)"
        )
      }
    }
    misfit.extra = table.names.filter { !used.contains($0) && !StateTable.isBeside($0) }
    guard misfit.isEmpty else { throw misfit }
    return read
  }

  /// The tensors of a file by name and shape, for a message.
  package static func contents(_ file: Safetensors) -> [String] {
    file.entries.map { "\($0.name) [\($0.shape.map(String.init).joined(separator: ", "))]" }
  }

  /// A module's weights one by one, where nabla wrote them so; `nil` where the file has none of them.
  private static func plainGroups(of module: TorchModule, in table: StateTable) -> [TorchWeights]? {
    let groups = module.groups.flatMap(\.variables).compactMap { variable -> TorchWeights? in
      let suffix = variable.name.split(separator: ".").last.map(String.init) ?? ""
      let name = PythonText.identifier("\(module.path).\(suffix)")
      return table.has(name) ? TorchWeights(name, variable) : nil
    }
    return groups.isEmpty ? nil : groups
  }
}

/// The tensors of a file by name.
struct StateTable {
  private let entries: [String: Safetensors.Entry]
  /// In the order of the file, without what all begin with.
  let names: [String]

  init(_ file: Safetensors) {
    var names = file.entries.map(\.name)
    let prefix = Self.commonPrefix(names)
    names = names.map { String($0.dropFirst(prefix.count)) }
    self.names = names
    entries = Dictionary(zip(names, file.entries)) { first, _ in first }
  }

  /// `model.` where all names begin so and something with a dot follows.
  private static func commonPrefix(_ names: [String]) -> String {
    guard let first = names.first, names.count > 1, let dot = first.firstIndex(of: ".") else {
      return ""
    }
    let prefix = String(first[...dot])
    let rest = names.map { $0.dropFirst(prefix.count) }
    guard names.allSatisfy({ $0.hasPrefix(prefix) }), rest.allSatisfy({ $0.contains(".") }) else {
      return ""
    }
    return prefix
  }

  /// What belongs to no weight of a model.
  static func isBeside(_ name: String) -> Bool {
    name.hasSuffix("num_batches_tracked") || name.hasPrefix("constant_")
  }

  static func joined(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty || name.isEmpty ? prefix + name : "\(prefix).\(name)"
  }

  func has(_ name: String) -> Bool { entries[name] != nil }

  /// Each module with what its names begin with in the file; `nil` where nothing there is called so.
  func byName(_ modules: [TorchModule]) -> [(TorchModule, String?)] {
    modules.map { module in
      let prefix = [module.path, module.name].first { prefix in
        module.groups.contains { $0.names.contains { has(Self.joined(prefix, $0)) } }
      }
      return (module, prefix)
    }
  }

  /// Each module with the first in the file that nobody has and whose tensors have its shapes.
  func byOrder(_ modules: [TorchModule]) -> [(TorchModule, String?)] {
    var free: [String] = []
    for name in inOrder {
      let prefix = name.split(separator: ".").dropLast().joined(separator: ".")
      for candidate in Set([prefix, Self.outer(prefix)]) where !free.contains(candidate) {
        free.append(candidate)
      }
    }
    return modules.map { module in
      let place = free.firstIndex { prefix in
        module.groups.allSatisfy { group in
          group.isOptional
            || zip(group.names, group.shapes).allSatisfy {
              entries[Self.joined(prefix, $0)]?.shape == $1
            }
        }
      }
      return (module, place.map { free.remove(at: $0) })
    }
  }

  private static func outer(_ prefix: String) -> String {
    prefix.split(separator: ".").dropLast().joined(separator: ".")
  }

  /// The names in the file's order, or, where that is the alphabet's, with numbers in the order of their size.
  private var inOrder: [String] {
    // Python's writer sorts tensors by type, then by name.
    let floats = names.filter { !$0.hasSuffix("num_batches_tracked") }
    guard floats == floats.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else {
      return names
    }
    return names.sorted { Self.parts($0).lexicographicallyPrecedes(Self.parts($1), by: <) }
  }

  private static func parts(_ name: String) -> [NamePart] {
    name.split(separator: ".").flatMap { part -> [NamePart] in
      let digits = part.reversed().prefix { $0.isNumber }.reversed()
      let number = Int(String(digits))
      return [
        NamePart(
          text: String(number == nil ? part : part.dropLast(digits.count)), number: number ?? -1)
      ]
    }
  }

  private struct NamePart: Comparable {
    let text: String
    let number: Int

    static func < (a: NamePart, b: NamePart) -> Bool { (a.text, a.number) < (b.text, b.number) }
  }

  /// The tensors of a group in a type; `nil` where one is missing or does not fit, which is noted.
  func tensors(
    _ names: [String], _ group: TorchWeights, _ dtype: DType, _ used: inout Set<String>,
    _ misfit: inout TorchState.Misfit
  ) -> [Tensor]? {
    var tensors: [Tensor] = []
    for (name, shape) in zip(names, group.shapes) {
      guard let entry = entries[name] else {
        if !group.isOptional { misfit.missing.append(name) }
        continue
      }
      used.insert(name)
      if group.variables.isEmpty { continue }
      guard entry.shape == shape else {
        misfit.differing.append((name, entry.shape, shape))
        continue
      }
      guard let tensor = Tensor(entry) else {
        misfit.whole.append(name)
        continue
      }
      tensors.append(tensor)
    }
    return tensors.count == group.names.count ? tensors : nil
  }
}

extension Tensor {
  /// The numbers of an entry: float64 as they are, other floating-point numbers as float32; `nil` for whole numbers,
  /// and where there are not as many bytes as the shape asks for.
  init?(_ entry: Safetensors.Entry) {
    let count = entry.shape.reduce(1, *)
    guard entry.bytes.count == count * entry.elementType.byteCount else { return nil }
    let shape = Shape(entry.shape)
    switch entry.elementType {
    case .float32: self.init(TensorType(shape, .float32)) { $0.copyBytes(from: entry.bytes) }
    case .float64: self.init(TensorType(shape, .float64)) { $0.copyBytes(from: entry.bytes) }
    case .float16:
      self.init(TensorType(shape, .float32)) { target in
        Self.convert(entry.bytes, to: target) { Float(Float16(bitPattern: $0)) }
      }
    case .bfloat16:
      self.init(TensorType(shape, .float32)) { target in
        Self.convert(entry.bytes, to: target) { Float(bitPattern: UInt32($0) << 16) }
      }
    default: return nil
    }
  }

  private static func convert(
    _ bytes: [UInt8], to target: UnsafeMutableRawBufferPointer, _ change: (UInt16) -> Float
  ) {
    bytes.withUnsafeBytes { source in
      for place in 0..<source.count / 2 {
        let half = source.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
        target.storeBytes(of: change(half), toByteOffset: 4 * place, as: Float.self)
      }
    }
  }

  /// What counts the elements of a picture by channels, rows, columns, in the order of rows, columns, channels.
  fileprivate func turned(from picture: [Int], axis: Int) -> Tensor {
    let count = picture.reduce(1, *)
    guard shape.rank > axis, shape[axis] == count, let channels = picture.last else { return self }
    let others = Array(picture.dropLast())
    let front = Array(shape.extents.prefix(axis))
    let back = Array(shape.extents.dropFirst(axis + 1))
    let (a, n) = (front.count, others.count)
    let order =
      Array(0..<a) + Array(a + 1..<a + 1 + n) + [a] + Array(a + 1 + n..<a + 1 + n + back.count)
    return reshaped(Shape(front + [channels] + others + back)).reordered(order).reshaped(shape)
  }
}

import Engine
import Formats
import Learning
import Support

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
    /// Normalisations that add something else to the variance than the model that the weights are from.
    package var epsilons: [Epsilon] = []
  }

  /// What a normalisation adds to the variance here, and where the weights are from.
  package struct Epsilon {
    /// The label path of its line.
    package let path: String
    /// The word of its line.
    package let word: String
    /// What it adds here.
    package let here: Double
    /// What was added where the weights are from.
    package let there: Double
    /// Whose layers add that unless they are told otherwise; `nil` where the file says it.
    package let library: String?
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
    try read(StateTable(file), into: model, byOrder: byOrder, layout: layout)
  }

  /// The same of a file's bytes, which are not copied as a whole; throws `FormatError`, too.
  package static func read(
    _ bytes: [UInt8], into model: Model, byOrder: Bool = false, layout: Layout? = nil
  ) throws -> Read {
    let table =
      if let index = try Safetensors.index(of: bytes) { StateTable(index, .bytes(bytes)) } else {
        StateTable(try Safetensors.read(bytes))
      }
    return try read(table, into: model, byOrder: byOrder, layout: layout)
  }

  /// The same of a file that is read tensor by tensor; `nil` for one that is read as a whole instead. Throws `FileError`,
  /// too.
  package static func read(
    _ file: PlacedFile, into model: Model, byOrder: Bool = false, layout: Layout? = nil
  ) throws -> Read? {
    guard let index = Safetensors.index(of: file) else { return nil }
    return try read(
      StateTable(index, .file(file, StateTable.ReadingRoom())), into: model, byOrder: byOrder,
      layout: layout)
  }

  private static func read(
    _ table: StateTable, into model: Model, byOrder: Bool, layout: Layout?
  ) throws -> Read {
    let torch = try TorchModel(model, calling: false)
    let pairs = byOrder ? table.byOrder(torch.modules) : table.byName(torch.modules)
    let written = table.note(TorchExport.layoutKey).flatMap(Layout.init)
    let turns = (layout ?? written ?? .channelsFirst) == .channelsFirst
    let pictures = turns ? torch.picturesBehindRows : [:]
    var (misfit, read) = (Misfit(), Read())
    var used: Set<String> = []
    for (module, place) in pairs {
      let plain = place == nil ? plainGroups(of: module, in: table) : nil
      for group in plain ?? module.groups {
        let there = StatePlace(prefix: plain == nil ? module.path : "")
        let names = group.names.map { (place ?? there).name(of: $0) }
        guard let tensors = try table.tensors(names, group, model.dtype, &used, &misfit) else {
          continue
        }
        let isTurned = pictures[module.name].map { picture in
          tensors.map { $0.turned(from: picture, axis: group.inputAxis ?? 0) }
        }
        let values = group.read(isTurned ?? tensors)
        for (variable, value) in zip(group.variables, values) {
          read.weights.append((variable, value.owned.cast(to: variable.type.dtype)))
        }
      }
      if let picture = pictures[module.name], plain == nil, written == nil,
        picture.dropLast().reduce(1, *) > 1
      {
        read.remarks.append(
          "the inputs of `\(module.path)` stand there by channels, and were put in the order of "
            + "\(picture.map(String.init).joined(separator: " × ")) (layout=channels_last leaves them)"
        )
      }
    }
    read.epsilons = epsilons(of: torch.modules, in: table)
    misfit.extra = table.names.filter { !used.contains($0) && !StateTable.isBeside($0) }
    guard misfit.isEmpty else { throw misfit }
    return read
  }

  private static func epsilons(of modules: [TorchModule], in table: StateTable) -> [Epsilon] {
    // Weights alone do not say it; what nabla wrote has a note.
    let isOwn = table.note(TorchExport.layoutKey) != nil
    let told = table.note(TorchExport.epsilonKey).flatMap { try? JSON.read(Array($0.utf8)) }
    return modules.compactMap { module in
      guard let (word, here) = module.epsilon else { return nil }
      let usual = word == "rms_normalization" ? Double(Float.ulpOfOne) : 1e-5
      guard let there = isOwn ? told?[module.path]?.double : usual,
        abs(there - here) > 1e-3 * max(there, here)
      else { return nil }
      return Epsilon(
        path: module.path, word: word, here: here, there: there, library: isOwn ? nil : "PyTorch")
    }
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

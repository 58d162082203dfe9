import Engine
import Formats
import Learning
import Support

/// Reads the models that Keras saves, `.keras` and legacy `.h5`, into lines and weights.
///
/// Nothing that a file holds is run. Refused by name are functions of Python, classes of the user's own and layers
/// without a counterpart. The optimizer's state stays behind.
package enum KerasReader {
  /// The model of a file, or the one of several outputs that is asked for. `isReserved` says which words cannot be labels.
  ///
  /// `shapes` are those of samples in the order of the inputs, where the file leaves them open. A layer that is called more than once stands there as often, each with the same weights; it is told. Throws
  /// `FormatError` for bytes that are damaged, `KerasError` for what has no counterpart, `LearningError` for lines that are
  /// no model.
  package static func model(
    of content: KerasContent, output: String? = nil, shapes: [[Int]] = [],
    isReserved: @escaping (String) -> Bool
  ) throws -> ForeignModel {
    let part = content.isLegacy ? "model_config" : "config.json"
    let configuration = try json(content.configuration, part)
    let graph = try KerasGraph(configuration, output: output, shapes: shapes)
    let lines = KerasModelLines(graph, isReserved: isReserved)
    let weights = try lines.weights()
    var model = ForeignModel(name: graph.name, inputs: lines.inputs, lines: lines.plainLines)
    model.weights = zip(weights, try tensors(of: weights.map(\.slot), in: content, graph)).map {
      ($0.path, $1)
    }
    model.remarks = remarks(
      content.isLegacy
        ? try content.fact("training_config").map { try json(Array($0.utf8), "training_config") }
        : configuration["compile_config"])
    model.leavesOpen = graph.leavesOpen
    model.remarks += graph.remarks.prefix(4)
    model.remarks += graph.shared.prefix(3).map { name, count in
      "`\(Sanitizer.visible(name))` is called \(count) times: it stands here as often, with equal weights that a "
        + "training changes apart"
    }
    return model
  }

  /// The weights in the order of the slots; each is read once, and what stands there more often than the file is large is
  /// refused.
  private static func tensors(
    of slots: [KerasSlot], in content: KerasContent, _ graph: KerasGraph
  ) throws -> [Tensor] {
    var firsts: [String: Int] = [:]
    var places: [Int] = []
    var distinct: [KerasSlot] = []
    for slot in slots {
      let place = firsts[slot.key] ?? distinct.count
      if place == distinct.count {
        firsts[slot.key] = place
        distinct.append(slot)
      }
      places.append(place)
    }
    var store = KerasStore(content.file)
    // Each array becomes a tensor at once, so that none of them is there twice.
    let read =
      content.isLegacy
      ? try store.legacyArrays(of: distinct) { try tensor($0, graph.dtype) }
      : try distinct.map { try tensor(store.array(of: $0), graph.dtype) }
    guard read.count == distinct.count else { return [] }
    let own = read.reduce(0) { saturatingSum($0, $1.type.byteCount) }
    let all = places.reduce(0) { saturatingSum($0, read[$1].type.byteCount) }
    guard all - own <= max(1 << 20, saturatingProduct(copiesLimit, content.byteCount)) else {
      throw KerasError.shared(layer: graph.shared.first?.name ?? "")
    }
    return places.map { read[$0] }
  }

  /// Copies of weights may take as many times the bytes of the file; small ones always may be there.
  private static let copiesLimit = 3

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

import Engine
import Formats
import Learning
import Support

/// The weights of a model as they stand in its file: where they do, and what of them the file must tell beside.
///
/// Most stand there under their paths, kernels of convolutions turned. What was computed on the way, such as biases that
/// are added up or numbers of 64 bits, is kept in the metadata, digit by digit.
package enum ONNXWeights {
  private static let turned = "turned"

  /// What is to be known of weights that do not stand in the file as they are.
  ///
  /// Throws where an interrupt is raised: numbers that were torn by one are nowhere in the file.
  package static func kept(
    of model: Model, beside file: ONNXModel
  ) throws(Interrupted) -> JSON {
    let held = initializers(file)
    var members: [JSON.Member] = []
    for (path, variable) in model.parameters {
      try Interrupt.check()
      let tensor = variable.value
      let word = ["", turned].first {
        taken(held[path], as: tensor.type, $0)?.isSame(as: tensor) ?? false
      }
      // What was compared may have been torn.
      try Interrupt.check()
      if let word {
        if !word.isEmpty { members.append(JSON.Member(path, .text(word))) }
      } else {
        members.append(JSON.Member(path, .text(tensor.withBytes { Hexadecimal.text(of: $0) })))
      }
    }
    return .object(members)
  }

  /// The weights of these paths out of a file; `nil` where one of them is not in it.
  package static func weights(
    _ planned: [(path: String, type: TensorType)], in file: ONNXModel, kept: JSON
  ) -> [String: Tensor]? {
    guard case .object(let members) = kept else { return nil }
    let words = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    let held = initializers(file)
    var result: [String: Tensor] = [:]
    for (path, type) in planned {
      switch words[path] {
      case nil: result[path] = taken(held[path], as: type, "")
      case .text(turned)?: result[path] = taken(held[path], as: type, turned)
      case .text(let digits)?: result[path] = Hexadecimal.tensor(type, of: digits)
      default: return nil
      }
      if result[path] == nil { return nil }
    }
    return result
  }

  private static func initializers(_ file: ONNXModel) -> [String: ONNXTensor] {
    Dictionary(file.graph.initializers.map { ($0.name, $0) }) { first, _ in first }
  }

  private static func taken(_ tensor: ONNXTensor?, as type: TensorType, _ word: String) -> Tensor? {
    guard let tensor, tensor.outside == nil, tensor.bytes.count == type.byteCount,
      tensor.elementType
        == (type.dtype == .float32 ? .float : type.dtype == .int32 ? .int32 : .double)
    else { return nil }
    if word.isEmpty { return Tensor(type) { $0.copyBytes(from: tensor.bytes) } }
    let extents = tensor.extents
    guard extents.count == 4, extents.allSatisfy({ $0 > 0 }) else { return nil }
    let whole = Tensor(TensorType(Shape(extents), type.dtype)) { $0.copyBytes(from: tensor.bytes) }
    return whole.permuted([2, 3, 1, 0]).reshaped(type.shape)
  }
}

extension Tensor {
  fileprivate func isSame(as other: Tensor) -> Bool {
    withBytes { own in other.withBytes { own.elementsEqual($0) } }
  }
}

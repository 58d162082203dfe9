import Engine
import Formats
import Glibc
import Learning
import Support

/// The weights of a model in the file of Keras that was written of it: where each stands there bit for bit, and the digits
/// of those that do not, such as a change of low rank that was added up.
package enum KerasKept {
  /// What the file must tell of the weights: a path, or digits.
  ///
  /// Throws where an interrupt is raised: numbers that were torn by one are nowhere in the file.
  package static func kept(
    of model: Model, in parts: KerasWriter.Parts
  ) throws(Interrupted) -> JSON {
    try Interrupt.check()
    var places: [Int: [(path: [String], array: NumPyArray)]] = [:]
    for (path, array) in arrays(parts.weights) {
      places[array.withBytes(mark), default: []].append((path, array))
    }
    var members: [JSON.Member] = []
    for (path, variable) in model.parameters {
      try Interrupt.check()
      members.append(
        variable.value.withBytes { bytes in
          // Equal numbers are as good, whose ever they are.
          let place = places[mark(bytes)]?.first { place in
            place.array.withBytes { isSame($0, bytes) }
          }
          return JSON.Member(
            path,
            place.map { .list($0.path.map { .text($0) }) } ?? .text(Hexadecimal.text(of: bytes)))
        })
    }
    return .object(members)
  }

  /// The weights of these paths; `nil` where one of them is not in the file.
  package static func weights(
    _ planned: [(path: String, type: TensorType)], in content: KerasContent, kept: JSON
  ) -> [String: Tensor]? {
    guard case .object(let members) = kept else { return nil }
    let told = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    var store = KerasStore(content.file)
    var result: [String: Tensor] = [:]
    for (path, type) in planned {
      switch told[path] {
      case .text(let digits)?: result[path] = Hexadecimal.tensor(type, of: digits)
      case .list(let items)?:
        let place = items.compactMap { if case .text(let name) = $0 { name } else { nil } }
        guard let array = try? store.array(at: place) else { return nil }
        result[path] = array.withBytes { bytes in
          bytes.count == type.byteCount
            ? Tensor(type, filledBy: { $0.copyMemory(from: bytes) }) : nil
        }
      default: return nil
      }
      if result[path] == nil { return nil }
    }
    return result
  }

  /// Whether a file is what is written of a model: nobody has changed it since.
  package static func isWritten(_ parts: KerasWriter.Parts, in content: KerasContent) -> Bool {
    guard content.configuration == Array(parts.configuration.utf8) else { return false }
    var store = KerasStore(content.file)
    return arrays(parts.weights).allSatisfy { path, array in
      guard let found = try? store.array(at: path), found.elementType == array.elementType else {
        return false
      }
      return found.withBytes { own in array.withBytes { isSame(own, $0) } }
    }
  }

  private static func isSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else {
      return a.count == b.count
    }
    return memcmp(first, second, a.count) == 0
  }

  private static func mark(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }

  private static func arrays(_ group: HDF5Group) -> [(path: [String], array: NumPyArray)] {
    group.members.flatMap { name, member -> [(path: [String], array: NumPyArray)] in
      switch member {
      case .array(let array): [([name], array)]
      case .group(let inner): arrays(inner).map { ([name] + $0.path, $0.array) }
      }
    }
  }
}

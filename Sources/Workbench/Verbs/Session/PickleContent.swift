/// What a pickle of PyTorch seems to hold, by the names that stand in it, for the line of Python that is advised; nothing of
/// it is run.
enum PickleContent: Equatable, Sendable {
  /// Tensors by their names, or what nobody can tell.
  case tensors
  /// A whole module, which only the code of its classes can make.
  case module
  /// A dictionary with the tensors under one of its names: a checkpoint.
  case checkpoint(String)

  /// So far names are looked for: PyTorch's archives have them at their beginning, as they are.
  private static let reach = 1 << 20
  /// Under which names checkpoints have the tensors, as tutorials write them.
  private static let entries = [
    "model_state_dict", "state_dict", "model_state", "model", "net", "weights",
  ]

  init(of bytes: [UInt8]) {
    let head = Array(bytes.prefix(Self.reach))
    if ["torch.nn.modules", "c__main__\n"].contains(where: { Self.stands(Array($0.utf8), in: head) }
    ) {
      self = .module
      return
    }
    let entry = Self.entries.first { entry in
      // Texts with four bytes of length, little-endian, or with one.
      let length = UInt8(truncatingIfNeeded: entry.utf8.count)
      let starts: [[UInt8]] = [[0x58, length, 0, 0, 0], [0x8C, length]]
      return starts.contains { Self.stands($0 + Array(entry.utf8), in: head) }
    }
    self = entry.map { .checkpoint($0) } ?? .tensors
  }

  private static func stands(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
    guard bytes.count >= word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      (0...bytes.count - word.count).contains { place in
        bytes[place] == word[0] && word.indices.allSatisfy { bytes[place + $0] == word[$0] }
      }
    }
  }
}

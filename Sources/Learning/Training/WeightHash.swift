import Data
import Engine

/// FNV-1a over the bytes of weights in their order: equal bits, equal hash.
package enum WeightHash {
  /// Of tensors one after the other; their shapes do not count. Of none: FNV's offset basis.
  package static func of(_ tensors: [Tensor]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for tensor in tensors {
      tensor.withBytes { bytes in
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
    }
    return hash
  }

  /// Of a text, and of the numbers of samples in their order.
  static func of(_ text: String, _ samples: Samples) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bits: UInt64) { hash = (hash ^ bits) &* 0x100_0000_01b3 }
    for byte in text.utf8 { add(UInt64(byte)) }
    let parts = samples.inputs.map(\.rows) + [samples.targets, samples.weights].compactMap(\.self)
    for rows in parts {
      for row in 0..<rows.count {
        for place in 0..<rows.shape.count { add(rows.number(row, place).bitPattern) }
      }
    }
    return hash
  }

  /// Of all weights of a model, in the order of its parameters.
  package static func of(_ model: Model) -> UInt64 { of(model.parameters.map(\.variable.value)) }
}

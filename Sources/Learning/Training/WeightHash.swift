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

  /// Of all weights of a model, in the order of its parameters.
  package static func of(_ model: Model) -> UInt64 { of(model.parameters.map(\.variable.value)) }
}

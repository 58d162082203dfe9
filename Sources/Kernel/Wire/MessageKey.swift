import Support

/// The key with which a notebook and its kernel sign what they send: HMAC of RFC 2104 with SHA-256.
///
/// signature = H((key ⊕ opad) ‖ H((key ⊕ ipad) ‖ message)); a key of more than 64 bytes is digested first.
package struct MessageKey: Sendable {
  private let inner: SHA256
  private let outer: SHA256

  /// A key of any length.
  package init(_ key: [UInt8]) {
    var block = key.count > 64 ? SHA256.digest(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    var (inner, outer) = (SHA256(), SHA256())
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
    (self.inner, self.outer) = (inner, outer)
  }

  /// The 32 bytes that sign these parts, one after the other.
  package func signature(of parts: some Sequence<[UInt8]>) -> [UInt8] {
    // What somebody wants to stop meanwhile is the cell, and not a digest half-way.
    Interrupt.ignoring {
      var hash = inner
      for part in parts { hash.update(part) }
      var signature = outer
      signature.update(hash.finish())
      return signature.finish()
    }
  }

  /// The same as a message has it, in small hexadecimal digits.
  func written(_ parts: some Sequence<[UInt8]>) -> [UInt8] {
    Array(SHA256.hexadecimal(digest: signature(of: parts)).utf8)
  }

  /// Whether a written signature is that of these parts; how long that takes says nothing of where they
  /// differ.
  func accepts(_ written: [UInt8], of parts: some Sequence<[UInt8]>) -> Bool {
    let expected = self.written(parts)
    guard written.count == expected.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(written, expected) { difference |= one ^ other }
    return difference == 0
  }
}

import CKernels

/// The block function Philox4x32-10: 128 counted bits and a 64-bit key give 128 random bits.
package enum Philox {
  /// Ten rounds (Salmon et al., 2011); the same block for the same key and counter, on any machine.
  package static func block(
    key: UInt64, counter: (UInt32, UInt32, UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var (input, output) = (counter, (UInt32(0), UInt32(0), UInt32(0), UInt32(0)))
    withUnsafeBytes(of: &input) { from in
      withUnsafeMutableBytes(of: &output) { to in
        nabla_philox(
          key, from.bindMemory(to: UInt32.self).baseAddress,
          to.bindMemory(to: UInt32.self).baseAddress)
      }
    }
    return output
  }
}

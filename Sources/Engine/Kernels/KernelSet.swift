import CKernels
import Support

/// The instruction set whose kernels run. All give the same bits.
package enum KernelSet: Int, Sendable, CaseIterable, Comparable {
  case generic, avx2, avx512
  /// AVX-512 with products of bytes, for quantized models.
  case vnni

  /// What this processor can run best.
  private static let widest = KernelSet(rawValue: Int(nabla_best_set().rawValue)) ?? .generic

  /// What runs: the best, or what `NABLA_KERNELS` names of those that this processor can run, to
  /// compare them.
  package static let best: KernelSet = {
    guard let asked = Environment.value("NABLA_KERNELS") else { return widest }
    return available.first { "\($0)" == asked } ?? widest
  }()

  /// The set that computes with floats: products of bytes are all that VNNI adds.
  package var ofFloats: KernelSet { min(self, .avx512) }

  /// The sets that this processor can run.
  package static var available: [KernelSet] { allCases.filter { $0 <= widest } }

  /// Whether `a` has the narrower vectors; a processor that runs a set runs the lesser ones, too.
  package static func < (a: KernelSet, b: KernelSet) -> Bool { a.rawValue < b.rawValue }

  /// `nil` where an operation's shape rule should have refused the type.
  func function(of kernel: Kernel) -> nabla_function? {
    nabla_find(
      nabla_set(rawValue: numericCast(rawValue)), kernel.identifier, Int32(kernel.dtype.rawValue))
  }
}

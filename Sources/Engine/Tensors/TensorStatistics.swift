import CKernels
import Support

/// Mean, standard deviation (of all elements), least and largest number of a tensor.
///
/// One pass for the mean and the ends, one for the deviation; sums are double. NaN makes mean and
/// deviation NaN and is no end. Left early where the thread's interrupt is raised.
package struct TensorStatistics: Sendable {
  /// Σ x / n; 0 of an empty tensor.
  package private(set) var mean = 0.0
  /// √(Σ (x − mean)² / n), of all elements, not of a sample; 0 of an empty tensor.
  package private(set) var deviation = 0.0
  /// The smallest number; NaN where there is none.
  package private(set) var least = Double.infinity
  /// The largest number; NaN where there is none.
  package private(set) var largest = -Double.infinity
  /// How many elements are zero.
  package private(set) var zeros = 0

  /// Reads the tensor twice.
  package init(_ tensor: Tensor) {
    let count = Double(max(1, tensor.count))
    var sums = nabla_sums()
    sums.least = .infinity
    sums.largest = -.infinity
    TensorStatistics.add(tensor, to: &sums, around: 0)
    (mean, least, largest) = (sums.sum / count, sums.least, sums.largest)
    zeros = Int(sums.zeros)
    if least > largest { (least, largest) = (.nan, .nan) }
    sums = nabla_sums()
    TensorStatistics.add(tensor, to: &sums, around: mean)
    deviation = (sums.squares / count).squareRoot()
  }

  private static func add(_ tensor: Tensor, to sums: inout nabla_sums, around center: Double) {
    let block = 1 << 20
    tensor.withBytes { bytes in
      for start in stride(from: 0, to: tensor.count, by: block) where !Interrupt.isRaised {
        nabla_add_to_sums(
          bytes.baseAddress.map { $0 + start * tensor.dtype.byteCount },
          Int64(min(block, tensor.count - start)), Int32(tensor.dtype.rawValue), center, &sums)
      }
    }
  }
}

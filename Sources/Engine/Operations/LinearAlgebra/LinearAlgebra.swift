import CKernels
import Support

/// What is to be known of the library behind the operations on matrices.
package enum LinearAlgebra {
  /// Matrices whose shorter side is longer are refused: the library counts its working memory, some times the square, in 32
  /// bits.
  package static let largestExtent = 20_000

  /// Whether this machine has it; it is opened at the first question. Without it all results are NaN.
  package static var isThere: Bool { nabla_has_linear_algebra() != 0 }

  /// Bytes that the library needs beside operands and result, for one matrix [rows × columns] and `others` right sides.
  package static func byteCount(rows: Int, columns: Int, others: Int = 0, _ dtype: DType) -> Int {
    let matrix = ByteEstimate.product(rows, columns, dtype.byteCount)
    let side = ByteEstimate.product(max(rows, columns), others, dtype.byteCount)
    let least = min(rows, columns)
    // The matrix, its factors, and the working memory of divide and conquer.
    return ByteEstimate.sum([
      ByteEstimate.product(matrix, 4), side,
      ByteEstimate.product(least, least, 4 * dtype.byteCount),
    ])
  }
}

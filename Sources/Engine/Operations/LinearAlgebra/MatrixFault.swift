import CKernels
import Support

/// Why a matrix has no inverse or no factor, for those who have its numbers.
package enum MatrixFault: Equatable, Sendable {
  /// A number that is not finite, and where it stands.
  case notFinite(Double, at: [Int])
  /// The two sides of the diagonal differ at [row, column] of a matrix.
  case notSymmetric(at: [Int])
  /// The leading minor of this order, from 1, is not positive; in which matrix of the batch.
  case notPositive(minor: Int, matrix: [Int])
  /// This row, from 0, follows from those above it; in which matrix of the batch.
  case singular(row: Int, matrix: [Int])

  /// The first number of a tensor that is NaN or infinite.
  package static func notFinite(in tensor: Tensor) -> MatrixFault? {
    let count = tensor.count
    let isFinite = tensor.withBytes {
      count == 0
        || nabla_is_finite($0.baseAddress, Int64(count), Int32(tensor.dtype.rawValue)) != 0
    }
    guard !isFinite, let index = (0..<count).first(where: { !tensor[$0].isFinite }) else {
      return nil
    }
    return .notFinite(tensor[index], at: position(of: index, in: tensor.shape))
  }

  /// The first pair whose difference is more than rounding: 10⁻⁸ of the largest number, in float32 10⁻⁴.
  package static func notSymmetric(in tensor: Tensor) -> MatrixFault? {
    let shape = tensor.shape
    let n = shape[shape.rank - 1]
    guard n > 1 else { return nil }
    let share = tensor.dtype == .float32 ? 1e-4 : 1e-8
    for start in stride(from: 0, to: tensor.count, by: n * n) {
      let numbers = tensor.doubles(in: start..<start + n * n)
      let most = share * numbers.reduce(0) { max($0, abs($1)) }
      for row in 1..<n {
        for column in 0..<row
        where abs(numbers[row * n + column] - numbers[column * n + row]) > most {
          return .notSymmetric(at: position(of: start + row * n + column, in: shape))
        }
      }
    }
    return nil
  }

  /// Why one of some matrices has no Cholesky factor.
  package static func notPositive(in tensor: Tensor) -> MatrixFault? {
    first(in: tensor) { matrix, n, dtype in
      let minor = nabla_failing_minor(matrix, Int64(n), dtype)
      return minor > 0 ? { .notPositive(minor: Int(minor), matrix: $0) } : nil
    }
  }

  /// Which row of the first singular matrix follows from others; `nil` where each has an inverse.
  package static func singular(in tensor: Tensor) -> MatrixFault? {
    guard let signs = try? Eager.apply(LogDeterminant(), to: [tensor]) else { return nil }
    var index = -1
    return first(in: tensor) { matrix, n, dtype in
      index += 1
      guard signs[2 * index] == 0 else { return nil }
      let row = nabla_dependent_row(matrix, Int64(n), dtype)
      return row >= 0 ? { .singular(row: Int(row), matrix: $0) } : nil
    }
  }

  private static func first(
    in tensor: Tensor,
    _ fault: (UnsafeRawPointer, Int, Int32) -> (([Int]) -> MatrixFault)?
  ) -> MatrixFault? {
    let shape = tensor.shape
    let n = shape[shape.rank - 1]
    let size = n * n * tensor.dtype.byteCount
    guard size > 0 else { return nil }
    return tensor.withBytes { bytes in
      guard let start = bytes.baseAddress else { return nil }
      for matrix in 0..<shape.outer.count {
        if let made = fault(start + matrix * size, n, Int32(tensor.dtype.rawValue)) {
          return made(position(of: matrix, in: shape.outer))
        }
      }
      return nil
    }
  }

  /// The indices of an element, one for each axis.
  private static func position(of index: Int, in shape: Shape) -> [Int] {
    var (rest, position) = (index, [Int]())
    for extent in shape.extents.reversed() {
      position.insert(rest % max(extent, 1), at: 0)
      rest /= max(extent, 1)
    }
    return position
  }
}

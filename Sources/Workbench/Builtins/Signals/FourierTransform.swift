import Engine
import Glibc
import Support

/// Discrete Fourier transforms along the last axis, X[k] = Σ x[j] e^(∓2πi jk/n), by O(n log n) operations for every n.
///
/// Complex numbers are a tensor [2, rows, n]: the real parts, then the imaginary ones. Lengths are split into factors
/// (Cooley and Tukey 1965), each small factor is a product with its matrix of roots; a length with a prime factor above
/// 64 is a convolution of a power of two (Bluestein 1970). All of it are operations of the graph, so gradients flow.
struct FourierTransform {
  /// -1 of a transform, 1 of its inverse, which is divided by n afterwards.
  let sign: Double

  /// Lengths up to this one are one product of matrices.
  private static let direct = 64
  private static let split = 32

  /// z [2, rows, n] → [2, rows, n].
  func callAsFunction(_ z: TensorValue) throws -> TensorValue {
    try Interrupt.check()
    let n = z.shape[2]
    if n == 1 { return z }
    if n <= Self.direct { return try small(z) }
    let divisor =
      (2...Self.split).last { n.isMultiple(of: $0) }
      ?? (Self.split...Self.direct).first { n.isMultiple(of: $0) }
    guard let divisor else { return try chirped(z) }
    return try split(z, divisor)
  }

  private func small(_ z: TensorValue) throws -> TensorValue {
    let n = z.shape[2]
    let roots = (0..<(n * n)).map { ($0 / n) * ($0 % n) % n }
    return try mixed(z, roots: roots, of: n, [n, n], MatrixProduct())
  }

  /// n = p · q: transforms of length p, a turn of each number, transforms of length q.
  private func split(_ z: TensorValue, _ p: Int) throws -> TensorValue {
    let (rows, n) = (z.shape[1], z.shape[2])
    let q = n / p
    let table = try Rearranging.reshaped(z, [2, rows, p, q])
    let columns = try Rearranging.reshaped(
      Rearranging.transposed(table, [0, 1, 3, 2]), [2, rows * q, p])
    let inner = try Rearranging.reshaped(small(columns), [2, rows, q, p])
    let turns = try Interrupt.map(q * p) { ($0 / p) * ($0 % p) }
    let turned = try mixed(inner, roots: turns, of: n, [q, p], Multiply())
    let lines = try Rearranging.reshaped(
      Rearranging.transposed(turned, [0, 1, 3, 2]), [2, rows * p, q])
    let outer = try Rearranging.reshaped(self(lines), [2, rows, p, q])
    return try Rearranging.reshaped(
      Rearranging.transposed(outer, [0, 1, 3, 2]), [2, rows, n])
  }

  /// With jk = (j² + k² - (k - j)²) / 2 a convolution with a chirp, done by transforms of a power of two.
  private func chirped(_ z: TensorValue) throws -> TensorValue {
    let (rows, n) = (z.shape[1], z.shape[2])
    var length = 1
    while length < 2 * n - 1 { length *= 2 }
    // k² modulo 2n step by step: the square of a long length has no room in a whole number.
    var squares = [0]
    for k in 1..<n { squares.append((squares[k - 1] + 2 * k - 1) % (2 * n)) }
    let chirp = try mixed(z, roots: squares, of: 2 * n, [n], Multiply())
    let padded = try Numerics.applyAsIs(
      Pad(axis: 2, before: 0, after: length - n), [chirp], isWeak: z.isWeak)
    let forward = FourierTransform(sign: -1)
    let kernel = try forward(TensorValue(weak: filter(squares, n, length)))
    let spectrum = try Self.product(forward(padded), kernel)
    let folded = try FourierTransform(sign: 1)(spectrum)
    let scaled = try Numerics.apply(
      Multiply(), Indexing.slice(folded, 2, 0, n), Rearranging.number(1 / Double(length)))
    return try Rearranging.reshaped(
      mixed(scaled, roots: squares, of: 2 * n, [n], Multiply()), [2, rows, n])
  }

  /// e^(±πi k²/n) at k and at -k.
  private func filter(_ squares: [Int], _ n: Int, _ length: Int) -> Tensor {
    var numbers = [Double](repeating: 0, count: 2 * length)
    for k in 0..<n {
      let root = Self.root(squares[k], of: 2 * n, -sign)
      for place in [k, (length - k) % length] {
        (numbers[place], numbers[length + place]) = root
      }
    }
    return Tensor(numbers, [2, 1, length])
  }

  /// z, put together with complex numbers e^(sign · 2πi r/n): element by element, or as a matrix.
  private func mixed(
    _ z: TensorValue, roots: [Int], of n: Int, _ extents: [Int], _ operation: any Operation
  ) throws -> TensorValue {
    let numbers = try Interrupt.map(roots.count) { Self.root(roots[$0], of: n, sign) }
    let shape = Shape(extents)
    let real = TensorValue(weak: Tensor(numbers.map(\.0), shape))
    let imaginary = TensorValue(weak: Tensor(numbers.map(\.1), shape))
    return try Numerics.apply(
      Add(), Numerics.apply(operation, z, real),
      Self.quarterTurned(Numerics.apply(operation, z, imaginary)))
  }

  /// e^(sign · 2πi r/n) for 0 ≤ r < n, from an angle of the first quarter, where sine and cosine are exact.
  private static func root(_ r: Int, of n: Int, _ sign: Double) -> (Double, Double) {
    let (quarter, rest) = (4 * r / n, 4 * r % n)
    let angle = Double.pi / 2 * Double(rest) / Double(n)
    let (c, s) = (cos(angle), sin(angle))
    switch quarter {
    case 0: return (c, sign * s)
    case 1: return (-s, sign * c)
    case 2: return (-c, -sign * s)
    default: return (s, -sign * c)
    }
  }

  /// i · z
  private static func quarterTurned(_ z: TensorValue) throws -> TensorValue {
    let imaginary = try Indexing.slice(z, 0, 1, 2)
    let negative = try Numerics.applyAsIs(Negate(), [imaginary], isWeak: z.isWeak)
    return try Numerics.applyAsIs(
      Concatenate(axis: 0), [negative, try Indexing.slice(z, 0, 0, 1)], isWeak: z.isWeak)
  }

  /// The products of complex numbers; b broadcasts.
  private static func product(_ a: TensorValue, _ b: TensorValue) throws -> TensorValue {
    let (real, imaginary) = (
      try Indexing.slice(b, 0, 0, 1), try Indexing.slice(b, 0, 1, 2)
    )
    return try Numerics.apply(
      Add(), Numerics.apply(Multiply(), a, real),
      quarterTurned(Numerics.apply(Multiply(), a, imaginary)))
  }
}

import Catalog
import Engine
import Support

/// Fourier transforms along the last axis; complex results are records of real and imaginary parts.
enum FourierBuiltins {
  static let all: [Builtin] = [forward, inverse, real]

  private static let numbers = Parameter<Value>.any(
    "x", "Real numbers, or a record {real, imag} of complex ones.",
    expected: "a tensor or a record {real, imag}")
  private static let imaginary = Parameter<TensorValue>.value(
    "imag", "The imaginary parts, where x are the real ones.", expected: "a tensor",
    shown: .nothing
  ) { value, _ in value.tensor }

  private static let details = """
    X[k] = Σ x[j] · e^(-2πi jk/n), along the last axis. `f = fft(x)`, then `f.real` and `f.imag`;
    `sqrt(f.real^2 + f.imag^2)` are the amplitudes. In O(n log n) for every length, also a prime one.
    """

  private static let forward = Builtin(
    Described.function(
      "fft", "the discrete Fourier transform: a record of real and imaginary parts",
      "f = fft([1, 0, 0, 0]); f.real", [numbers.description, imaginary.description],
      details: details)
  ) { call in
    let (z, shape) = try planes(call)
    return try record(FourierTransform(sign: -1)(z), shape.extents)
  }

  private static let inverse = Builtin(
    Described.function(
      "ifft", "the inverse of `fft`: a record of real and imaginary parts",
      "ifft(fft([1, 2, 3])).real", [numbers.description, imaginary.description],
      details: "x[j] = 1/n · Σ X[k] · e^(2πi jk/n), along the last axis.")
  ) { call in
    let (z, shape) = try planes(call)
    let scale = Rearranging.number(1 / Double(z.shape[2]))
    return try record(
      Numerics.apply(Multiply(), FourierTransform(sign: 1)(z), scale), shape.extents)
  }

  private static let signal = Parameter<TensorValue>.tensor("x", "Real numbers.")
  private static let length = Parameter<Int>.optional(
    "fft_length", "How many numbers are taken; zeros stand for those that are not there.",
    rule: "1 or more", where: { $0 >= 1 })

  private static let real = Builtin(
    Described.function(
      "rfft",
      "the first n/2 + 1 numbers of the Fourier transform of real ones; the rest mirror them",
      "f = rfft([1, 2, 3, 4]); f.real", [signal.description, length.description],
      details: details)
  ) { call in
    var x = try call.float(signal).asNumbers()
    guard x.shape.rank > 0 else { throw call.wrongType(signal, "a tensor with an axis") }
    let axis = x.shape.rank - 1
    if let length = try call.optional(length) {
      try call.requireNumbers(Shape(x.shape.extents.dropLast() + [length]), x.dtype)
      x = try Indexing.slice(x, axis, 0, min(length, x.shape[axis]))
      if length > x.shape[axis] {
        x = try Numerics.applyAsIs(
          Pad(axis: axis, before: 0, after: length - x.shape[axis]), [x], isWeak: x.isWeak)
      }
    }
    let (z, shape) = try joined(x, nil, call)
    let whole = try FourierTransform(sign: -1)(z)
    let half = shape[axis] / 2 + 1
    return try record(
      Indexing.slice(whole, 2, 0, half), Array(shape.extents.dropLast()) + [half])
  }

  /// The operand as [2, rows, n], and the shape that it came in.
  private static func planes(_ call: BuiltinCall) throws -> (TensorValue, Shape) {
    let given = try call[numbers]
    if case .record(let record) = given {
      guard let real = try record.field("real").tensor, let imag = try record.field("imag").tensor
      else { throw call.wrongType(numbers, found: given.foundText) }
      return try joined(real, imag, call)
    }
    guard let real = given.tensor else {
      throw call.wrongType(numbers, found: given.foundText)
    }
    return try joined(real, try call.optional(imaginary), call)
  }

  private static func joined(
    _ real: TensorValue, _ imag: TensorValue?, _ call: BuiltinCall
  ) throws -> (TensorValue, Shape) {
    let shape = real.shape
    guard imag == nil || imag?.shape == shape else {
      throw ShapeError(
        operation: call.signature.name, expected: "real and imaginary parts of one shape",
        found: [shape, imag?.shape ?? shape])
    }
    guard let n = shape.extents.last else {
      throw call.wrongType(numbers, "a tensor with an axis")
    }
    guard n > 0 else { throw ValueProblem.emptyList(call.signature.name) }
    // Both planes, at most four times as long where the length is no product of small ones, and what is made of them.
    try call.requireBytes(ByteEstimate.product(shape.count, 24, 8))
    let rows = shape.count / n
    let first = try Rearranging.reshaped(Numerics.float(real).asNumbers(), [1, rows, n])
    let zero = Tensor(repeating: 0, first.shape, first.dtype)
    let second =
      try imag.map { try Rearranging.reshaped(Numerics.float($0).asNumbers(), [1, rows, n]) }
      ?? (first.isWeak ? TensorValue(weak: zero) : TensorValue(zero))
    return (try ListValue.concatenate([first, second], axis: 0), shape)
  }

  private static func record(_ z: TensorValue, _ extents: [Int]) throws -> Value {
    let parts = try (0..<2).map { plane in
      Value.tensor(
        try Rearranging.reshaped(Indexing.slice(z, 0, plane, plane + 1), extents))
    }
    return .record(try RecordValue(["real", "imag"], parts).checked())
  }
}

import Engine

/// Reads what most requests are, `{"instances": [[1.5, 2], …]}` with nothing but numbers, straight into a tensor.
///
/// The tree that JSON becomes otherwise takes several times as long as the model itself. Whatever is not exactly of this
/// form is left to that, which also words what is wrong with it.
struct QuickInstances {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let shape: [Int]
  private var position = 0
  private var numbers: [Double] = []

  /// The numbers as `[rows × shape]` in float64, each as JSON rounds it; `nil` for any other content.
  static func tensor(of body: [UInt8], shape: [Int]) -> Tensor? {
    guard !shape.isEmpty, shape.allSatisfy({ $0 > 0 }) else { return nil }
    return body.withUnsafeBufferPointer { bytes in
      var reader = QuickInstances(bytes, shape)
      guard let rows = reader.rows(), rows > 0 else { return nil }
      return Tensor(reader.numbers, Shape([rows] + shape), .float64)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ shape: [Int]) {
    (self.bytes, self.shape) = (bytes, shape)
    // A number and what parts it from the next take two bytes.
    numbers.reserveCapacity(min(bytes.count / 2, 1 << 20))
  }

  /// How many rows there are; `nil` where the content has another form.
  private mutating func rows() -> Int? {
    guard accept("{"), accept("\""), isNext("instances\""), accept(":"), accept("[") else {
      return nil
    }
    var rows = 0
    repeat {
      guard list(0) else { return nil }
      rows += 1
    } while accept(",")
    guard accept("]"), accept("}") else { return nil }
    skipBlanks()
    return position == bytes.count ? rows : nil
  }

  /// A list of the shape from an axis on.
  private mutating func list(_ axis: Int) -> Bool {
    guard accept("[") else { return false }
    for index in 0..<shape[axis] {
      guard index == 0 || accept(",") else { return false }
      if axis + 1 < shape.count {
        guard list(axis + 1) else { return false }
      } else {
        guard let number = number() else { return false }
        numbers.append(number)
      }
    }
    return accept("]")
  }

  /// A number of JSON; up to 15 digits and 10^±22 one product or quotient of exact numbers is what it rounds to (Clinger,
  /// "How to read floating point numbers accurately", 1990).
  private mutating func number() -> Double? {
    skipBlanks()
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    var (mantissa, digits, exponent) = (UInt64(0), 0, 0)
    let first = position
    while let digit = digit() {
      // Beyond 15 digits the text itself is read.
      if digits < 15 { mantissa = mantissa * 10 + digit }
      if mantissa > 0 { digits += 1 }
    }
    guard position > first, position == first + 1 || bytes[first] != UInt8(ascii: "0") else {
      return nil
    }
    if take(UInt8(ascii: ".")) {
      let point = position
      while let digit = digit() {
        if digits < 15 { mantissa = mantissa * 10 + digit }
        if mantissa > 0 { digits += 1 }
      }
      guard position > point else { return nil }
      exponent = point - position
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      let isSmall = take(UInt8(ascii: "-"))
      if !isSmall { _ = take(UInt8(ascii: "+")) }
      let place = position
      var size = 0
      while let digit = digit() { size = min(size * 10 + Int(digit), 10_000) }
      guard position > place else { return nil }
      exponent += isSmall ? -size : size
    }
    guard digits <= 15, -22...22 ~= exponent else {
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
    let whole = Double(mantissa)
    let size = exponent < 0 ? whole / Self.powers[-exponent] : whole * Self.powers[exponent]
    return isNegative ? -size : size
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private mutating func digit() -> UInt64? {
    guard position < bytes.count else { return nil }
    let digit = bytes[position] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    position += 1
    return UInt64(digit)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func isNext(_ text: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    for byte in expected where !take(byte) { return false }
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// The character behind blanks.
  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    return take(UInt8(truncatingIfNeeded: character.value))
  }
}

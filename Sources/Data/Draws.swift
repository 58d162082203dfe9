import Engine

/// Random numbers one after the other, from a stream that is read by position.
///
/// Everything is made with + − × ÷ and square roots, so that drawn data have the same bits on every
/// machine: the C library's functions differ in the last digit.
struct Draws {
  private let stream: RandomStream
  private var position: UInt64

  init(_ stream: RandomStream, from position: UInt64 = 0) {
    self.stream = stream
    self.position = position
  }

  /// Uniform in 0..<1.
  mutating func unit() -> Double {
    defer { position &+= 1 }
    return stream.uniform(at: position)
  }

  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// Close to normal with mean 0 and deviation 1: the sum of four uniform numbers; within ±3.47.
  mutating func bell() -> Double {
    (unit() + unit() + unit() + unit() - 2) * 1.732_050_807_568_877_2
  }

  /// Normal with mean 0 and deviation 1, by the polar method of Marsaglia.
  mutating func normal() -> Double {
    while true {
      let u = uniform(-1, 1)
      let v = uniform(-1, 1)
      let square = u * u + v * v
      if square > 0, square < 1 { return u * (-2 * Circle.logarithm(square) / square).squareRoot() }
    }
  }

  mutating func index(below count: Int) -> Int {
    Int(unit() * Double(count), within: 0...max(0, count - 1))
  }
}

/// Functions of the circle with the same bits everywhere, to about 1e-14.
enum Circle {
  /// sin x by its series, after folding x into −π/2..π/2.
  static func sine(_ x: Double) -> Double {
    let turns = (x / .pi).rounded()
    let angle = x - turns * .pi
    let square = angle * angle
    var sum = 0.0
    // Horner's scheme over x²: 1 − x²/(2·3)·(1 − x²/(4·5)·(…)).
    for k in stride(from: 20.0, through: 2, by: -2) { sum = square / (k * (k + 1)) * (1 - sum) }
    let value = angle * (1 - sum)
    return turns.truncatingRemainder(dividingBy: 2) == 0 ? value : -value
  }

  static func cosine(_ x: Double) -> Double { sine(x + .pi / 2) }

  /// log x for x > 0: exponent · log 2 plus the series of 2 artanh((m − 1)/(m + 1)).
  static func logarithm(_ x: Double) -> Double {
    let m = x.significand
    let ratio = (m - 1) / (m + 1)
    let square = ratio * ratio
    var sum = 0.0
    for k in stride(from: 31.0, through: 1, by: -2) { sum = sum * square + 1 / k }
    return Double(x.exponent) * 0.693_147_180_559_945_3 + 2 * ratio * sum
  }
}

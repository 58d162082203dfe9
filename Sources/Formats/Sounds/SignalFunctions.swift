import Glibc

/// sin(π x) / (π x), and 1 at 0.
func sinc(_ x: Double) -> Double {
  guard x != 0 else { return 1 }
  return sin(.pi * x) / (.pi * x)
}

/// The modified Bessel function of the first kind and order 0: Σ ((x/2)ᵏ / k!)².
func besselI0(_ x: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  var k = 1.0
  while term > 1e-17 * sum {
    term *= x * x / (4 * k * k)
    sum += term
    k += 1
  }
  return sum
}

/// The periodic window of Hann: ½ − ½ cos(2π n / count), whose copies at half of its length add up to 1.
func hannWindow(_ count: Int) -> [Float] {
  (0..<count).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(count))) }
}

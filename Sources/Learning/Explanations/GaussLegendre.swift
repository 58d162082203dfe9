import Glibc
import Support

/// Where and how much a function is looked at for its integral from 0 to 1: exact for polynomials of degree 2n − 1.
///
/// The roots of the Legendre polynomial of degree n by Newton's method, moved from −1…1 to 0…1.
package enum GaussLegendre {
  /// So many places in rising order with weights that add up to 1; at least one. Torn where the thread's interrupt is
  /// raised.
  package static func points(_ count: Int) -> [(place: Double, weight: Double)] {
    let count = max(count, 1)
    var points = [(place: Double, weight: Double)](repeating: (0.5, 1), count: count)
    for index in (0..<(count + 1) / 2).untilInterrupted(every: 16) {
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      // Each step doubles the digits; what is left then is rounding.
      for _ in 0..<10 {
        let (value, derivative) = polynomial(count, at: x)
        slope = derivative
        let step = value / derivative
        x -= step
        if abs(step) < 1e-15 { break }
      }
      slope = polynomial(count, at: x).derivative
      let weight = 1 / ((1 - x * x) * slope * slope)
      points[index] = ((1 - x) / 2, weight)
      points[count - 1 - index] = ((1 + x) / 2, weight)
    }
    return points
  }

  /// The Legendre polynomial of a degree and its slope at −1 < x < 1, by the recurrence of three terms.
  private static func polynomial(_ degree: Int, at x: Double) -> (value: Double, derivative: Double)
  {
    var (before, value) = (1.0, x)
    for order in stride(from: 2, through: degree, by: 1) {
      let k = Double(order)
      (before, value) = (value, ((2 * k - 1) * x * value - (k - 1) * before) / k)
    }
    return (value, Double(degree) * (x * value - before) / (x * x - 1))
  }
}

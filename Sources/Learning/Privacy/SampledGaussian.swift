import Glibc
import Support

/// Normal noise on a sum over samples that are drawn by themselves: what one step can tell of a sample.
///
/// The Rényi divergence of order α between N(0, σ²) and (1 − q)·N(0, σ²) + q·N(1, σ²) is
/// log A(α) / (α − 1), A(α) = E_{z ~ N(0, σ²)} ((1 − q) + q·e^((2z − 1)/(2σ²)))^α. Mironov, Talwar and
/// Zhang 2019, section 3.3.
enum SampledGaussian {
  /// Per step, for draws with probability `rate` in 0...1 and noise of the deviation `noise` (σ) for
  /// samples of norm 1; infinite without noise.
  static func divergence(rate q: Double, noise: Double, order: Double) -> Double {
    if q == 0 { return 0 }
    guard noise > 0 else { return .infinity }
    if q >= 1 { return order / (2 * noise * noise) }
    if order != order.rounded(), let moment = fractionalMoment(q, noise, order) {
      return moment / (order - 1)
    }
    // Divergences do not fall with the order: that of the next whole one is a bound.
    let whole = order.rounded(.up)
    return wholeMoment(q, noise, Int(saturating: whole)) / (whole - 1)
  }

  /// log A(α) of a whole α: Σ C(α, k)·(1 − q)^(α − k)·q^k·e^((k² − k)/(2σ²)).
  private static func wholeMoment(_ q: Double, _ noise: Double, _ order: Int) -> Double {
    var (total, coefficient) = (-Double.infinity, 0.0)
    for k in 0...order {
      if k > 0 { coefficient += log(Double(order - k + 1)) - log(Double(k)) }
      let power = Double(k) * log(q) + Double(order - k) * log1p(-q)
      total = logOfSum(total, coefficient + power + growth(Double(k), noise))
    }
    return total
  }

  /// The same of any α: both binomial series, of z below and above where the two parts of the mixture are
  /// equal. Their terms change sign beyond α and fall; those below e^-36 are left out; `nil`
  /// where they hardly fall, with next to no noise.
  private static func fractionalMoment(_ q: Double, _ noise: Double, _ order: Double) -> Double? {
    var (below, above) = (-Double.infinity, -Double.infinity)
    var (coefficient, isPositive, last) = (0.0, true, 0.0)
    let middle = noise * noise * log(1 / q - 1) + 0.5
    let width = Double(2).squareRoot() * noise
    for k in 0..<10_000 {
      let (i, j) = (Double(k), order - Double(k))
      let first =
        coefficient + i * log(q) + j * log1p(-q) + growth(i, noise)
        + logOfTail((i - middle) / width)
      let second =
        coefficient + j * log(q) + i * log1p(-q) + growth(j, noise)
        + logOfTail((middle - j) / width)
      below = isPositive ? logOfSum(below, first) : logOfDifference(below, first)
      above = isPositive ? logOfSum(above, second) : logOfDifference(above, second)
      last = max(first, second)
      if last < -36 { break }
      // The next binomial coefficient of α, by its size and sign.
      coefficient += log(abs(j)) - log(i + 1)
      if j < 0 { isPositive.toggle() }
    }
    // Terms alternate by now: what is left out is less than the last one.
    return last < -28 ? logOfSum(below, above) : nil
  }

  private static func growth(_ k: Double, _ noise: Double) -> Double {
    (k * k - k) / (2 * noise * noise)
  }

  /// log(erfc(x) / 2); far out, where erfc is below any number, by its asymptotic series.
  private static func logOfTail(_ x: Double) -> Double {
    guard x > 20 else { return log(erfc(x) / 2) }
    let y = 1 / (2 * x * x)
    let series = 1 - y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y)))
    return -x * x - log(x) - 0.5 * log(Double.pi) + log(series) - log(2)
  }

  private static func logOfSum(_ a: Double, _ b: Double) -> Double {
    let (small, large) = (min(a, b), max(a, b))
    return small == -.infinity ? large : large + log1p(exp(small - large))
  }

  /// log(eᵃ − eᵇ); nothing where rounding makes b the larger one.
  private static func logOfDifference(_ a: Double, _ b: Double) -> Double {
    if b == -.infinity { return a }
    if a <= b { return -.infinity }
    let ratio = expm1(a - b)
    return ratio.isFinite ? b + log(ratio) : a
  }
}

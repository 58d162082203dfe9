import Glibc
import Support

/// How densely numbers lie along an axis: a sum of bells, one on each number.
///
/// The width of the bells is Silverman's rule of thumb, 0.9 · min(σ, IQR / 1.34) · n^(−1/5) ("Density Estimation",
/// 1986, 3.31). Numbers are counted on a fine grid first, so that a million costs little more than a hundred.
struct KernelDensity {
  /// The densities at equal distances from 0 to 1, the highest 1; empty without numbers.
  let heights: [Double]

  private static let bins = 512

  /// Of places on the axis, 0…1, at so many places; others are left out.
  init(_ units: [Double], places: Int) {
    let known = units.filter { $0 >= 0 && $0 <= 1 }
    guard !known.isEmpty, places > 1 else {
      heights = []
      return
    }
    var counts = [Double](repeating: 0, count: Self.bins)
    for index in known.indices.untilInterrupted {
      counts[Self.bin(of: known[index])] += 1
    }
    let box = BoxSummary(known)
    let deviation = Magnitude.moments(known).deviation
    let quarter = (box.upper - box.lower) / 1.34
    let spread = quarter > 0 ? min(deviation, quarter) : deviation
    let width = max(
      0.9 * spread * Glibc.pow(Double(known.count), -0.2), 1.5 / Double(places))
    let reach = Int(saturating: (4 * width * Double(Self.bins)).rounded(.up))
    var smooth = [Double](repeating: 0, count: Self.bins)
    for bin in 0..<Self.bins where counts[bin] > 0 {
      for place in max(0, bin - reach)...min(Self.bins - 1, bin + reach) {
        let distance = Double(place - bin) / Double(Self.bins - 1) / width
        smooth[place] += counts[bin] * exp(-distance * distance / 2)
      }
    }
    // Nothing lies beyond the least and the largest number.
    let (low, high) = (known.min() ?? 0, known.max() ?? 1)
    let most = smooth.max() ?? 1
    heights = (0..<places).map { place in
      let unit = Double(place) / Double(places - 1)
      guard unit >= low - 0.5 / Double(places), unit <= high + 0.5 / Double(places) else {
        return .nan
      }
      return smooth[Self.bin(of: unit)] / most
    }
  }

  private static func bin(of unit: Double) -> Int {
    Int((unit * Double(bins - 1)).rounded(), within: 0...(bins - 1))
  }
}

import Data
import Engine
import Support

/// How samples that measure differ from those that train, beyond what chance makes of one population.
package enum PartDifference: Equatable, Sendable {
  /// Training has no sample of a class that the part has.
  case unknownClass(Int)
  /// The part has no sample of a class that training has.
  case missingClass(Int)
  /// The share of a class is another.
  case shares(of: Int, here: Double, training: Double)
  /// Most values of a feature, counted from 1, lie outside those of training.
  case range(feature: Int, here: ClosedRange<Double>, training: ClosedRange<Double>)
  /// The same for targets that are numbers.
  case targets(here: ClosedRange<Double>, training: ClosedRange<Double>)

  /// The plainest difference; `nil` where both can come from one population. Of features that are times, counted from
  /// 0, nothing is said.
  static func between(
    _ training: Samples, _ part: Samples, times: Set<Int> = []
  ) -> PartDifference? {
    guard training.count >= 10, part.count >= 2 else { return nil }
    if let ours = training.strata {
      let theirs = part.classLabels ?? []
      if let difference = classes(ours, theirs) { return difference }
    } else if let targets = training.targets, let others = part.targets, targets.shape.count == 1,
      others.shape.count == 1, let found = outside(targets, others, element: 0)
    {
      return .targets(here: found.here, training: found.training)
    }
    guard let ours = training.inputs.first?.rows, let theirs = part.inputs.first?.rows,
      ours.shape == theirs.shape, ours.dtype.isFloat, ours.shape.rank <= 1,
      ours.shape.count <= 100
    else { return nil }
    for feature in 0..<ours.shape.count {
      // A part that comes later has later days.
      if times.contains(feature) { continue }
      if let found = outside(ours, theirs, element: feature) {
        return .range(feature: feature + 1, here: found.here, training: found.training)
      }
    }
    return nil
  }

  /// A class that one side lacks, or shares that a χ² test tells apart (Pearson, 1900).
  ///
  /// A class is missed where there are two samples a class on average, or where chance leaves it out
  /// less than once in 20 times. Shares differ where χ² is improbable below 1 in 1,000 and a share is
  /// off by more than a tenth of all samples.
  private static func classes(_ training: [Int], _ part: [Int]) -> PartDifference? {
    let (ours, theirs) = (counted(training), counted(part))
    if let foreign = theirs.keys.filter({ ours[$0] == nil }).min() { return .unknownClass(foreign) }
    let (n, m) = (Double(training.count), Double(part.count))
    let labels = ours.keys.sorted()
    for label in labels where theirs[label] == nil {
      let share = Double(ours[label] ?? 0) / n
      if part.count >= 2 * labels.count || power(1 - share, part.count) < 0.05 {
        return .missingClass(label)
      }
    }
    guard labels.count > 1 else { return nil }
    var (sum, worst) = (0.0, (label: 0, distance: 0.0))
    for label in labels {
      let (a, b) = (Double(ours[label] ?? 0), Double(theirs[label] ?? 0))
      let share = (a + b) / (n + m)
      sum += square(a - n * share) / (n * share) + square(b - m * share) / (m * share)
      let distance = abs(a / n - b / m)
      if distance > worst.distance { worst = (label, distance) }
    }
    // χ²^⅓ is close to normal (Wilson and Hilferty, 1931); 3.09 deviations are 1 in 1,000.
    let freedom = Double(labels.count - 1)
    let limit = freedom * cube(1 - 2 / (9 * freedom) + 3.09 * (2 / (9 * freedom)).squareRoot())
    guard sum > limit, worst.distance > 0.1 else { return nil }
    return .shares(
      of: worst.label, here: Double(theirs[worst.label] ?? 0) / m,
      training: Double(ours[worst.label] ?? 0) / n)
  }

  /// Whether more than half of the part's values lie below or above all of training: of rows in random
  /// order one side holds 1 in n + 1 of them.
  private static func outside(
    _ training: SampleRows, _ part: SampleRows, element: Int
  ) -> (here: ClosedRange<Double>, training: ClosedRange<Double>)? {
    let (ours, theirs) = (values(training, element), values(part, element))
    guard let low = ours.min(), let high = ours.max(), let least = theirs.min(),
      let most = theirs.max()
    else { return nil }
    let beyond = max(theirs.count { $0 < low }, theirs.count { $0 > high })
    return 2 * beyond > theirs.count ? (least...most, low...high) : nil
  }

  /// Of at most 10,000 rows, evenly spaced.
  private static func values(_ rows: SampleRows, _ element: Int) -> [Double] {
    let step = max(1, rows.count / 10_000)
    return stride(from: 0, to: rows.count, by: step).map { rows.number($0, element) }
      .filter(\.isFinite)
  }

  private static func counted(_ labels: [Int]) -> [Int: Int] {
    labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private static func power(_ base: Double, _ count: Int) -> Double {
    var (product, left) = (1.0, min(count, 10_000))
    while left > 0 {
      product *= base
      left -= 1
    }
    return product
  }

  private static func square(_ x: Double) -> Double { x * x }
  private static func cube(_ x: Double) -> Double { x * x * x }
}

/// Where a part comes from.
package enum PartCut: Equatable, Sendable {
  /// `validation_split` takes the last rows.
  case lastRows
  /// The data have it, or it was named.
  case given
  /// The same of rows in time, which stand one after the other: the last ones measure.
  case inTime
}

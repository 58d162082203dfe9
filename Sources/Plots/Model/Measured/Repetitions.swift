import Support

/// One measure of several runs over the same positions: the median, and the band that they lie in.
///
/// Of up to four runs the band goes from the least to the largest, of more from the lower to the upper quartile
/// (linear between neighbours). Runs that end earlier count where they have values.
package struct Repetitions: Sendable, Equatable {
  /// What was measured.
  package let name: String
  /// How many runs have a finite value somewhere.
  package let count: Int
  /// The positions with a finite value of at least one run, ascending.
  package let xs: [Double]
  /// The median there.
  package let median: [Double]
  /// The lower end of the band there.
  package let low: [Double]
  /// The upper end of the band there.
  package let high: [Double]
  /// How many runs have a finite value there.
  package let counts: [Int]
  /// The last position that every run reaches; behind it the median is one of fewer. NaN without values.
  package let reach: Double
  /// Values that are not finite, of all runs.
  package var missing: Int { absent.nan + absent.infinite }
  /// The same, by what they are.
  let absent: Absent

  /// More runs are told by their quartiles: the ends of many are those of the strangest two.
  private static let most = 4

  /// Values of each run at its positions; the shorter list counts, equal positions of one run are values of it.
  package init(_ name: String, _ runs: [(xs: [Double], ys: [Double])]) {
    self.name = name
    var places: [Double: [Double]] = [:]
    var (found, absent) = (0, Absent())
    var reach = Double.nan
    for run in runs {
      var (isFound, last) = (false, -Double.infinity)
      for index in (0..<min(run.xs.count, run.ys.count)).untilInterrupted {
        guard run.xs[index].isFinite, run.ys[index].isFinite else {
          absent.add(run.xs[index], run.ys[index])
          continue
        }
        places[run.xs[index], default: []].append(run.ys[index])
        (isFound, last) = (true, max(last, run.xs[index]))
      }
      if isFound { (found, reach) = (found + 1, reach.isNaN ? last : min(reach, last)) }
    }
    (count, self.absent, self.reach) = (found, absent, reach)
    xs = places.keys.interruptiblySorted { $0 < $1 }
    let usesEnds = found <= Self.most
    let boxes = xs.map { place -> (count: Int, low: Double, middle: Double, high: Double) in
      let values = places[place] ?? []
      let box = BoxSummary(values)
      return usesEnds
        ? (box.count, values.min() ?? .nan, box.median, values.max() ?? .nan)
        : (box.count, box.lower, box.median, box.upper)
    }
    (median, low, high) = (boxes.map(\.middle), boxes.map(\.low), boxes.map(\.high))
    counts = boxes.map(\.count)
  }

  /// The positions that all runs reach, and those behind, of fewer.
  package var parts: (all: Range<Int>, fewer: Range<Int>) {
    let cut = xs.firstIndex { $0 > reach } ?? xs.count
    return (0..<cut, cut..<xs.count)
  }

  /// How many of the runs there are behind the last position that all reach: `1`, or `4 to 1`; `nil` where none ends
  /// before the others.
  package var fewer: String? {
    let rest = counts[parts.fewer]
    guard let most = rest.max(), let least = rest.min() else { return nil }
    return most == least ? "\(most)" : "\(most) to \(least)"
  }

  /// What the band shows: `least to largest`, or the middle half.
  package var bandName: String { count <= Self.most ? "least to largest" : "middle half" }
}

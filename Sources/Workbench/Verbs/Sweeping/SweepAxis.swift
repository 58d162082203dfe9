import Engine
import Glibc
import Language
import Support

/// What one name of a sweep goes through.
struct SweepAxis {
  enum Values {
    case listed([Value])
    /// Numbers are drawn between two ends.
    case range(Double, Double)
  }

  let name: String
  let values: Values

  /// Refuses what is no list, an empty one, and a range where nothing is drawn.
  init(_ name: String, _ value: Value, _ options: SweepOptions, after others: [SweepAxis]) throws {
    guard !others.contains(where: { $0.name == name }) else { throw SweepProblem.axisTwice(name) }
    self.name = name
    switch value {
    case .list(let items): values = .listed(Array(items))
    case .tensor(let tensor) where tensor.shape.rank > 0:
      guard tensor.known != nil else { throw ValueProblem.conditionTraced }
      values = .listed(try (0..<tensor.shape[0]).map { try Indexing.item(tensor, at: $0) })
    case .range(let low, let high):
      guard low < high, low.isFinite, high.isFinite else {
        throw SweepProblem.badRange(name, low, high)
      }
      guard options.budget != nil else { throw SweepProblem.rangeWithoutSearch(name, low, high) }
      values = .range(low, high)
    default: throw SweepProblem.noList(name, found: ValueText.short(value))
    }
    if case .listed(let items) = values, items.isEmpty { throw SweepProblem.emptyAxis(name) }
  }

  /// How many values there are; `nil` where they are drawn.
  var count: Int? { if case .listed(let items) = values { items.count } else { nil } }

  /// `16`, `relu`; what is longer than a table bears is cut.
  static func text(_ value: Value) -> String {
    let text = Sanitizer.visibleLine(ValueText.short(value))
    return TextWidth.truncate(text, to: 24)
  }
}

extension SweepAxis {
  /// Ends of a range that differ by as much stand for orders of magnitude.
  private static let logRatio = 100.0

  private static func isLogarithmic(_ low: Double, _ high: Double) -> Bool {
    low > 0 && high / low >= logRatio
  }

  private static func isWhole(_ low: Double, _ high: Double) -> Bool {
    low == low.rounded() && high == high.rounded() && high - low >= 2
  }

  /// A value by a number in [0, 1): one of the list, or one between the ends. Of numbers that are not whole four
  /// digits count, so that a person can type them again.
  func drawn(_ share: Double) -> Value {
    switch values {
    case .listed(let items):
      return items[Int(share * Double(items.count), within: 0...(items.count - 1))]
    case .range(let low, let high):
      let isWhole = Self.isWhole(low, high)
      // Whole numbers at the ends are as likely as those between.
      let (a, b) = isWhole ? (low - 0.5, high + 0.5) : (low, high)
      let number =
        Self.isLogarithmic(low, high)
        ? exp(log(max(a, low / 2)) + share * (log(b) - log(max(a, low / 2)))) : a + share * (b - a)
      if isWhole { return .number(min(max(number.rounded(), low), high)) }
      let digits = Double(NumberText.scientific(number, digits: 4)) ?? number
      return .number(min(max(digits, low), high))
    }
  }

  /// How its numbers are drawn, for the report; `nil` for those of a list.
  var drawing: String? {
    guard case .range(let low, let high) = values else { return nil }
    let ends = "\(NumberText.general(low)) to \(NumberText.general(high))"
    let way = Self.isLogarithmic(low, high) ? "log-uniformly" : "uniformly"
    return "\(name) \(way) from \(ends)" + (Self.isWhole(low, high) ? ", whole" : "")
  }
}

/// One value for each axis.
struct SweepCombination {
  let values: [(name: String, value: Value)]

  /// `h=16, act=relu`.
  var label: String {
    values.map { "\($0.name)=\(SweepAxis.text($0.value))" }.joined(separator: ", ")
  }

  /// More trainings than this are no sweep that somebody waits for.
  static let limit = 10_000
  /// As many are put in an order to be drawn from without repetition.
  private static let listedLimit = 1_000_000

  /// All of them, the last axis first; or as many as are wanted, drawn with this seed.
  static func all(_ axes: [SweepAxis], _ options: SweepOptions, seed: UInt64) throws -> [Self] {
    let counts = axes.map(\.count)
    let product =
      counts.contains(nil)
      ? Int.max
      : counts.reduce(1) { product, count in
        let (next, overflows) = product.multipliedReportingOverflow(by: count ?? 1)
        return overflows ? .max : next
      }
    let wanted = min(options.budget ?? product, product)
    let (total, overflows) = wanted.multipliedReportingOverflow(by: options.seeds)
    guard !overflows, total <= limit else {
      throw SweepProblem.tooMany(
        product == .max ? wanted : product, seeds: options.seeds, limit: limit,
        isDrawn: options.budget != nil)
    }
    let stream = RandomStream(seed: seed, purpose: .sample, name: "sweep", occurrence: 0)
    if product <= listedLimit {
      // In the order of the axes, whichever are drawn.
      let places =
        wanted == product
        ? Array(0..<product) : stream.permutation(product, epoch: 0).prefix(wanted).sorted()
      return places.map { place in
        var rest = place
        var values: [(name: String, value: Value)] = []
        for axis in axes.reversed() {
          guard case .listed(let items) = axis.values else { continue }
          values.append((axis.name, items[rest % items.count]))
          rest /= items.count
        }
        return Self(values: values.reversed())
      }
    }
    return (0..<wanted).map { number in
      Self(
        values: axes.enumerated().map { place, axis in
          (
            axis.name,
            axis.drawn(stream.uniform(at: UInt64(number), step: UInt64(place)))
          )
        })
    }
  }
}

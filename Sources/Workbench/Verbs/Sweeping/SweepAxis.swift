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
  init(
    _ name: String, _ value: Value, written: String, _ options: SweepOptions,
    after others: [SweepAxis]
  ) throws {
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
    case .text(let text):
      throw SweepProblem.noList(
        name, found: Problems.quotedName(text), written: Self.clipped(written))
    default:
      throw SweepProblem.noList(
        name, found: ValueText.short(value), written: Self.clipped(written))
    }
    if case .listed(let items) = values, items.isEmpty { throw SweepProblem.emptyAxis(name) }
  }

  /// How many different values there are; `nil` where any number may be drawn.
  var differentCount: Int? {
    switch values {
    case .listed(let items): items.count
    case .range(let low, let high):
      Self.isWhole(low, high) ? Int(whole: high - low).map { $0 + 1 } : nil
    }
  }

  /// One of the different values, in order.
  func different(_ place: Int) -> Value {
    switch values {
    case .listed(let items): items[place]
    case .range(let low, _): .number(low + Double(place))
    }
  }

  /// What stands in the program, where it can be typed again between brackets.
  private static func clipped(_ written: String) -> String {
    written.isEmpty || written.utf8.count > 40 ? "a, b" : Sanitizer.visibleLine(written)
  }

  /// How many values there are; `nil` where they are drawn.
  var count: Int? { if case .listed(let items) = values { items.count } else { nil } }

  /// `16`, `relu`, `"relu"` of a text; what is longer than a table bears is cut.
  static func text(_ value: Value) -> String {
    let text =
      if case .text(let text) = value { QuotedText.of(text) } else { ValueText.short(value) }
    return TextWidth.truncate(Sanitizer.visibleLine(text), to: 24)
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
  ///
  /// The key tells different values apart.
  func drawn(_ share: Double) -> (key: Double, value: Value) {
    switch values {
    case .listed(let items):
      let place = Int(share * Double(items.count), within: 0...(items.count - 1))
      return (Double(place), items[place])
    case .range(let low, let high):
      let isWhole = Self.isWhole(low, high)
      // Whole numbers at the ends are as likely as those between.
      let (a, b) = isWhole ? (low - 0.5, high + 0.5) : (low, high)
      let number =
        Self.isLogarithmic(low, high)
        ? exp(log(max(a, low / 2)) + share * (log(b) - log(max(a, low / 2)))) : a + share * (b - a)
      let digits =
        isWhole
        ? number.rounded() : Double(NumberText.scientific(number, digits: 4)) ?? number
      let kept = min(max(digits, low), high)
      return (kept, .number(kept))
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

  /// As many draws for each combination that is wanted: of what is rare it may not find all.
  private static let draws = 64

  /// All of them, the last axis first; or as many as are wanted, drawn with this seed, each once.
  static func all(_ axes: [SweepAxis], _ options: SweepOptions, seed: UInt64) throws -> [Self] {
    let counts = axes.map(\.differentCount)
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
    let isListed = axes.allSatisfy { $0.count != nil }
    if wanted == product || isListed && product <= listedLimit {
      // In the order of the axes, whichever are drawn.
      let places =
        wanted == product
        ? Array(0..<product) : stream.permutation(product, epoch: 0).prefix(wanted).sorted()
      return places.map { place in
        var rest = place
        var values: [(name: String, value: Value)] = []
        for (axis, count) in zip(axes, counts).reversed() {
          let count = count ?? 1
          values.append((axis.name, axis.different(rest % count)))
          rest /= count
        }
        return Self(values: values.reversed())
      }
    }
    return drawn(wanted, of: axes, stream)
  }

  /// Different combinations; fewer than are wanted where the ranges are too narrow for as many.
  private static func drawn(
    _ wanted: Int, of axes: [SweepAxis], _ stream: RandomStream
  ) -> [Self] {
    var found: [Self] = []
    var known: Set<[Double]> = []
    for number in 0..<wanted * draws where found.count < wanted {
      let shares = axes.indices.map { stream.uniform(at: UInt64(number), step: UInt64($0)) }
      let drawn = zip(axes, shares).map { axis, share in axis.drawn(share) }
      guard known.insert(drawn.map(\.key)).inserted else { continue }
      found.append(Self(values: zip(axes, drawn).map { ($0.name, $1.value) }))
    }
    return found
  }
}

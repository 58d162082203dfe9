import Formats
import Support

/// What a person wants to know of a column at a glance.
package struct ColumnSummary: Sendable {
  /// Its name.
  package let name: String
  /// What its values are.
  package let kind: ColumnKind
  /// In how many rows nothing stands.
  package let missing: Int
  /// How many different values it has.
  package let distinct: Int
  /// Its range and median, its most frequent words, its first text.
  package var what: String {
    guard let numbers else { return words }
    return "\(NumberText.general(numbers.least)) … \(NumberText.general(numbers.largest)), median "
      + NumberText.general(numbers.median) + (words.isEmpty ? "" : "  " + words)
  }
  /// What its numbers are like; `nil` for words and dates, and where nothing stands.
  package let numbers: Numbers?
  /// Its bars, its most frequent words, its first text, its first and last day.
  package let words: String

  /// What the numbers of a column are like.
  package struct Numbers: Sendable {
    /// Σ x / n.
    package let mean: Double
    /// √(Σ (x − mean)² / n).
    package let deviation: Double
    /// The smallest.
    package let least: Double
    /// The one in the middle; of an even count the mean of the two there.
    package let median: Double
    /// The largest.
    package let largest: Double
  }

  /// That of a column.
  package init(_ column: TypedColumn) {
    (name, kind) = (column.name, column.kind)
    missing = (0..<column.count).untilInterrupted.count { column.values.isMissing($0) }
    switch column.values {
    case .numbers(let all), .wholes(let all):
      let statistics = ColumnStatistics(all)
      let sorted = Self.sorted(all)
      distinct = Self.distinct(sorted)
      numbers =
        statistics.count == 0
        ? nil
        : Numbers(
          mean: statistics.mean, deviation: statistics.deviation, least: statistics.least,
          median: ColumnStatistics.quantile(sorted: sorted, 0.5), largest: statistics.largest)
      words = statistics.count == 0 ? "" : Self.bars(all, statistics)
    case .dates(let seconds):
      let statistics = ColumnStatistics(seconds)
      distinct = Self.distinct(Self.sorted(seconds))
      numbers = nil
      words =
        statistics.count == 0
        ? "" : "\(DateText.of(statistics.least)) … \(DateText.of(statistics.largest))"
    case .categories(let codes, let names):
      var counts = [Int](repeating: 0, count: names.count)
      for row in codes.indices.untilInterrupted where codes[row] >= 0 {
        counts[Int(codes[row])] += 1
      }
      let order = names.indices.filter { counts[$0] > 0 }.sorted {
        (counts[$1], $0) < (counts[$0], $1)
      }
      distinct = order.count
      numbers = nil
      words =
        order.prefix(3).map {
          "\(Sanitizer.visible(String(names[$0].prefix(24)))) \(NumberText.grouped(counts[$0]))"
        }.joined(separator: ", ") + (order.count > 3 ? ", \(order.count - 3) more" : "")
    case .texts(let texts):
      var different: Set<String> = []
      for row in (0..<texts.count).untilInterrupted(every: 64) {
        if let text = texts[row] { different.insert(text) }
      }
      distinct = different.count
      let first = (0..<texts.count).lazy.compactMap { texts[$0] }.first ?? ""
      numbers = nil
      words = "\"\(Sanitizer.visible(String(first.prefix(32))))\(first.count > 32 ? "…" : "")\""
    }
  }

  private static func distinct(_ sorted: [Double]) -> Int {
    var count = 0
    for place in sorted.indices.untilInterrupted
    where place == 0 || sorted[place] != sorted[place - 1] { count += 1 }
    return count
  }

  /// The numbers that stand, in rising order; each in parts, so that Ctrl-C is heard.
  private static func sorted(_ numbers: [Double]) -> [Double] {
    var present = [Double]()
    present.reserveCapacity(numbers.count)
    for row in numbers.indices.untilInterrupted where !numbers[row].isNaN {
      present.append(numbers[row])
    }
    // Without closures and in this module, so that a million numbers take a tenth of a second.
    let length = 1 << 17
    var runs = stride(from: 0, to: present.count, by: length).map { start -> [Double] in
      Interrupt.isRaised
        ? [] : Array(present[start..<min(start + length, present.count)]).sorted()
    }
    while runs.count > 1 {
      runs = stride(from: 0, to: runs.count, by: 2).map { place in
        place + 1 < runs.count ? merged(runs[place], runs[place + 1]) : runs[place]
      }
    }
    return runs.first ?? []
  }

  /// Two sorted runs as one.
  private static func merged(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double]()
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if b[j] < a[i] {
        result.append(b[j])
        j += 1
      } else {
        result.append(a[i])
        i += 1
      }
    }
    result += a[i...]
    result += b[j...]
    return result
  }

  /// Eight bars of a histogram from the least to the largest number, the highest one full.
  private static func bars(_ numbers: [Double], _ statistics: ColumnStatistics) -> String {
    let range = statistics.largest - statistics.least
    guard range > 0, range.isFinite else { return "" }
    var counts = [Int](repeating: 0, count: 8)
    for row in numbers.indices.untilInterrupted where !numbers[row].isNaN {
      counts[Int((numbers[row] - statistics.least) / range * 8, within: 0...7)] += 1
    }
    let most = counts.max() ?? 1
    let signs = Array(" ▁▂▃▄▅▆▇█")
    var bars = counts.map { $0 == 0 ? " " : signs[max(1, $0 * 8 / max(most, 1))] }
    while bars.last == " " { bars.removeLast() }
    return String(bars)
  }
}

/// A time as people write it.
package enum DateText {
  /// `1960-01-31`, with the time of day where it is not midnight; seconds since 1970-01-01 in UTC.
  package static func of(_ seconds: Double) -> String {
    guard let whole = Int(checked: seconds, rounded: .down), abs(whole) < 1 << 40 else { return "" }
    let days = whole >= 0 ? whole / 86_400 : (whole - 86_399) / 86_400
    let (year, month, day) = civil(days)
    let time = whole - days * 86_400
    let date = "\(year)-\(two(month))-\(two(day))"
    return time == 0
      ? date : "\(date) \(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Year, month and day of the Gregorian calendar, counted from a 1 March so that leap days come last.
  static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let place = (5 * dayOfYear + 2) / 153
    let month = place < 10 ? place + 3 : place - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * place + 2) / 5 + 1
    )
  }
}

extension Dataset {
  /// How many rows all parts have together.
  package var rowCount: Int { Part.allCases.reduce(0) { $0 + (samples(of: $1)?.count ?? 0) } }

  /// The steps so far with what they have learnt, as lines that can be pasted.
  package var recipeLines: [String] { tabular?.steps.map(\.line) ?? [] }
}

/// A size as people write it: `512MB`, `1GB`, `0`; and as they read it: `805 KB`. Units are powers of
/// 1,000.
package struct ByteCount: Equatable, Sendable {
  /// The size in bytes.
  package let bytes: Int

  /// Those that are typed, the largest first.
  private static let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("B", 1)]

  /// `nil` for what is no size, or more than 1,000 TB.
  package init?(_ text: String) {
    let upper = text.uppercased()
    let unit = Self.units.first { upper.hasSuffix($0.0) }
    let digits = unit.map { upper.dropLast($0.0.count) } ?? Substring(upper)
    guard let number = Double(digits), number >= 0, number * Double(unit?.1 ?? 1) < 1e15,
      digits.allSatisfy({ $0.isNumber || $0 == "." }),
      let bytes = Int(checked: number * Double(unit?.1 ?? 1))
    else { return nil }
    self.bytes = bytes
  }

  /// In the largest unit that gives a whole number.
  package static func text(_ bytes: Int) -> String {
    let unit = units.first { bytes % $0.1 == 0 && bytes >= $0.1 }
    return unit.map { "\(bytes / $0.1)\($0.0)" } ?? "\(bytes)"
  }

  /// As it is typed, rounded up to whole units: `9GB` for what is a little more than 8.
  package static func enough(for bytes: Int) -> String {
    let (name, size) = units.dropLast().first { bytes > $0.1 } ?? units[units.count - 2]
    return "\(bytes / size + (bytes % size == 0 ? 0 : 1))\(name)"
  }

  /// `805 KB`: three digits, in the unit that gives 1 to 1000; what no machine has is not counted.
  package static func rounded(_ bytes: Int) -> String {
    guard bytes < Int.max else { return "any amount of memory" }
    var names = ["B", "KB", "MB", "GB", "TB", "PB", "EB"][...]
    var number = Double(bytes)
    while number >= 999.5, names.count > 1 {
      number /= 1000
      names.removeFirst()
    }
    return "\(NumberText.significant(number, digits: 3)) \(names[names.startIndex])"
  }
}

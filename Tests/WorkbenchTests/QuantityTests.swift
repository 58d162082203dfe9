import Language
import Testing
import Workbench
import WorkbenchTestSupport

@Suite struct QuantityTests {
  @Test(
    arguments: [
      ("65W * 3h", "195Wh"), ("1J", "1J"), ("3kWh", "3kWh"), ("300kJ", "300kJ"),
      ("65W * 60s", "3.9kJ"), ("200GFLOP / 1s", "200GFLOP/s"), ("5KB / 2ms", "2.5MB/s"),
      ("0.12$ / 1kWh", "$0.12/kWh"), ("0.85$ / 1h", "$0.85/h"), ("0.02$ / 1GB", "$0.02/GB"),
      ("65W * 3h * 0.12$ / 1kWh", "$0.0234"), ("1 / 1ms", "1kHz"), ("0s", "0s"),
      ("999.9999999KB", "1MB"), ("59.9999999min", "1h"), ("-5$", "-$5"), ("-3h", "-3h"),
      ("0.5W", "0.5W"), ("1500kW", "1.5MW"), ("2000FLOP", "2kFLOP"), ("1h / 0", "inf s"),
      ("abs(-3h)", "3h"), ("sum([1h, 30min])", "1.5h"), ("mean([1h, 30min])", "45min"),
      ("max([1h, 2h])", "2h"), ("min([1h, 2h])", "1h"), ("maximum(3h, 20min)", "3h"),
      ("minimum([1h, 2h], 90min)", "[1h, 1.5h]"), ("round(2.4h)", "2h"), ("floor(2.9$)", "$2"),
      ("round([1.6h, 200.7ms])", "[2h, 201ms]"), ("[1, 2, 3] * 2h", "[2h, 4h, 6h]"),
      ("[1h, 2h] * [3, 4]", "[3h, 8h]"), ("[1h, 2h] + [1h, 1h]", "[2h, 3h]"),
      ("[1h, 2h] / 1h", "[1, 2]"), ("[1h, 2h] > 90min", "[0, 1]"), ("-[1h, 2h]", "[-1h, -2h]"),
      ("t = [1h, 2h]; t[t > 90min]", "[2h]"), ("sum([1, 2] * 3$)", "$9"), ("std([1h, 3h])", "1h"),
      ("var([1s, 3s])", "1s^2"), ("sqrt(4s * 1s)", "2s"), ("argmax([1h, 3h])", "1"),
      ("sort([3h, 1h])", "[1h, 3h]"), ("where([true, false], [1h, 2h], 0h)", "[1h, 0s]"),
      ("clip([1h, 5h], 2h, 3h)", "[2h, 3h]"), ("1h == 60min", "true"),
      ("2h + 30min", "2.5h"), ("1GB - 200MB", "800MB"), ("3kWh / 2h", "1.5kW"),
      ("sqrt(4h * 9h)", "6h"), ("sqrt(16$ * 1$)", "$4"), ("3h^2", "9h^2"),
      ("100GFLOP / 20W", "5GFLOP·s/J"), ("20$ / 1h * 3h", "$60"), ("1MB / 1s * 1h", "3.6GB"),
      ("1kHz * 1s", "1000"), ("3h / 20min", "9"), ("1W * 1s == 1J", "true"),
      ("90min > 1h", "true"), ("[1h, 2h] @ [1, 2]", "5h"), ("norm([3h, 4h])", "5h"),
      ("cumsum([1h, 2h])", "[1h, 3h]"), ("mod(1h, 25min)", "10min"), ("1 / 0.5s", "2Hz"),
      ("1e-12s", "0.001ns"), ("1e20GB", "1e+17TB"), ("2h - 2h", "0s"), ("1024B", "1.024KB"),
      ("inf * 1h", "inf s"), ("nan * 1h", "nan s"), ("exp(2h / 1h)", "7.38906"),
      ("1kWh == 3600kJ", "true"),
    ])
  func `quantities print in the unit that reads best`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test(
    arguments: [
      ("0.00002$", "$0.00002"), ("-0.00002$", "-$0.00002"), ("0.02$ / 1k", "$0.00002"),
      ("1000000$", "$1,000,000"), ("-1234567.5$", "-$1,234,567.50"), ("999.999999999$", "$1,000"),
      ("1525683.25$", "$1,525,683.20"), ("1000$", "$1,000"), ("999.5$", "$999.5"),
      ("1500$ / 1h", "$1,500/h"), ("1.5e-9$", "$0.0000000015"), ("1e-14$", "$1e-14"),
      ("1e9$", "$1,000,000,000"), ("0$", "$0"), ("inf * 1$", "$inf"),
      ("1 / 3 * 0.0001$", "$0.0000333333"),
    ])
  func `money has commas in thousands and no exponent below a cent`(
    source: String, expected: String
  ) {
    #expect(printed(source) == expected)
  }

  @Test(
    arguments: [
      ("maximum(3h, 2$)", "E0404: cannot compare time and money"), ("maximum(3h, 2)", "E0404"),
      ("3h + [1, 2]", "E0404: cannot add time and a plain number"), ("[1h, 2$] * 2", "E0403"),
      ("exp(3h)", "E0118"), ("sqrt(4s)", "E0118"),
    ])
  func `what has no unit is refused`(source: String, expected: String) {
    #expect(printed(source).contains("error \(expected)"), "\(printed(source))")
  }

  @Test func `every unit of the language is known to the values`() {
    for unit in NumberSuffix.units {
      #expect(!printed("2\(unit)").contains("error"), "\(unit)")
    }
  }

  /// Reads a print by a table of its own.
  @Test func `a print reads back as the same quantity`() throws {
    var state: UInt64 = 7
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let units = NumberSuffix.units
    for _ in 0..<3_000 {
      let number = Double(1 + below(999_999)) / [1, 10, 1_000, 100_000][below(4)]
      let unit = units[below(units.count)]
      var source = "\(number)\(unit)"
      var expected = try #require(Self.amount(number, unit))
      if below(2) == 0 {
        let other = units[below(units.count)]
        let divides = below(2) == 0
        source += divides ? " / 3\(other)" : " * 3\(other)"
        let factor = try #require(Self.amount(3, other))
        expected.amount =
          divides ? expected.amount / factor.amount : expected.amount * factor.amount
        expected.dimension = zip(expected.dimension, factor.dimension).map {
          divides ? $0 - $1 : $0 + $1
        }
      }
      let text = printed(source)
      let read = try #require(Self.read(text), "\(source) -> \(text)")
      #expect(read.dimension == expected.dimension, "\(source) -> \(text)")
      let distance = abs(read.amount - expected.amount)
      #expect(distance <= 6e-6 * abs(expected.amount), "\(source) -> \(text)")
    }
  }

  private static let table: [String: (Double, [Int])] = {
    var table: [String: (Double, [Int])] = [
      "min": (60, [1, 0, 0, 0, 0]), "h": (3600, [1, 0, 0, 0, 0]), "day": (86400, [1, 0, 0, 0, 0]),
      "$": (1, [0, 0, 1, 0, 0]), "KB": (1e3, [0, 0, 0, 1, 0]),
    ]
    let prefixes = [
      ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9),
      ("E", 1e18), ("Z", 1e21),
      ("T", 1e12),
      ("P", 1e15),
    ]
    let bases: [(String, Double, [Int])] = [
      ("s", 1, [1, 0, 0, 0, 0]), ("J", 1, [0, 1, 0, 0, 0]), ("Wh", 3600, [0, 1, 0, 0, 0]),
      ("W", 1, [-1, 1, 0, 0, 0]), ("B", 1, [0, 0, 0, 1, 0]), ("FLOP", 1, [0, 0, 0, 0, 1]),
      ("Hz", 1, [-1, 0, 0, 0, 0]),
    ]
    for (prefix, factor) in prefixes {
      for (base, size, dimension) in bases { table[prefix + base] = (factor * size, dimension) }
    }
    return table
  }()

  private static func amount(_ number: Double, _ unit: String) -> (
    amount: Double, dimension: [Int]
  )? {
    table[unit].map { (number * $0.0, $0.1) }
  }

  private static func read(_ text: String) -> (amount: Double, dimension: [Int])? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var head = parts[0]
    var units: [(String, Int)] = []
    if let dollar = head.firstIndex(of: "$"), head.distance(from: head.startIndex, to: dollar) < 2 {
      head.remove(at: dollar)
      units.append(("$", 1))
    }
    let digits = head.prefix { $0.isNumber || "+-.e,".contains($0) }
    guard var amount = Double(digits.filter { $0 != "," }) else { return nil }
    units += head.dropFirst(digits.count).split(separator: "·").map { (String($0), 1) }
    units += parts.dropFirst().map { ($0, -1) }
    var dimension = [0, 0, 0, 0, 0]
    for (written, sign) in units {
      let pieces = written.split(separator: "^")
      guard let unit = table[String(pieces[0])] else { return nil }
      let exponent = sign * (pieces.count > 1 ? Int(pieces[1]) ?? 0 : 1)
      for _ in 0..<abs(exponent) { amount = exponent > 0 ? amount * unit.0 : amount / unit.0 }
      dimension = zip(dimension, unit.1).map { $0 + exponent * $1 }
    }
    return (amount, dimension)
  }
}

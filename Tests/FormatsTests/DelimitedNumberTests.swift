import Formats
import Testing

@Suite struct DelimitedNumberTests {
  /// Texts of numbers of every length, with the point at every place, with and without an exponent.
  private func spellings(_ count: Int, seed: UInt64) -> [String] {
    var draw = TestNumbers(seed)
    return (0..<count).map { _ in
      var digits = (0..<1 + draw.next(below: 24)).map { _ in String(draw.next(below: 10)) }
      if draw.next(below: 8) > 0 { digits.insert(".", at: draw.next(below: digits.count + 1)) }
      var text = ["", "", "-", "+"][draw.next(below: 4)] + digits.joined()
      switch draw.next(below: 6) {
      case 0: text += "e\(draw.next(below: 60) - 30)"
      case 1: text += "E\(draw.next(below: 600) - 330)"
      default: break
      }
      return text
    }
  }

  @Test(arguments: [UInt64(1), 2, 3]) func `numbers are those of Double, bit for bit`(seed: UInt64)
    throws
  {
    let texts = spellings(20_000, seed: seed).filter { Double($0)?.isFinite == true }
    let table = try Delimited.read(texts.joined(separator: "\n")) {
      $0.hasHeader = false
      $0.kinds = ["column_1": .number]
    }
    let numbers = try #require(Delimited.numbers(table, "column_1"))
    for (text, number) in zip(texts, numbers) {
      #expect(Double(text)?.bitPattern == number.bitPattern, "\(text)")
    }
  }

  @Test func `what doubles write is read again, with nineteen digits too`() throws {
    var draw = TestNumbers(4)
    var texts: [String] = []
    while texts.count < 30_000 {
      let number = Double(bitPattern: draw.next())
      if number.isFinite { texts.append("\(number)") }
      // The middle between two doubles and what lies beside it.
      let whole = (draw.next() >> 10 | 1 << 53) & ~1 + 1
      texts += [
        "\(whole)", "\(whole).0000000001", "\(whole - 1).9999999999", "0.\(draw.next() >> 1)",
      ]
    }
    let table = try Delimited.read(texts.joined(separator: "\n")) {
      $0.kinds = ["column_1": .number]
    }
    let numbers = try #require(Delimited.numbers(table, "column_1"))
    for (text, number) in zip(texts, numbers) {
      #expect(Double(text)?.bitPattern == number.bitPattern, "\(text)")
    }
  }
}

import Support
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (1_200_000, "1200000"), (-3, "-3"), (-0.0, "0"), (0.04, "0.04"), (0.3617731234, "0.361773"),
    (1e-7, "1e-07"), (1_234_567.5, "1234567.5"), (999_999_999_999_999, "999999999999999"),
    (1e15, "1000000000000000"), (1e15 + 0.5, "1e+15"), (1e16, "1e+16"), (999_999.7, "1000000"),
    (30_000_001.1, "30000001.1"), (1_234_567.04, "1234567"), (-1_000_000.5, "-1000000.5"),
    (1_125_899_906_842_624, "1125899906842624"), (9_007_199_254_740_992, "9007199254740992"),
    (9_007_199_254_740_994, "9.0072e+15"), (123_456.7, "123457"),
    (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (0.1135, "0.1135"),
    (Double(Float(0.1)), "0.1"),
  ])
  func `a value prints whole or with six digits`(number: Double, text: String) {
    #expect(NumberText.general(number) == text)
  }

  @Test(arguments: [
    (0.0550, "0.0550"), (0.0071, "0.0071"), (3.2141e-5, "3.214e-05"), (-55.06, "-55.0600"),
    (0, "0.0000"), (1, "1.0000"), (2e6, "2.000e+06"), (.nan, "nan"),
  ])
  func `a loss prints with four decimals or four digits`(number: Double, text: String) {
    #expect(NumberText.metric(number) == text)
  }

  @Test func `fixed and scientific texts carry no sign of zero`() {
    #expect(NumberText.fixed(-0.0001, decimals: 2) == "0.00")
    #expect(NumberText.fixed(-0.006, decimals: 2) == "-0.01")
    #expect(NumberText.scientific(-0.0, digits: 3) == "0.00e+00")
    #expect(NumberText.scientific(1234, digits: 4) == "1.234e+03")
    #expect(NumberText.fixed(1e308, decimals: 1).utf8.count == 311)
  }

  @Test func `tables group thousands`() {
    #expect(NumberText.grouped(0) == "0")
    #expect(NumberText.grouped(999) == "999")
    #expect(NumberText.grouped(60_000) == "60,000")
    #expect(NumberText.grouped(-1_234_567) == "-1,234,567")
    #expect(NumberText.grouped(Int.min) == "-9,223,372,036,854,775,808")
  }

  @Test func `an exact text reads back as the same number`() {
    for number in [0.1, 1.0 / 3, Double.leastNonzeroMagnitude, 1.7976931348623157e308, 12] {
      #expect(Double(NumberText.exact(number)) == number)
    }
    #expect(NumberText.exact(12) == "12")
  }
}

@Suite struct NumberDigitsTests {
  @Test func `seventeen digits read back as the same number`() {
    var state: UInt64 = 3
    for _ in 0..<100_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state ^ (state << 29))
      guard number.isFinite else { continue }
      #expect(Double(NumberText.general(number, digits: 17)) == number)
    }
    for exponent in -300...300 {
      let number = 1.2345678901234567 * Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(Double(NumberText.general(number, digits: 17)) == number)
    }
  }

  @Test(arguments: [
    (1.0 / 3, 9, "0.333333333"), (1_234_567.891, 9, "1234567.89"),
    (1_234_567_891.24, 9, "1234567891.2"),
    (0.1, 17, "0.10000000000000001"), (2, 17, "2"), (.nan, 17, "nan"),
  ])
  func `more digits are shown where they are asked for`(number: Double, digits: Int, text: String) {
    #expect(NumberText.general(number, digits: digits) == text)
  }
}

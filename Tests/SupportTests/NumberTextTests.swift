import Support
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (1_200_000, "1200000"), (-3, "-3"), (-0.0, "0"), (0.04, "0.04"), (0.3617731234, "0.361773"),
    (1e-7, "1e-07"), (1_234_567.5, "1.23457e+06"), (999_999_999_999_999, "999999999999999"),
    (1e15, "1e+15"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (0.1135, "0.1135"),
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

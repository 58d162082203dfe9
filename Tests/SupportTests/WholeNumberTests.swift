import Support
import Testing

@Suite("Whole numbers out of floating-point values")
struct WholeNumberTests {
  private static let extremes: [Double] = [
    0, -0.0, 0.5, -0.5, 1e-300, 255, 256, 2_147_483_648, -2_147_483_649, 9_007_199_254_740_992,
    9_007_199_254_740_994, 9_223_372_036_854_775_807, -9_223_372_036_854_775_808, 1e19, 1e300,
    .infinity, -.infinity, .nan,
  ]

  @Test(arguments: extremes)
  func `a checked conversion gives the number or nothing`(number: Double) {
    let whole = Int(checked: number)
    let fits = number.rounded(.towardZero) >= -0x1p63 && number < 0x1p63
    #expect((whole != nil) == fits)
    if let whole { #expect(Double(whole) == number.rounded(.towardZero)) }
    #expect((UInt8(checked: number) != nil) == (number > -1 && number < 256))
  }

  @Test(arguments: extremes)
  func `a range gets its nearest number, and its lower end for what is none`(number: Double) {
    let expected = number.isNaN ? 3 : Swift.max(3, Swift.min(9, number.rounded(.down)))
    #expect(Double(Int(number, within: 3...9, rounded: .down)) == expected)
    #expect((Int.min...Int.max).contains(Int(number, within: .min ... .max)))
    #expect(
      UInt8(number, within: 0...255)
        == UInt8(
          exactly: Swift.max(0, Swift.min(255, number.isNaN ? 0 : number.rounded(.towardZero)))))
  }

  @Test func `what a user writes is whole up to two to the power of 53`() {
    #expect(Int(whole: 9_007_199_254_740_992) == 1 << 53)
    #expect(Int(whole: -9_007_199_254_740_992) == -(1 << 53))
    for number in [9_007_199_254_740_994, 0.5, .nan, .infinity, -1e300] {
      #expect(Int(whole: number) == nil)
    }
  }

  @Test func `places in pictures are numbers that can be added`() {
    #expect(Int(saturating: .nan) == 0)
    #expect(Int(saturating: .infinity) == 1 << 53)
    #expect(Int(saturating: -1e300) == -(1 << 53))
    #expect(Int(saturating: -3.7) == -3)
  }

  @Test func `sums and products that overflow stay at the end`() {
    #expect(saturatingSum(.max, 1) == .max)
    #expect(saturatingSum(.min, -1) == .min)
    #expect(saturatingProduct(1 << 40, 1 << 40) == .max)
    #expect(saturatingProduct(-(1 << 40), 1 << 40) == .min)
    #expect(saturatingProduct(-3, 4) == -12)
  }
}

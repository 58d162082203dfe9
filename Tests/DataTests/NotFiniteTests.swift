import Engine
import Testing

@testable import Data

/// Looked for in all numbers before each training: the fast way finds what the slow one does.
@Suite struct NotFiniteTests {
  private static let odd: [Double] = [
    .nan, .infinity, -.infinity, .signalingNaN, -.nan,
  ]
  private static let finite: [Double] = [
    0, -0.0, 1, -1, Double(Float.greatestFiniteMagnitude), -Double(Float.greatestFiniteMagnitude),
    Double(Float.leastNonzeroMagnitude), -Double(Float.leastNonzeroMagnitude),
  ]

  @Test(arguments: [DType.float32, .float64])
  func `no finite number is taken for another`(dtype: DType) {
    for number in Self.finite {
      #expect(SampleRows(Tensor([1, number, 2], [3, 1], dtype)).firstRowNotFinite == nil)
    }
    #expect(
      SampleRows(Tensor([.greatestFiniteMagnitude, .leastNonzeroMagnitude], [2, 1]))
        .firstRowNotFinite == nil)
  }

  @Test(arguments: [DType.float32, .float64], [0, 1, 16_383, 16_384, 40_000, 49_999])
  func `each one is found in its row`(dtype: DType, place: Int) {
    for number in Self.odd {
      var numbers = [Double](repeating: 0.5, count: 50_000)
      numbers[place] = number
      let rows = SampleRows(Tensor(numbers, [25_000, 2], dtype))
      #expect(rows.firstRowNotFinite == place / 2)
      #expect(rows.firstRowNotFinite == rows.firstRow { !$0.isFinite })
    }
  }

  @Test func `what lies outside the rows does not count`() {
    var numbers = [Double](repeating: 0.5, count: 100)
    (numbers[0], numbers[60]) = (.nan, .infinity)
    let memory = Tensor(numbers, [100])
    let windows = SampleRows(windowsOf: memory, length: 4, stride: 1, from: 0, count: 97)
    #expect(windows.firstRowNotFinite == 0)
    #expect(windows.subset(1..<50).firstRowNotFinite == nil)
    #expect(windows.subset([70, 5, 58, 2]).firstRowNotFinite == 2)
    #expect(windows.subset([70, 5, 2]).firstRowNotFinite == nil)
    #expect(SampleRows(Tensor([Int32](repeating: 7, count: 4), [4])).firstRowNotFinite == nil)
  }
}

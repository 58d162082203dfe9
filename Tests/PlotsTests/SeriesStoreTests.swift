import Testing

@testable import Plots

@Suite struct SeriesStoreTests {
  private let values: [Double] = (0..<5000).map { index in
    index % 97 == 0 ? .nan : index % 211 == 0 ? .infinity : Samples.noise(index) * 10
  }

  @Test func `appending one by one equals building at once`() {
    var grown = SeriesStore()
    for value in values { grown.append(value) }
    let built = SeriesStore(values)
    for range in [0..<5000, 0..<64, 63..<65, 17..<4711, 4990..<5000, 128..<256] {
      #expect(grown.summary(of: range) == built.summary(of: range))
    }
  }

  @Test func `the pyramid knows what a walk over the samples finds`() {
    let store = SeriesStore(values)
    for start in stride(from: 0, to: 5000, by: 331) {
      for length in [0, 1, 63, 64, 65, 500, 3000] {
        let end = min(5000, start + length)
        let part = values[start..<end]
        let finite = part.filter(\.isFinite)
        let summary = store.summary(of: start..<end)
        #expect(summary.minimum == finite.min() ?? .infinity)
        #expect(summary.maximum == finite.max() ?? -.infinity)
        #expect(summary.finiteCount == finite.count)
        #expect(summary.nanCount == part.count { $0.isNaN })
        #expect(summary.positiveInfinityCount == part.count { $0 == .infinity })
      }
    }
  }

  @Test func `a range outside the samples is cut`() {
    let store = SeriesStore([1, 2, 3])
    #expect(store.summary(of: -5..<99).maximum == 3)
    #expect(store.summary(of: 7..<9).finiteCount == 0)
  }

  @Test func `the debiased mean of a constant is the constant`() {
    let smooth = Smoothing.smooth(
      Series("a", role: .train, ys: [2, 2, .nan, 2]), weight: 0.9, perColumn: 4)
    #expect(abs(smooth.ys[0] - 2) < 1e-12)
    #expect(abs(smooth.ys[1] - 2) < 1e-12)
    #expect(smooth.ys[2].isNaN)
    #expect(abs(smooth.ys[3] - 2) < 1e-12)
  }

  @Test func `a long curve is smoothed over a sixteenth of a column, and looks as over 64 samples`()
  {
    let ys = (0..<200_000).map { (index: Int) -> Double in
      let noise = Double(index % 7) / 7
      return noise + 1e5 / (1e5 + Double(index))
    }
    let series = Series("a", role: .train, ys: ys)
    let fine = Smoothing.smooth(series, weight: 0.999, perColumn: 0)
    let coarse = Smoothing.smooth(series, weight: 0.999, perColumn: 2500)
    #expect(fine.count == 200_000 / 64 && coarse.count == 200_000 / 128)
    for index in 20..<coarse.count {
      #expect(abs(coarse.ys[index] - fine.ys[2 * index + 1]) < 0.002)
    }
    #expect(coarse.x(at: 0) == 127)
  }

  @Test func `smoothing follows its formula`() {
    // w = 0.5: s = 0.5·1 = 0.5, /0.5 = 1; s = 0.25 + 0.5·3 = 1.75, /0.75 = 7/3.
    let smooth = Smoothing.smooth(Series("a", role: .train, ys: [1, 3]), weight: 0.5, perColumn: 4)
    #expect(smooth.ys[0] == 1)
    #expect(abs(smooth.ys[1] - 7.0 / 3) < 1e-15)
  }

  @Test func `the automatic weight is 0 up to two samples a column`() {
    #expect(Smoothing.weight(.automatic, samples: 148, over: 74) == 0)
    // 2000 over 74: 54.05 in two columns, 1 − 2/55.05.
    let weight = Smoothing.weight(.automatic, samples: 2000, over: 74)
    #expect(abs(weight - 0.96367) < 1e-5)
    #expect(Smoothing.weight(.weight(7), samples: 1, over: 1) == 0.999)
    #expect(Smoothing.weight(.weight(.nan), samples: 1, over: 1) == 0)
  }
}

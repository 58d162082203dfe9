import Testing

@testable import Plots

@Suite struct TicksTests {
  private func labels(
    _ low: Double, _ high: Double, scale: Axis.Scale = .linear,
    _ direction: TickRoom.Direction = .across, cells: Int = 74
  ) -> TickSet {
    ticks(
      of: Axis(scale: scale), over: ScaleMap(scale: scale, low: low, high: high),
      in: TickRoom(direction: direction, cells: cells))
  }

  private func texts(_ set: TickSet) -> String { set.ticks.map(\.label).joined(separator: " ") }

  @Test func `steps up to 2000 are labelled by 500`() {
    #expect(texts(labels(0, 2000)) == "0 500 1000 1500 2000")
  }

  @Test func `six to both sides is labelled by 3 on 20 rows and by 2 on 74 columns`() {
    #expect(texts(labels(-6, 6, .up, cells: 20)) == "−6 −3 0 3 6")
    #expect(texts(labels(-6, 6)) == "−6 −4 −2 0 2 4 6")
  }

  @Test func `accuracies near one have two decimals`() {
    #expect(texts(labels(0.9612, 0.9987, .up, cells: 20)) == "0.97 0.98 0.99")
  }

  @Test func `a loss is labelled by 2 on a linear and by 1-2-5 on a logarithmic axis`() {
    #expect(texts(labels(0.024, 9.5)) == "2 4 6 8")
    #expect(
      texts(labels(0.024, 9.5, scale: .log10, .up, cells: 20)) == "0.05 0.1 0.2 0.5 1 2 5")
  }

  @Test func `small numbers share a factor that stands in the title`() {
    let set = labels(1e-5, 3e-4)
    #expect(texts(set) == "50 100 150 200 250 300")
    #expect(set.note == "×10⁻⁶")
  }

  @Test func `six decades are labelled as powers and plain numbers`() {
    let set = labels(1e-6, 1, scale: .log10, .up, cells: 20)
    #expect(texts(set) == "10⁻⁶ 10⁻⁵ 10⁻⁴ 0.001 0.01 0.1 1")
  }

  @Test func `a large offset stands in the title`() {
    let set = labels(1e6, 1e6 + 3, .up, cells: 16)
    #expect(texts(set) == "0 1 2 3")
    #expect(set.note == "+1000000")
  }

  @Test func `thousands and millions have a suffix`() {
    #expect(texts(labels(0, 60_000)) == "0 10k 20k 30k 40k 50k 60k")
    #expect(texts(labels(0, 2_000_000)) == "0 0.5M 1.0M 1.5M 2.0M")
  }

  @Test func `whole-number axes have no fractions`() {
    let set = ticks(
      of: Axis(isInteger: true), over: ScaleMap(scale: .linear, low: 0, high: 3),
      in: TickRoom(direction: .across, cells: 74))
    #expect(texts(set) == "0 1 2 3")
  }

  @Test func `labels read back as the values of their ticks`() {
    for index in 0..<400 {
      let low = Samples.noise(index) * 100
      let high = low + abs(Samples.noise(index, salt: 5)) * 50 + 0.001
      for cells in [5, 8, 20, 36, 74, 110] {
        let room = TickRoom(direction: .across, cells: cells, hasSymbols: false, allowsNote: false)
        let set = ticks(of: Axis(), over: ScaleMap(scale: .linear, low: low, high: high), in: room)
        for tick in set.ticks {
          #expect(Double(tick.label) == tick.value)
          #expect(
            tick.value >= low - 1e-9 * (high - low) && tick.value <= high + 1e-9 * (high - low))
        }
        #expect(Set(set.ticks.map(\.label)).count == set.ticks.count)
      }
    }
  }

  @Test func `two labels stand even on short axes`() {
    for cells in 5...30 {
      #expect(labels(0, 2000, .up, cells: cells).ticks.count >= 2, "rows \(cells)")
      #expect(labels(0, 1, .up, cells: cells).ticks.count >= 2, "rows \(cells)")
    }
  }

  @Test func `ticks of strange domains are few and do not trap`() {
    let domains: [(Double, Double)] = [
      (0, 5e-324), (-1.7e308, 1.7e308), (1e300, 1.1e300), (-1e-300, 1e-300), (1e15, 1e15 + 2),
      (9e18, 9.1e18), (0, 1e308), (.nan, 1), (0, .infinity), (1, 1), (2, 1),
    ]
    for (low, high) in domains {
      for scale in [Axis.Scale.linear, .log10, .symlog(linear: 1)] {
        for cells in [0, 1, 2, 5, 80, 1000] {
          for direction in [TickRoom.Direction.up, .across] {
            #expect(labels(low, high, scale: scale, direction, cells: cells).ticks.count <= 300)
          }
        }
      }
    }
  }
}

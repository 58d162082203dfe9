import Catalog
import Engine
import Data
import Testing

@Suite("Pictures that are drawn anew for each batch")
struct AugmentTests {
  /// Four pictures [5, 5] whose pixels are numbered 0 to 24, then steps.
  private func pictures(
    _ named: [(name: String, value: Argument)], _ rest: DataLine...
  ) throws -> Samples {
    let x = (0..<4).map { _ in (0..<25).map(Double.init) }
    return try DataPipeline.load(
      line("table", list(x), list([0, 1, 0, 1])),
      [line("reshape", .number(5), .number(5)), line("augment", named: named)] + rest,
      DataContext(dtype: .float64, seed: 4)
    ).train
  }

  private func rows(_ samples: Samples, step: UInt64?) -> [[Double]] {
    let numbers = samples.batch(0..<4, step: step).inputs[0].doubles
    return stride(from: 0, to: 100, by: 25).map { Array(numbers[$0..<$0 + 25]) }
  }

  @Test func `a shift moves whole pixels and repeats the edge`() throws {
    let samples = try pictures([("shift", .number(2))])
    var moved = Set<[Double]>()
    for step in 0..<100 {
      for row in rows(samples, step: UInt64(step)) {
        // The middle pixel tells the shift; every other follows from it.
        let (dy, dx) = (2 - Int(row[12]) / 5, 2 - Int(row[12]) % 5)
        #expect(abs(dx) <= 2 && abs(dy) <= 2)
        for place in 0..<25 {
          let (y, x) = (min(max(place / 5 - dy, 0), 4), min(max(place % 5 - dx, 0), 4))
          #expect(row[place] == Double(5 * y + x))
        }
        moved.insert(row)
      }
    }
    #expect(moved.count == 25)
  }

  @Test func `mirror images are the picture or its mirror`() throws {
    let samples = try pictures([("flip", .word("horizontal"))])
    let plain = (0..<25).map(Double.init)
    let mirror = (0..<25).map { (place: Int) -> Double in
      let (line, column) = (place / 5, place % 5)
      return Double(5 * line + 4 - column)
    }
    let all = (0..<10).flatMap { rows(samples, step: UInt64($0)) }
    #expect(Set(all) == [plain, mirror])
  }

  @Test func `turning a picture keeps its centre and its range`() throws {
    let samples = try pictures([("rotate", .number(90)), ("zoom", .number(0.2))])
    for row in rows(samples, step: 3) {
      #expect(abs(row[12] - 12) < 1e-9)
      #expect(row.allSatisfy { $0 >= 0 && $0 <= 24 })
      #expect(row != (0..<25).map(Double.init))
    }
  }

  @Test func `noise has the deviation that was asked for`() throws {
    let samples = try pictures([("noise", .number(0.5))])
    var squares = 0.0
    for step in 0..<100 {
      for row in rows(samples, step: UInt64(step)) {
        for (place, number) in row.enumerated() {
          let error = number - Double(place)
          squares += error * error
        }
      }
    }
    // Five deviations of the mean of 10,000 squares.
    #expect(abs(squares / 10_000 - 0.25) < 0.018)
  }

  @Test func `a step draws the same again, and what measures is left alone`() throws {
    let samples = try pictures([
      ("shift", .number(1)), ("rotate", .number(20)), ("noise", .number(1)),
    ])
    #expect(rows(samples, step: 6) == rows(samples, step: 6))
    #expect(rows(samples, step: 6) != rows(samples, step: 7))
    #expect(rows(samples, step: nil).allSatisfy { $0 == (0..<25).map(Double.init) })
  }

  @Test func `later steps keep the picture's shape in mind`() throws {
    let flat = try pictures([("shift", .number(2))], line("flatten"), line("rescale", .number(2)))
    let plain = try pictures([("shift", .number(2))])
    #expect(flat.sampleShape == [25])
    #expect(rows(flat, step: 5) == rows(plain, step: 5).map { $0.map { 2 * $0 } })
  }

  @Test func `only the training part is changed, and only pictures are moved`() throws {
    let data = try DataPipeline.extend(
      tenSamples(),
      [line("split", .number(0.8), .number(0.2)), line("augment", named: [("noise", .number(1))])])
    #expect(data.train.change != nil && data[.test]?.train.change == nil)
    guard
      case .samples(.needsPictures(sample: [2]))? = mistake({
        try DataPipeline.extend(tenSamples(), [line("augment", named: [("shift", .number(1))])])
      })?.kind,
      case .arguments(.missing)? = mistake({
        try DataPipeline.extend(tenSamples(), [line("augment")])
      })?.kind
    else {
      Issue.record("rows of features cannot be shifted, and nothing is no change")
      return
    }
  }

  @Test func `views are two changes of one picture, drawn apart and anew for each batch`() throws {
    let x = (0..<4).map { _ in (0..<25).map(Double.init) }
    let data = try DataPipeline.load(
      line("table", list(x), list([0, 1, 0, 1])),
      [
        line("reshape", .number(5), .number(5)), line("split", .number(0.5), .number(0.5)),
        line("views", named: [("shift", .number(2))]),
      ], DataContext(dtype: .float64, seed: 4))
    #expect(data.train.targetShape == [5, 5] && data.test?.targetShape == [5, 5])
    var pairs = Set<[Double]>()
    for step in 0..<20 {
      let batch = data.train.batch(0..<2, step: UInt64(step))
      pairs.insert(batch.inputs[0].doubles + batch.y.doubles)
      #expect(batch.inputs[0].doubles.allSatisfy { (0..<25).contains($0) })
    }
    #expect(pairs.count == 20)
    #expect(pairs.contains { Array($0.prefix(50)) != Array($0.suffix(50)) })
    // What measures keeps its views.
    let test = try #require(data.test)
    let once = test.measured
    #expect(once.inputs[0].doubles == test.measured.inputs[0].doubles)
    #expect(once.inputs[0].doubles != once.targets.doubles)
  }
}

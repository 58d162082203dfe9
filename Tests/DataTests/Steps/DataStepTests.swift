import Catalog
import Engine
import Data
import Testing

@Suite struct DataStepTests {
  @Test func `rescale multiplies and adds in the session's type`() throws {
    let data = try DataPipeline.extend(
      tenSamples(), [line("rescale", .number(0.5), named: [("offset", .number(1))])])
    #expect(data.x.dtype == .float32)
    #expect(Array(data.x.doubles.prefix(6)) == [1, 1, 1.5, 6, 2, 11])
    let exact = try DataPipeline.extend(
      tenSamples(), [line("rescale", .number(1.0 / 3))], DataContext(dtype: .float64))
    #expect(exact.x.dtype == .float64)
    #expect(exact.x[2] == 1.0 / 3)
  }

  @Test func `reshape keeps the numbers and fills in one extent`() throws {
    let digits = try DataPipeline.load(
      line("digits"), [line("take", .number(3), named: [("test", .number(2))])])
    for (arguments, shape) in [
      ([Argument.number(784)], [3, 784]), ([list([28, 28, 1])], [3, 28, 28, 1]),
      ([.number(28), .number(28), .number(1)], [3, 28, 28, 1]), ([list([-1, 4])], [3, 196, 4]),
    ] {
      let data = try DataPipeline.extend(
        digits, [DataLine("reshape", Arguments(arguments))])
      #expect(data.x.shape.extents == shape)
      #expect(data.x.doubles == digits.x.doubles)
      #expect(data.test?.x.shape[0] == 2)
    }
    #expect(try DataPipeline.extend(digits, [line("flatten")]).sampleShape == [784])
  }

  @Test func `a shape of another size names both shapes`() throws {
    let error = mistake { try DataPipeline.extend(tenSamples(), [line("reshape", .number(3))]) }
    guard case .samples(.doesNotFit(sample: [2], asked: [3]))? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.word == "reshape")
    #expect(error?.origin == 5..<9)
  }

  /// A split that leaves the samples in their order.
  private func inOrder(_ fractions: Double...) -> DataLine {
    DataLine(
      "split",
      Arguments(fractions.map { .number($0) }, named: [("shuffle", .bool(false))]))
  }

  @Test func `take keeps the first samples of the named parts`() throws {
    let parts = try DataPipeline.extend(
      tenSamples(), [inOrder(0.5, 0.2, 0.3)])
    let data = try DataPipeline.extend(
      parts, [line("take", .number(2), named: [("test", .number(1))])])
    #expect(data.train.count == 2)
    #expect(data.validation?.count == 2)
    #expect(data.test?.x.doubles == [7, 70])
    guard
      case .samples(.tooFew(part: .train, wanted: 11, available: 10))? =
        mistake({ try DataPipeline.extend(tenSamples(), [line("take", .number(11))]) })?.kind
    else {
      Issue.record("more than there is must be refused")
      return
    }
  }

  @Test func `split takes fractions or percents, and keeps the order where asked to`() throws {
    for fractions in [[0.8, 0.2], [80.0, 20.0]] {
      let data = try DataPipeline.extend(
        tenSamples(), [inOrder(fractions[0], fractions[1])])
      #expect(data.train.count == 8)
      #expect(data.validation == nil)
      #expect(data.test?.x.doubles == [8, 80, 9, 90])
    }
    let three = try DataPipeline.extend(
      tenSamples(), [inOrder(0.7, 0.1, 0.2)])
    #expect(three.train.count == 7)
    #expect(three.validation?.x.doubles == [7, 70])
    #expect(three.test?.count == 2)
  }

  @Test func `a split that loses samples, an empty part and a second split are refused`() throws {
    let parts = try DataPipeline.extend(
      tenSamples(), [line("split", .number(0.8), .number(0.2))])
    guard
      case .split(.fractions([0.8, 0.3]))? = mistake({
        try DataPipeline.extend(tenSamples(), [line("split", .number(0.8), .number(0.3))])
      })?.kind,
      case .split(.emptyPart(.train, of: 10))? = mistake({
        try DataPipeline.extend(tenSamples(), [line("split", .number(0.01), .number(0.99))])
      })?.kind,
      case .split(.alreadySplit(parts: [.train, .test]))? = mistake({
        try DataPipeline.extend(parts, [line("split", .number(0.8), .number(0.2))])
      })?.kind
    else {
      Issue.record("each must be refused with its facts")
      return
    }
  }

  @Test func `shuffle orders the training part by the seed alone`() throws {
    let parts = try DataPipeline.extend(
      tenSamples(), [line("split", .number(0.8), .number(0.2))])
    func order(_ seed: UInt64) throws -> Dataset {
      try DataPipeline.extend(parts, [line("shuffle")], DataContext(seed: seed))
    }
    let first = try order(1)
    #expect(try first.x.doubles == order(1).x.doubles)
    #expect(try first.x.doubles != order(2).x.doubles)
    #expect(first.x.doubles.sorted() == parts.x.doubles.sorted())
    #expect(first.test?.x.doubles == parts.test?.x.doubles)
    for row in 0..<8 { #expect(Int(first.x[2 * row]) % 2 == Int(first.y[row])) }
  }

  @Test func `standardize learns from training alone, wherever it stands`() throws {
    let after = [inOrder(0.5, 0.5), line("standardize")]
    let data = try DataPipeline.extend(tenSamples(), after)
    // Train holds 0...4: mean 2, deviation √2.
    let expected = (0..<5).flatMap { index -> [Double] in
      let z = (Double(index) - 2) / 2.0.squareRoot()
      return [z, z]
    }
    for (a, b) in zip(data.x.doubles, expected) { #expect(abs(a - b) < 1e-6) }
    #expect(abs((data.test?.x[0] ?? 0) - 3 / 2.0.squareRoot()) < 1e-6)
    let before = try DataPipeline.extend(tenSamples(), after.reversed())
    #expect(before.x.doubles == data.x.doubles)
    #expect(before.test?.x.doubles == data.test?.x.doubles)
  }

  @Test func `a split after statistics were learnt would leak them and is refused`() throws {
    let whole = try DataPipeline.extend(tenSamples(), [line("standardize")])
    guard
      case .split(.learntBefore(step: "standardize"))? = mistake({
        try DataPipeline.extend(whole, [line("split", .number(0.5), .number(0.5))])
      })?.kind
    else {
      Issue.record("the split must be refused")
      return
    }
  }

  @Test func `a feature that never changes becomes zero`() throws {
    let data = try DataPipeline.load(
      line("table", list([[5, 1], [5, 3]]), list([0, 1])), [line("standardize")])
    #expect(data.x.doubles == [0, -1, 0, 1])
  }

  @Test func `one_hot makes rows of the classes of training`() throws {
    let data = try DataPipeline.extend(tenSamples(), [line("take", .number(3)), line("one_hot")])
    #expect(data.y.shape == [3, 2])
    #expect(data.y.doubles == [1, 0, 0, 1, 1, 0])
    let wide = try DataPipeline.extend(tenSamples(), [line("one_hot", .number(3))])
    #expect(wide.y.shape == [10, 3])
    let unseen = mistake {
      try DataPipeline.load(
        line("table", list([1, 2, 3, 4]), list([0, 1, 0, 2])),
        [inOrder(0.5, 0.5), line("one_hot")])
    }
    guard case .samples(.unknownClass(2, part: .test, classes: 2))? = unseen?.kind else {
      Issue.record("\(String(describing: unseen))")
      return
    }
    let real = mistake {
      try DataPipeline.load(line("table", list([1, 2]), list([0.5, 1])), [line("one_hot")])
    }
    guard case .samples(.notClasses)? = real?.kind else {
      Issue.record("\(String(describing: real))")
      return
    }
  }

  @Test func `relabel asks the function once for each part`() throws {
    let isZero = Relabelling(name: "y -> y == 0") { y in
      Tensor(y.doubles.map { $0 == 0 ? 1 : 0 }, y.shape, .float32)
    }
    let data = try DataPipeline.extend(tenSamples(), [line("relabel", .value(isZero))])
    #expect(data.y.dtype == .int32)
    #expect(data.y.doubles == [1, 0, 1, 0, 1, 0, 1, 0, 1, 0])
    let total = Relabelling(name: "sum") { y in Tensor(scalar: y.doubles.reduce(0, +)) }
    let error = mistake { try DataPipeline.extend(tenSamples(), [line("relabel", .value(total))]) }
    guard case .samples(.labelsLost(function: "sum", expected: 10, found: []))? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `an unknown word and a wrong argument are told before anything is loaded`() {
    let unknown = mistake { try DataPipeline.load(line("digits"), [line("rescal")]) }
    guard case .source(.unknownStep(let known))? = unknown?.kind else {
      Issue.record("\(String(describing: unknown))")
      return
    }
    #expect(known.contains("rescale"))
    let missing = mistake { try DataPipeline.load(line("digits"), [line("rescale")]) }
    guard case .arguments(.missing)? = missing?.kind else {
      Issue.record("\(String(describing: missing))")
      return
    }
    guard case .source(.unknownSource)? = mistake({ try DataPipeline.load(line("mnits")) })?.kind
    else {
      Issue.record("an unknown source must be told")
      return
    }
  }
}

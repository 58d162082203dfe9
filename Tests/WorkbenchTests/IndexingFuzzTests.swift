import Testing
import Workbench
import WorkbenchTestSupport

/// 100,000 random indices in the language against a naive model of NumPy's rules.
@Suite struct IndexingFuzzTests {
  private static let tensors: [(name: String, extents: [Int])] = [
    ("a", [5]), ("b", [3, 4]), ("c", [2, 3, 4]), ("d", [1, 3, 1, 2]), ("e", [0, 2]), ("f", [1]),
  ]

  private static let setup = """
    a = range(5)
    b = reshape(range(12), [3, 4])
    c = reshape(range(24), [2, 3, 4])
    d = reshape(range(6), [1, 3, 1, 2])
    e = reshape([], [0, 2])
    f = range(1)
    """

  @Test(arguments: 0..<8)
  func `random indices read what NumPy reads or are refused`(seed: UInt64) throws {
    var source = IndexSource(seed: seed)
    var accepted: [(text: String, shape: [Int], numbers: [Double])] = []
    let refused = Transcript()
    _ = refused.run(Self.setup)
    for _ in 0..<12_500 {
      let tensor = Self.tensors[source.below(Self.tensors.count)]
      let (text, terms) = source.index(into: tensor.extents)
      let written = "\(tensor.name)[\(text)]"
      if let (shape, places) = IndexModel(extents: tensor.extents, terms: terms).chosen() {
        accepted.append((written, shape, places.map(Double.init)))
      } else {
        let printed = refused.run("r = \(written)")
        let isTold = ["E0118", "E0303", "E0305"].contains { printed.contains("error \($0)") }
        #expect(isTold, "\(written): \(printed)")
      }
    }
    #expect(accepted.count > 3_000)
    for start in stride(from: 0, to: accepted.count, by: 100) {
      let cases = accepted[start..<min(start + 100, accepted.count)]
      let transcript = Transcript()
      let lines = cases.enumerated().map { "r\($0) = \($1.text)" }
      let printed = transcript.run(Self.setup + "\n" + lines.joined(separator: "\n"))
      #expect(printed == "", "\(printed)")
      for (number, expected) in cases.enumerated() {
        let found = numbers(transcript.interpreter["r\(number)"])
        #expect(found?.shape == expected.shape && found?.numbers == expected.numbers, "\(expected)")
      }
    }
  }

  @Test func `random assignments write where the same index reads`() throws {
    var source = IndexSource(seed: 99)
    for _ in 0..<4_000 {
      let tensor = Self.tensors[source.below(Self.tensors.count)]
      let (text, terms) = source.index(into: tensor.extents)
      let transcript = Transcript()
      let written = "\(tensor.name)[\(text)] = -7"
      let printed = transcript.run(Self.setup + "\n" + written)
      let count = tensor.extents.reduce(1, *)
      var expected = (0..<count).map(Double.init)
      if let (_, places) = IndexModel(extents: tensor.extents, terms: terms).chosen() {
        #expect(printed == "", "\(written): \(printed)")
        for place in places { expected[place] = -7 }
      } else {
        #expect(printed.contains("error E0"), "\(written)")
      }
      #expect(numbers(transcript.interpreter[tensor.name])?.numbers == expected, "\(written)")
    }
  }

  @Test(arguments: indexedByNumPy)
  func `indices read what NumPy reads`(source: String, shape: [Int], expected: [Double]) {
    let transcript = Transcript()
    let printed = transcript.run(Self.numPyTensors + "r = \(source)")
    #expect(printed == "")
    let found = numbers(transcript.interpreter["r"])
    #expect(found?.shape == shape)
    #expect(found?.numbers == expected)
  }

  @Test(arguments: assignedByNumPy)
  func `assignments write what NumPy writes`(source: String, name: String, expected: [Double]) {
    let transcript = Transcript()
    #expect(transcript.run(Self.numPyTensors + source) == "")
    #expect(numbers(transcript.interpreter[name])?.numbers == expected)
  }

  private static let numPyTensors = """
    a = 2 * range(5) + 1
    b = reshape(range(12), [3, 4])
    c = reshape(range(24), [2, 3, 4])

    """

  private func numbers(_ value: Value?) -> (shape: [Int], numbers: [Double])? {
    guard case .tensor(let tensor)? = value, let known = tensor.known else { return nil }
    return (known.shape.extents, known.doubles)
  }
}

/// Random indices as text and as terms of the model; a linear congruence is random enough.
private struct IndexSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func index(into extents: [Int]) -> (text: String, terms: [IndexModel.Term]) {
    var terms: [IndexModel.Term] = []
    var axis = 0
    let count = 1 + below(extents.count + (below(12) == 0 ? 1 : 0))
    while terms.count < count, axis < extents.count || terms.isEmpty || below(9) == 0 {
      let term = term(extents, axis)
      if case .truth(let shape, _) = term { axis += shape.count } else { axis += 1 }
      terms.append(term)
    }
    return (terms.map(text).joined(separator: ", "), terms)
  }

  private mutating func term(_ extents: [Int], _ axis: Int) -> IndexModel.Term {
    let extent = axis < extents.count ? extents[axis] : 1
    switch below(10) {
    case 0...2: return .at(number(extent))
    case 3...5:
      return .slice(
        below(3) == 0 ? nil : bound(extent), below(3) == 0 ? nil : bound(extent))
    case 6, 7:
      let shape = below(4) == 0 ? [1 + below(2), 1 + below(3)] : [1 + below(3)]
      return .positions(shape: shape, (0..<shape.reduce(1, *)).map { _ in number(extent) })
    default:
      let rank = below(4) == 0 ? 2 : 1
      var shape = Array(extents[min(axis, extents.count)...].prefix(rank))
      if shape.isEmpty || below(10) == 0 { shape = [1 + below(4)] }
      // An empty literal holds no truth values.
      if shape.contains(0) { return .slice(nil, nil) }
      return .truth(shape: shape, (0..<shape.reduce(1, *)).map { _ in below(2) == 0 })
    }
  }

  /// Mostly a position of the axis; now and then one outside, or no position at all.
  private mutating func number(_ extent: Int) -> Double {
    switch below(60) {
    case 0: return Double(extent)
    case 1: return Double(-extent - 1)
    case 2: return [0.5, -1.5, 1e30, -1e30, .nan, .infinity][below(6)]
    default: return Double(below(max(1, 2 * extent)) - extent)
    }
  }

  private mutating func bound(_ extent: Int) -> Double {
    below(40) == 0
      ? [0.5, .nan, -.infinity, 1e30, -1e30, 1e300][below(6)]
      : Double(below(2 * extent + 5) - extent - 2)
  }

  private func text(_ term: IndexModel.Term) -> String {
    switch term {
    case .at(let number): text(number)
    case .slice(let low, let high): "\(low.map(text) ?? ""):\(high.map(text) ?? "")"
    case .positions(let shape, let numbers): nested(numbers.map(text), shape)
    case .truth(let shape, let flags): nested(flags.map { $0 ? "true" : "false" }, shape)
    }
  }

  private func text(_ number: Double) -> String {
    number.isNaN ? "nan" : number.isInfinite ? (number < 0 ? "-inf" : "inf") : "\(number)"
  }

  private func nested(_ items: [String], _ shape: [Int]) -> String {
    guard shape.count > 1 else { return "[" + items.joined(separator: ", ") + "]" }
    let width = items.count / shape[0]
    let rows = (0..<shape[0]).map {
      nested(Array(items[($0 * width)..<(($0 + 1) * width)]), Array(shape.dropFirst()))
    }
    return "[" + rows.joined(separator: ", ") + "]"
  }
}

import Catalog
import Engine
import Data
import Support
import Testing

@Suite struct DataSourceTests {
  @Test func `a table has classes where its targets are whole, and numbers else`() throws {
    let xor = try DataPipeline.load(
      line("table", list([[0, 0], [0, 1], [1, 0], [1, 1]]), list([0, 1, 1, 0])))
    #expect(xor.x.shape == [4, 2])
    #expect(xor.x.dtype == .float32)
    #expect(xor.y.dtype == .int32)
    #expect(xor.train.classCounts == [2, 2])
    let line1 = try DataPipeline.load(line("table", list([1, 2, 3]), list([0.5, 1, 1.5])))
    #expect(line1.sampleShape == [1])
    #expect(line1.y.dtype == .float32)
    let negative = try DataPipeline.load(line("table", list([1, 2]), list([-1, 1])))
    #expect(negative.y.dtype == .float32)
    let rows = try DataPipeline.load(line("table", list([1, 2]), list([[1, 0], [0, 1]])))
    #expect(rows.y.dtype == .float32)
  }

  @Test func `x and y of other lengths name both shapes`() {
    let error = mistake { try DataPipeline.load(line("table", list([[1, 2]]), list([1, 2]))) }
    guard case .samples(.countsDiffer(x: [1, 2], y: [2]))? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
    guard
      case .arguments(.wrongType)? = mistake({
        try DataPipeline.load(line("table", list([[1], [1, 2]]), list([1, 2])))
      })?.kind,
      case .samples(.noSamples)? = mistake({
        try DataPipeline.load(line("table", .list([]), .list([])))
      })?.kind
    else {
      Issue.record("ragged rows and empty tables must be refused")
      return
    }
  }

  private func generated(
    _ kind: String, _ count: Double = 200, noise: Double = 0, seed: UInt64 = 0
  ) throws -> Dataset {
    try DataPipeline.load(
      line("generated", .word(kind), .number(count), named: [("noise", .number(noise))]),
      [], DataContext(dtype: .float64, seed: seed))
  }

  @Test(arguments: ["xor", "circle", "gauss", "spiral", "moons"])
  func `generated classes are balanced and follow the seed`(kind: String) throws {
    let data = try generated(kind, noise: 0.1)
    #expect(data.x.shape == [200, 2])
    #expect(data.train.classCounts == [100, 100])
    #expect(try generated(kind, noise: 0.1).digest == data.digest)
    #expect(try generated(kind, noise: 0.1, seed: 1).digest != data.digest)
    #expect(data.x.doubles.allSatisfy { abs($0) < 12 })
  }

  @Test func `without noise the formulas hold exactly`() throws {
    let xor = try generated("xor")
    let circle = try generated("circle")
    let spiral = try generated("spiral")
    let moons = try generated("moons")
    let plane = try generated("plane")
    var radii: [Double] = []
    for row in 0..<200 {
      let differ = (xor.x[2 * row] < 0) != (xor.x[2 * row + 1] < 0)
      #expect(differ == (xor.y[row] == 1))
      let (a, b) = (circle.x[2 * row], circle.x[2 * row + 1])
      let radius = (a * a + b * b).squareRoot()
      #expect(circle.y[row] == 1 ? radius < 2.5 + 1e-9 : radius > 3.5 - 1e-9)
      let (c, d) = (spiral.x[2 * row], spiral.x[2 * row + 1])
      radii.append((c * c + d * d).squareRoot())
      let shift = moons.y[row]
      let (e, f) = (moons.x[2 * row] - shift, moons.x[2 * row + 1] - shift / 2)
      #expect(abs(e * e + f * f - 1) < 1e-9)
      #expect(shift == 1 ? f < 1e-9 : f > -1e-9)
      #expect(abs(plane.y[row] - (plane.x[2 * row] + plane.x[2 * row + 1]) / 12) < 1e-12)
    }
    // Along both arms the points are evenly far from the middle; they come in random order.
    let sorted = radii.sorted()
    for row in 0..<200 { #expect(abs(sorted[row] - 5 * Double(row / 2) / 100) < 1e-9) }
    #expect(radii != sorted)
    #expect(plane.y.dtype == .float64)
  }

  @Test func `an unknown kind lists the known ones`() {
    guard
      case .arguments(.unknownWord("spirl", _, _, let known, _))? =
        mistake({ try generated("spirl") })?.kind
    else {
      Issue.record("the word must be refused")
      return
    }
    #expect(known.prefix(6) == ["xor", "circle", "gauss", "spiral", "moons", "plane"])
  }

  @Test func `a set that was never downloaded says where it was looked for`() {
    let context = DataContext(directories: ["/nonexistent/a", "/nonexistent/b"])
    let error = mistake { try DataPipeline.load(line("mnist"), [], context) }
    guard case .source(.filesNotFound(let files, let places, builtIn: "digits"))? = error?.kind
    else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(files.first == "train-images-idx3-ubyte.gz")
    #expect(
      places == [
        "/nonexistent/a/mnist", "/nonexistent/a", "/nonexistent/b/mnist", "/nonexistent/b",
      ])
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `the real digits are read with their known mean label`() throws {
    let root = try #require(Environment.value("NABLA_DATA"))
    let data = try DataPipeline.load(
      line("mnist"), [line("take", .number(60_000), named: [("test", .number(10))])],
      DataContext(directories: [root]))
    #expect(data.x.shape == [60_000, 28, 28])
    #expect(data.train.classCounts?[0] == 5923)
    #expect(data.test?.y.doubles == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
  }
}

import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Workbench

/// A draw is named by what is drawn: the same program after the same seed has the same numbers,
/// whatever its names are and whatever else stands between.
@Suite("Names of random streams")
struct RandomNamesTests {
  /// Statements that draw, with an expression that shows what came of it; `NAME` is any name.
  static let draws: [(statement: String, shown: String)] = [
    ("NAME = model 2 { dense 3, activation=tanh; dense 2 }", "NAME.dense_1.kernel"),
    ("NAME = model [4, 3] { lstm 2; dense 1 }", "NAME.lstm.kernel"),
    ("NAME = normal([2, 3])", "NAME"),
    ("NAME = uniform([5], low=-1, high=1)", "NAME"),
    ("NAME = shuffle(linspace(0, 9, 10))", "NAME"),
    ("NAME = glorot_uniform([2, 2])", "NAME"),
    ("NAME = generated(moons, 12, noise=0.1)", "NAME.x"),
    ("NAME = generated(gaussian_ring, 9)", "NAME.x"),
    ("NAME = generated(correlated_gaussians, 8)", "NAME.y"),
    ("NAME = generated(number_names, 5)", "NAME"),
    ("NAME = data table(linspace(0, 1, 10), linspace(0, 1, 10)) { shuffle }", "NAME.x"),
    ("NAME = data table(linspace(0, 1, 10), linspace(0, 1, 10)) { split 80%, 20% }", "NAME.test.x"),
    (
      "NAME = train model 2 { dense 4; dropout 0.5; dense 1 }, generated(gauss, 40), epochs=2",
      "NAME.model.dense_1.kernel"
    ),
    (
      """
      m = model 3 { dense 4; gaussian_noise 0.3; dense 1 }
      d = data table(ones([20, 3]), linspace(0, 1, 20))
      NAME = train d, epochs=2, batch_size=8 { step m, loss=(x, y) -> mean((y - m(x) + normal([1]))^2) }
      """, "m.dense_1.kernel"
    ),
    (
      """
      m = model 2 { dense 4; dropout 0.5; dense 1 }
      NAME = predict(m, [[1, 2], [3, 4]], samples=5)
      """, "NAME.mean"
    ),
    (
      """
      t = model [4] { embedding 6, 3; dense 6, activation=softmax }
      NAME = data table(ones([6, 5, 5]), [0, 1, 0, 1, 0, 1]) { augment noise=0.5 }
      c = model [5, 5] { flatten; dense 1 }
      r = train c, NAME, epochs=1, shuffle=false
      """, "c.dense.kernel"
    ),
  ]

  /// Statements that draw nothing that stands above, or nothing at all.
  static let others = [
    "other = 3", "other = normal([7, 7])", "other = model 5 { dense 6; dropout 0.1 }",
    "other = generated(circle, 30)", "other = uniform([11])", "print 1 + 1",
    "other = data generated(xor, 60) { split 50%, 50% }",
    "other = train model 9 { dense 2; dropout 0.2 }, table(ones([7, 9]), ones([7, 2])), epochs=1",
  ]

  private func value(of program: String, _ shown: String, threads: Int = 1) -> String {
    let transcript = Transcript(threads: threads)
    _ = transcript.run(program)
    return transcript.run("print \(shown)")
  }

  private func value(
    _ draw: (statement: String, shown: String), named name: String = "a", before: String = "",
    seed: Int = 5, threads: Int = 1
  ) -> String {
    let statement = draw.statement.replacing("NAME", with: name)
    return value(
      of: "seed \(seed)\n\(before)\n\(statement)", draw.shown.replacing("NAME", with: name),
      threads: threads)
  }

  @Test(arguments: draws.indices)
  func `the name does not matter, nor the number of threads; the seed does`(index: Int) {
    let draw = Self.draws[index]
    let first = value(draw)
    #expect(!first.contains("error") && !first.isEmpty)
    #expect(value(draw, named: "quite_another") == first)
    #expect(value(draw, threads: 3) == first)
    if !first.contains("data ") { #expect(value(draw, seed: 6) != first) }
  }

  @Test(arguments: draws.indices)
  func `a statement put before that draws other things changes nothing`(index: Int) {
    let draw = Self.draws[index]
    let first = value(draw)
    for other in Self.others { #expect(value(draw, before: other) == first, "\(other)") }
    #expect(value(draw, before: Self.others.joined(separator: "\n")) == first)
  }

  @Test(arguments: draws.indices)
  func `the seed typed again begins all streams anew, in a loop too`(index: Int) {
    let draw = Self.draws[index]
    let first = value(draw)
    let once = draw.statement.replacing("NAME", with: "other")
    #expect(value(draw, before: "\(once)\nseed 5") == first)
    #expect(value(draw, before: "for k in 1..3 {\nseed k + 2\n\(once)\n}\nseed 5") == first)
  }

  @Test(arguments: draws.indices.filter { draws[$0].statement.hasPrefix("NAME = data") == false })
  func `of two equal draws after one seed the second is another`(index: Int) {
    let draw = Self.draws[index]
    let once = draw.statement.replacing("NAME", with: "other")
    // The table of a text does not show its rows.
    if once.contains("number_names") { return }
    #expect(value(draw, before: once) != value(draw))
  }

  @Test func `layers that two models have in common start with other weights in each`() {
    let text = """
      seed 1
      a = model 2 { dense 3, activation=relu; dense 1 }
      b = model 2 { dense 3, activation=tanh; dense 2 }
      all(a.dense_1.kernel == b.dense_1.kernel)
      """
    #expect(printed(text) == "false")
  }

  @Test func `weights that are not drawn leave no trace`() {
    let text = """
      seed 1
      a = model 2 { dense 3 }
      seed 1
      z = model 2 { dense 3, kernel_initializer=zeros }
      b = model 2 { dense 3 }
      all(a.dense.kernel == b.dense.kernel)
      """
    #expect(printed(text) == "true")
  }

  @Test func `two models of one step have masks of their own`() {
    let text = """
      seed 1
      d = data table(ones([64, 8]), ones([64, 1]))
      a = model 8 { dropout 0.5; dense 1, kernel_initializer=ones }
      b = model 8 { dropout 0.5; dense 1, kernel_initializer=ones }
      r = train d, epochs=1, batch_size=64 {
        step [a, b], loss=(x, y) -> mean((a(x) - b(x))^2)
      }
      r.loss[-1] > 0
      """
    #expect(printed(text).hasSuffix("\ntrue"))
  }

  @Test func `a training without an order of its own counts none`() {
    func loss(_ before: String) -> String {
      printed(
        """
        set dtype=float64
        seed 3
        d = table(linspace(0, 1, 40), linspace(0, 2, 40))
        a = model 1 { dense 1 }
        \(before)
        m = model 1 { dense 2; dense 1 }
        r = train m, d, epochs=1, batch_size=4
        print r.loss
        """
      ).split(separator: "\n").last.map(String.init) ?? ""
    }
    #expect(loss("q = train a, d, shuffle=false") == loss(""))
    #expect(loss("q = train a, d") != loss(""))
  }

  @Test func `a model that is read from a file leaves no trace`() throws {
    try TemporaryFolder.use { folder in
      func kernel(_ before: String) -> String {
        let transcript = Transcript(folder: folder)
        _ = transcript.run("seed 2\nx = model 2 { dense 3 }\nsave x, \"x.safetensors\"")
        _ = transcript.run("seed 2\n\(before)\nm = model 2 { dense 3 }")
        return transcript.run("print m.dense.kernel")
      }
      #expect(kernel("y = load \"x.safetensors\"") == kernel(""))
    }
  }
}

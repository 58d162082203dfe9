import Support
import TestSupport
import Testing

/// Trainings of very many epochs, whose curves have a bound.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct LongRunTests {
  private static let program = """
    d = data table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model 2 { dense 1, activation=sigmoid }
    r = train m, d, epochs=70000, batch_size=4, optimizer=sgd(0.1)
    """

  @Test func `a series of more epochs than are kept says so`() throws {
    let outcome = try Product.run(
      ["-c", LongRunTests.program + "\nshape(r.loss)[0] < 70000\nr.loss[0] > r.loss[-1]"])
    #expect(outcome.status == 0 && outcome.output.hasSuffix("true\ntrue\n"), "\(outcome.output)")
    let told =
      "r.loss: of 70,000 epochs the smallest and the largest of each 4 are kept, and the first and the last; positions count what is kept"
    #expect(outcome.error.contains(told), "\(outcome.error)")
  }

  @Test func `below the bound each epoch and each step is there`() throws {
    let short = LongRunTests.program.replacing("70000", with: "5000")
    let outcome = try Product.run(["-c", short + "\nshape(r.loss)\nshape(r.step_loss)"])
    #expect(outcome.output.hasSuffix("[5000]\n[5000]\n"), "\(outcome.output)")
    #expect(!outcome.error.contains("are kept"), "\(outcome.error)")
  }

  @Test func `the curve of a session has the true numbers of epochs`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/long.nabla.md"
      try AtomicFile.write(Array("```nabla\n\(LongRunTests.program)\n```\n".utf8), to: path)
      let outcome = try Product.run(["verify", "--update", path])
      let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      #expect(text.contains("n=70000"), "\(outcome.error)\(text)")
      #expect(text.contains("\n70000  ") || text.contains("\n 70000  "), "\(text)")
      #expect(!text.contains("35002"))
    }
  }
}

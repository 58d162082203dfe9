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
      "r.loss: of 70,000 epochs the smallest and the largest of each 4 are kept, and the first and the last"
    #expect(outcome.error.contains(told), "\(outcome.error)")
  }

  @Test func `below the bound each epoch and each step is there`() throws {
    let short = LongRunTests.program.replacing("70000", with: "5000")
    let outcome = try Product.run(["-c", short + "\nshape(r.loss)\nshape(r.step_loss)"])
    #expect(outcome.output.hasSuffix("[5000]\n[5000]\n"), "\(outcome.output)")
    #expect(!outcome.error.contains("are kept"), "\(outcome.error)")
  }
}

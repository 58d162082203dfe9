import Testing
import WorkbenchTestSupport

/// Lines of the example programs that once failed.
@Suite struct ExampleLineTests {
  @Test func `a function made by grad can be plotted where it is written`() {
    #expect(printed("plot tanh, grad(tanh), -4..4") == "plot: tanh, grad(tanh)")
  }

  @Test func `an evaluation measures the loss of the training`() {
    let program = """
      d = table([[0], [1], [2]], [0, 1, 2])
      m = model 1 { dense 1, activation=sigmoid }
      train m, d, epochs=1, loss=binary_crossentropy, metrics=accuracy
      evaluate m, d
      """
    #expect(printed(program).contains("evaluation of m on d: 3 samples"))
  }
}

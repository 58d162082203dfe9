import Testing
import WorkbenchTestSupport

/// The numbers of the lesson on formulas; right values from product page rows N1 to N9.
@Suite("Formulas")
struct FormulaTests {
  @Test(
    arguments: [
      ("mean(([1, 0] - [0.8, 0.2])^2)", "0.04"),
      ("-sum([0.9, 0.1] * log([0.8, 0.2]))", "0.361773"),
      ("sigmoid(2)", "0.880797"), ("relu(-2)", "0"), ("tanh(2)", "0.964028"),
      ("grad(x -> x^3)(2)", "12"), ("kl_divergence([0.9, 0.1], [0.8, 0.2])", "0.03669"),
      ("grad(grad(x -> x^3))(2)", "12"), ("grad(grad(grad(x -> x^4)))(1)", "24"),
      ("grad(y -> grad(x -> x^2 * y)(3))(5)", "6"),
      ("value_and_grad(x -> x^2)(3)", "9\n6"),
      ("jacobian(x -> x^2)([1, 2])", "tensor[2, 2]\n  2  0\n  0  4"),
      ("grad((a, b) -> a * b, 1)(2, 7)", "2"), ("grad(relu)(0)", "0"),
      ("grad(x -> x * stop_gradient(x))(3)", "3"), ("grad(tanh)(0)", "1"),
    ])
  func `the right values come out`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test func `back-propagation by hand gives the numbers of grad`() {
    let program = """
      x = [[0.5, -1]]
      W1 = [[0.1, -0.3, 0.8], [0.7, 0.2, -0.5]]
      W2 = [[-1.2], [0.6], [0.9]]
      a1 = sigmoid(x @ W1)
      a2 = sigmoid(a1 @ W2)
      delta_L = a2 - 1
      delta_h = (delta_L @ W2.T) * a1 * (1 - a1)
      fn loss(W) = binary_crossentropy([[1]], sigmoid(sigmoid(x @ W) @ W2))
      max(abs(x.T @ delta_h - grad(loss)(W1))) < 1e-12
      """
    #expect(printed(program) == "true")
  }
}

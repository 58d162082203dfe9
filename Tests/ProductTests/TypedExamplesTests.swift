import Testing
import TestSupport

/// What a reader of the examples types, line by line, at a terminal.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct TypedExamplesTests {
  @Test func `the formulas of the article`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      var cell = 1
      func type(_ line: String, gives answer: String = "") throws {
        terminal.type(line + "\r")
        cell += 1
        try terminal.wait(forLine: "nabla[\(cell)]>")
        let rows = terminal.screen.lines
        let end = terminal.screen.row
        #expect(
          answer.isEmpty || rows[..<end].suffix(6).contains(answer), "\(terminal.screen.text)")
      }
      try type("y = [1, 0]")
      try type("p = [0.8, 0.2]")
      try type("mean((y - p)^2)   # the article prints 0.1", gives: "0.04")
      try type("t = [0.9, 0.1]")
      try type("-sum(t * log(p))", gives: "0.361773")
      try type("sigmoid(2)", gives: "0.880797")
      try type("relu(-2)", gives: "0")
      try type("tanh(2)", gives: "0.964028")
      try type("grad(x -> x^3)(2)", gives: "12")
      try type("plot sigmoid, relu, tanh, -6..6")
      #expect(terminal.screen.brailleCount > 20)
      try type("plot tanh, grad(tanh), -4..4, title=\"tanh and its slope\"")
      try type("x = [[0.5, -1]]")
      try type("W1 = [[0.1, -0.3, 0.8], [0.7, 0.2, -0.5]]")
      try type("W2 = [[-1.2], [0.6], [0.9]]")
      try type("a1 = sigmoid(x @ W1)")
      try type("a2 = sigmoid(a1 @ W2)")
      try type("delta = ((a2 - 1) @ W2.T) * a1 * (1 - a1)")
      try type("fn loss(W) = binary_crossentropy([[1]], sigmoid(sigmoid(x @ W) @ W2))")
      try type("max(abs(x.T @ delta - grad(loss)(W1))) < 1e-6", gives: "true")
      try type("W1 = W1 - 0.1 * grad(loss)(W1)")
      #expect(!terminal.screen.scrollBack.contains { $0.hasPrefix("error") })
      terminal.type("\u{4}")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `the exclusive or, with the mistakes of a beginner`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type("seed 7\r")
      try terminal.wait(forLine: "nabla[2]>")
      terminal.type("xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])\r")
      try terminal.wait(forLine: "nabla[3]>")
      for line in [
        "m = model 2 {", "hidden: dense 2, activation=tanh", "dense 1, activation=sigmoid", "}",
      ] { terminal.type(line + "\r") }
      try terminal.wait(forLine: "nabla[4]>")
      terminal.type("tarin m, xor\r")
      try terminal.wait(forText: "did you mean `train`?")
      terminal.type(
        "r = train m, xor, epochs=400, batch_size=4, optimizer=adam(0.05), loss=binary_crossentropy\r"
      )
      try terminal.wait(forLine: "nabla[6]>", seconds: 60)
      terminal.type("predict m, xor.x\r")
      try terminal.wait(forText: "tensor[4, 1]")
      terminal.type("m.hiden.kernel\r")
      try terminal.wait(forText: "did you mean `hidden`?")
      terminal.type("m.hidden.kernel\r")
      try terminal.wait(forText: "tensor[2, 2]")
      terminal.type("plot m, xor\r")
      try terminal.wait(forText: "m on")
      terminal.type(":quit\r")
      #expect(terminal.exitStatus() == 0)
    }
  }
}

import Learning
import Support
import TestSupport
import Testing

@testable import Workbench

/// What an interrupted loop leaves is torn; nothing that comes after it may rely on it.
@Suite("Values that were left half-made")
struct TornValueTests {
  /// Asks for an end from one question on, counted; no clock decides.
  private final class LeavingHost: Host {
    var left = Int.max
    private(set) var asked = 0
    private(set) var codes: [String] = []

    func emit(_ output: Output) {
      if case .diagnostic(let diagnostic, _, _) = output, diagnostic.severity == .error {
        codes.append(diagnostic.code)
      }
    }

    func follow(_ run: TrainingRun, name: String) -> Followed {
      run.wait()
      return .unseen
    }

    var isInterrupted: Bool {
      asked += 1
      left -= 1
      return left < 0
    }

    func begin(leavingAfter questions: Int) { (asked, left, codes) = (0, questions, []) }
  }

  /// Texts, categories, splits and indices: what one loop makes, the next uses as places.
  private static let statements = [
    "y = data text(\"long.txt\") { chars 16 }", "y = data text(\"long.txt\") { words 8 }",
    "y = data text(\"long.txt\") { chars 16; split 80%, 20% }",
    "y = data text(\"long.txt\") { words 8; split 80%, 20% }",
    "y = data generated(number_names, 4000) { tokens characters, source=4, target=32 }",
    "y = data csv(\"long.csv\", target=\"y\") { split 70%, 20%, 10% }",
    "y = data csv(\"long.csv\", target=\"y\") { one_hot; split 80%, 20%, shuffle=false }",
    "y = data c { relabel v -> v == 2; split 50%, 50%; shuffle }",
    "y = data c { standardize; split 80%, 20%; shuffle }",
    "y = data c { take 9000; shuffle; split 80%, 20% }",
    "y = data c { flatten; rescale 2; one_hot }", "y = c.x[c.y == 1]",
    "y = c.x[argmax(c.x, axis=1)]", "y = one_hot(c.y, 3)", "y = topk(c.x[:, 0], 9000)",
    "y = confusion(c.y, shuffle(c.y))", "y = f1_score(c.y, shuffle(c.y), average=macro)",
    "y = auc(c.y, one_hot(c.y, 3))", "y = average_precision(c.y == 1, c.x[:, 0])",
    "plot c", "plot c.x[:, 0], kind=histogram", "plot c.x", "plot confusion(c.y, shuffle(c.y))",
    "c", "c.x", "x = c.x; x[c.y == 2] = 0", "x = c.y; x[shuffle(range(12000))] = c.y",
    "y = evaluate n, c", "y = predict n, c", "plot n, c", "trace n, c.x", "y = check n, c",
    "y = generate g, prompt=\"is \", length=40, data=t", "train copy(n), c, epochs=1",
    "train copy(n), c, epochs=1, class_weight=balanced, validation_split=0.2",
    "y = average_precision(one_hot(c.y, 3), one_hot(c.y, 3))",
    "y = perplexity(c.y, predict(n, c))", "y = expected_calibration_error(c.y, predict(n, c))",
  ]

  private static let setup = """
    c = data table(normal([12000, 2]), floor(uniform([12000]) * 3))
    n = model 2 { dense 4, activation=relu; dense 3, activation=softmax }
    t = data text("long.txt") { chars 16 }
    g = model t { embedding t.vocab, 4; simple_rnn 8, return_sequences=true; dense t.vocab, activation=softmax }
    """

  @Test(arguments: statements)
  func `whenever a statement is left, it ends with its error and the process lives`(
    _ statement: String
  ) throws {
    try TemporaryFolder.use { folder in
      var text = ""
      var table = "a,b,y\n"
      for index in 0..<9000 {
        text += ["simple", "is", "better", "than", "complex", "w\(index % 977)"][index % 6] + " "
        table += "\(index % 31),\(index % 7),\(["u", "v", "w"][index % 3])\n"
      }
      try AtomicFile.write(Array(text.utf8), to: folder + "/long.txt")
      try AtomicFile.write(Array(table.utf8), to: folder + "/long.csv")
      let host = LeavingHost()
      let interpreter = Interpreter(options: .init(folder: folder), host: host)
      interpreter.run(Self.setup)
      interpreter.interruptInterval = 0
      host.begin(leavingAfter: .max)
      interpreter.run(statement, isTransaction: true)
      let questions = host.asked
      #expect(host.codes == [] && questions > 0, "the statement is good")
      for moment in 0..<min(questions, 40) {
        host.begin(leavingAfter: moment * questions / min(questions, 40))
        interpreter.run(statement, isTransaction: true)
        // A text that is generated is kept as far as it has come.
        let isKept = host.codes.isEmpty && statement.contains("generate g")
        #expect(isKept || host.codes == ["E0904"], "question \(moment): \(host.codes)")
      }
    }
  }
}

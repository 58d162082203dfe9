import Engine
import Language
import Learning
import Support
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Asks for an end from the given question on; no clock decides.
private final class CountingHost: Host {
  var left: Int
  private(set) var asked = 0
  private(set) var outputs: [Output] = []

  init(left: Int) { self.left = left }

  func emit(_ output: Output) { outputs.append(output) }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    run.wait()
    return .unseen
  }

  var isInterrupted: Bool {
    asked += 1
    left -= 1
    return left < 0
  }

  var codes: [String] {
    outputs.compactMap {
      guard case .diagnostic(let diagnostic, _, _) = $0, diagnostic.severity == .error else {
        return nil
      }
      return diagnostic.code
    }
  }
}

struct InterruptTests {
  static let statements = [
    "y = x + x", "y = exp(x)", "y = sort(x)", "y = topk(x, 3000)",
    "y = sum(x)", "y = cumsum(x)", "y = argmax(x)", "y = softmax(x)", "y = concat([x, x])",
    "y = stack([x, x])", "y = [x, x]", "y = x[1:]", "y = normal([400000])",
    "y = uniform([400000])", "y = a @ a", "y = a.T + a", "y = reshape(x, [1000, 300])[3]",
    "y = grad(z -> sum(z @ z))(a)", "y = jacobian(z -> z^2)(ones([40]))", "x", "print x",
    "print [x]",
    "x[5] = 1", "y = one_hot(l, 10)", "y = confusion(l, l)", "y = m(ones([600, 2]))",
    "trace m, d.x", "y = predict m, d", "y = evaluate m, d", "plot m, d", "y = copy m", "cost m",
    "summary m", "y = explain m, d", "y = explain m, d.x[0], method=occlusion",
    "y = explain m, d, column=\"x0\"", "check m, d", "rouge_1(t, t)", "d.x",
    "y = data generated(gauss, 100)",
    "for i in 0..3000 { y = i }",
    "y = model 150 { dense 150, kernel_initializer=orthogonal }",
    "y = auc(l > 4, l / 9)", "y = average_precision(l > 4, l / 9)", "y = log_loss(l > 4, l / 10)",
    "y = accuracy(l, l)", "y = auc(l > 4, l / 9, thresholds=20)", "y = zeros([400000]) + 1",
    "y = ones([3000000])", "y = range(400000)", "y = linspace(0, 1, 400000)", "y = eye(700)",
    "y = diag(x[0:700])", "y = shuffle(x)", "y = x[x > 0]", "y = x[round(abs(x[0:90000]))]",
    "x[x > 0] = 0", "y = std(x)", "y = any(x > 9)", "y = argmax(x) + x", "y = [x, x, x, x]",
    "y = triplet(round(uniform([200]) * 2), normal([200, 2]))",
    "y = model 8 { repeat 300 { dense 8 } }", "y = word_error_rate(w, \"z \" + w)",
    "y = rouge_l(w, \"z \" + w)",
    "y = bleu(w, \"z \" + w)", "plot x", "plot x, kind=histogram", "plot reshape(x, [150000, 2])",
    "y = data e { standardize; shuffle; split 50%, 50% }", "y = data e { rescale 2; one_hot }",
    "y = reshape(x, [2, 150000]) + ones([2, 1])", "y = reshape(x, [150000, 2]).T",
    "y = softmax(x) + log_softmax(x)", "y = grad(z -> sum(softmax(z)^2))(x)",
    "repeat 2000 { print 1 }", "y = \"a\"; repeat 12 { y = [y, y] }", "y = k + k",
  ]

  /// What there is before, made without anybody who asks for an end.
  private func interpreter(_ host: CountingHost) -> Interpreter {
    let interpreter = Interpreter(options: .init(), host: host)
    host.left = .max
    interpreter.run(
      """
      x = normal([300000]); a = normal([200, 200]); l = round(uniform([40000]) * 9)
      m = model 2 { dense 200, activation=relu; dense 200; dense 1 }
      d = data generated(gauss, 600); e = data generated(gauss, 20000)
      w = "a b c d e f g "; repeat 6 { w = w + w }
      t = w; repeat 4 { t = t + t }
      k = ["a"]; repeat 17 { k = k + k }
      """)
    interpreter.interruptInterval = 0
    return interpreter
  }

  @Test(arguments: statements)
  func `wherever it is interrupted, a statement ends with that error and changes nothing`(
    _ statement: String
  ) throws {
    let host = CountingHost(left: .max)
    let whole = interpreter(host)
    var before = host.asked
    whole.run(statement)
    #expect(host.codes == [], "the statement is good")
    let questions = host.asked - before
    #expect(questions > 0)
    for share in [0, 3, 9] {
      let host = CountingHost(left: .max)
      let interpreter = interpreter(host)
      let values = interpreter.names.map { ValueText.short($0.value) }
      before = host.outputs.count
      host.left = (questions - 1) * share / 10
      interpreter.run(statement, isTransaction: true)
      #expect(host.codes == ["E0904"], "after \(share) tenths of \(questions) questions")
      if !statement.contains("repeat"), !statement.contains("for ") {
        #expect(interpreter.names.map { ValueText.short($0.value) } == values)
        #expect(interpreter.names.count == values.count)
      }
    }
  }

  @Test func `a kernel that is asked often gives the same bits`() {
    func sums(_ interval: Int64) -> [Double] {
      let host = CountingHost(left: .max)
      let interpreter = Interpreter(options: .init(), host: host)
      interpreter.interruptInterval = interval
      interpreter.run(
        """
        x = normal([3000001]); a = normal([401, 401]); y = sum(x); z = sum(cumsum(sort(x)))
        u = sum(a @ a); v = sum(softmax(x) * x); w = sum(sum(reshape(x[0:3000000], [750000, 4]), axis=0))
        """)
      return ["y", "z", "u", "v", "w"].compactMap { interpreter[$0]?.number }
    }
    #expect(sums(0) == sums(1 << 60))
    #expect(sums(0).count == 5)
  }

  @Test func `weights whose first value was interrupted are made when they are asked for again`() {
    let host = CountingHost(left: .max)
    let interpreter = Interpreter(options: .init(), host: host)
    interpreter.run("m = model 900 { dense 900 }; n = model 900 { dense 900 }")
    interpreter.interruptInterval = 0
    host.left = 4
    interpreter.run("sum(m.dense.kernel)")
    #expect(host.codes == ["E0904"])
    host.left = .max
    interpreter.run("s = sum(m.dense.kernel^2); t = sum(m.dense.kernel == 0)")
    #expect(interpreter["t"]?.number == 0)
  }

  @Test func `one element takes another number, in place and only there`() {
    let session = Transcript()
    #expect(
      session.run(
        """
        x = [1, 2, 3]; y = x
        for i in 0..2 { x[i] = x[i] * 10 }
        x; y
        w = [[1, 2], [3, 4], [5, 6]]
        w[1] = 0; w[2, 1] = 7; w[0, 0:1] = 9; w[-1, 0] = 8
        w
        """) == "[10, 20, 30]\n[1, 2, 3]\ntensor[3, 2]\n  9  2\n  0  0\n  8  7")
    #expect(session.run("x[3] = 1").contains("E0305"))
    #expect(session.run("x") == "[10, 20, 30]")
  }

  @Test func `the statement that is left is named, in a loop too`() {
    let host = CountingHost(left: .max)
    let interpreter = interpreter(host)
    let program = "y = 1\nrepeat 1000 { y = y + 1 }"
    host.left = 400
    interpreter.run(program, isTransaction: true)
    let spans = host.outputs.compactMap { output -> SourceSpan? in
      guard case .diagnostic(let diagnostic, _, _) = output else { return nil }
      return diagnostic.span
    }
    #expect(host.codes == ["E0904"])
    #expect(spans.count == 1)
    #expect(spans.allSatisfy { $0.start >= 20 })
  }

  /// What a program that is stopped is told, at which value of y.
  private func stopped(_ program: String) -> (hints: [String], y: Double?, undone: Double?) {
    let host = CountingHost(left: .max)
    let interpreter = interpreter(host)
    interpreter.run("y = 0")
    host.left = 400
    interpreter.run(program, isTransaction: true)
    host.left = .max
    let hints = host.outputs.compactMap { output -> String? in
      guard case .diagnostic(let diagnostic, _, _) = output else { return nil }
      return diagnostic.hint
    }
    let value = interpreter["y"]?.number
    _ = interpreter.undo()
    return (hints, value, interpreter["y"]?.number)
  }

  @Test func `whoever stops behind a statement that has run is told that it stands`() {
    let found = stopped("y = 1; z = shuffle(normal([3000000]))")
    #expect(found.hints == ["what stands before it has run and is kept"])
    #expect(found.y == 1 && found.undone == 0)
  }

  @Test func `whoever stops in a loop is told that its rounds stand`() throws {
    for program in ["repeat 100000 { y = y + 1 }", "z = 3; for i in 0..100000 { y = y + 1 }"] {
      let found = stopped(program)
      #expect(found.hints == ["rounds that have run are kept; `:undo` takes all of the input back"])
      #expect(try #require(found.y) > 1 && found.undone == 0)
    }
    let found = stopped("if true { y = 7; z = shuffle(normal([3000000])) }")
    #expect(found.hints == ["what has run until then is kept; `:undo` takes all of the input back"])
    #expect(found.y == 7 && found.undone == 0)
  }

  @Test func `weights that were to be remembered are whole or not remembered`() {
    let host = CountingHost(left: .max)
    let interpreter = Interpreter(options: .init(), host: host)
    interpreter.run(
      """
      m = model 1500 { dense 1500 }; before = sum(m.dense.kernel^2)
      d = table(ones([4, 1500]), ones([4, 1500]))
      """)
    interpreter.interruptInterval = 0
    for left in 1..<12 {
      host.left = left
      interpreter.run("m.dense.kernel[0, 0] = 5", isTransaction: true)
    }
    host.left = .max
    interpreter.run("after = sum(m.dense.kernel^2)")
    let differs = interpreter["after"]?.number != interpreter["before"]?.number
    interpreter.run("changed = m.dense.kernel[0, 0] == 5")
    if case .bool(let isChanged)? = interpreter["changed"] { #expect(differs == isChanged) }
  }

  @Test func `a large tensor is printed by what it shows`() {
    // Were the hidden 0.125 looked at, all would have three decimals.
    let text = printed("x = ones([20000]); x[10000] = 0.125; x")
    #expect(text.hasSuffix("  1  1  1  …  1  1  1"))
    #expect(text.contains("min 0.125"))
    #expect(printed("x = ones([2000]); x[1000] = 0.125; x").hasSuffix("1.000  1.000  1.000"))
  }
}

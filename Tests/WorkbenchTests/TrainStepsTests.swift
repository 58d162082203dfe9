import Learning
import Testing
import Workbench
import WorkbenchTestSupport

/// `train d { step … }`: several models, several losses, any traced expression.
@Suite("Training in steps")
struct TrainStepsTests {
  private static let line =
    "set dtype=float64\nd = table([[0], [1], [2], [3]], [1.5, 3.25, 5.5, 7.75])\n"

  @Test func `a normalization learns from the samples that its model takes as they are`() {
    let program =
      Self.line + """
        m = model 1 { normalization; dense 1 }
        r = train d { step m, loss=(x, y) -> mean((y - m(x))^2) }
        m.normalization.mean
        m.normalization.variance
        """
    let lines = printed(program).split(separator: "\n").suffix(2)
    #expect(Array(lines) == ["[1.5]", "[1.25]"])
  }

  @Test func `a generator and a discriminator train in turn, each with a curve`() throws {
    let program = """
      seed 9
      real = generated(gauss, 64)
      G = model 3 { dense 8, activation=relu; dense 2 }
      D = model 2 { dense 8; dense 8, activation=tanh; dense 1 }
      fn bce(target, z) = mean(binary_crossentropy(target, z, from_logits=true))
      r = train real, epochs=3, batch_size=32 {
        step D, optimizer=adam(0.001, beta_1=0.5), loss=x -> bce(1, D(x)) + bce(0, D(G(normal([len(x), 3]))))
        step G, optimizer=adam(0.001, beta_1=0.5), loss=x -> bce(1, D(G(normal([len(x), 3]))))
      }
      len(r.D)
      len(r.G)
      len(r.model)
      shape(G(normal([5, 3])))
      plot r.D, r.G
      plot r
      """
    let lines = printed(program).split(separator: "\n").map(String.init)
    try #require(lines.count == 7, "\(lines)")
    #expect(lines[0].hasPrefix("run r: D and G on real, 3 epochs, 6 steps, D 1."))
    #expect(lines[0].contains(", G 0."))
    #expect(Array(lines[1...4]) == ["3", "3", "2", "[5, 2]"])
    #expect(lines[5].hasPrefix("plot: ") && lines[6].hasPrefix("plot: "))
  }

  @Test func `the bound of two views rises to the true value`() {
    let program = """
      seed 10
      pairs = table(normal([512, 2]), zeros([512]))
      f = model 2 { dense 16, activation=relu; dense 4 }
      g = model 2 { dense 16, activation=relu; dense 4 }
      fn contrast(a, b) {
        scores = a @ b.T
        mean(logsumexp(scores, axis=1) - diag(scores))
      }
      r = train pairs, epochs=10, batch_size=128 {
        step [f, g], optimizer=adam(0.01), loss=x -> contrast(f(x), g(x))
      }
      r.loss[-1] < 0.8 * r.loss[0]
      all(r.f_g == r.loss)
      """
    let lines = printed(program).split(separator: "\n")
    #expect(lines.first?.hasPrefix("run r: f and g on pairs, 10 epochs, 40 steps, loss ") == true)
    #expect(lines.dropFirst() == ["true", "true"])
  }

  @Test func `one step is what train does without steps`() {
    let plain = Transcript()
    let model = "m = model 1 { dense 3, activation=tanh; dropout 0.5; dense 1 }\n"
    _ = plain.run(Self.line + model)
    _ = plain.run(
      "r = train m, d, epochs=20, batch_size=3, optimizer=sgd(0.05), loss=mean_squared_error, metrics=mean_squared_error"
    )
    let stepwise = Transcript()
    _ = stepwise.run(Self.line + model)
    _ = stepwise.run(
      "r = train d, epochs=20, batch_size=3 { step m, optimizer=sgd(0.05), loss=mean_squared_error }"
    )
    #expect(plain.run("r.loss\nm.dense.kernel") == stepwise.run("r.loss\nm.dense.kernel"))
    let written = Transcript()
    _ = written.run(Self.line + model)
    _ = written.run(
      "r = train d, epochs=20, batch_size=3 { step m, optimizer=sgd(0.05), loss=(x, y) -> mean((reshape(y, [len(y), 1]) - m(x))^2) }"
    )
    #expect(plain.run("r.loss") == written.run("r.loss"))
  }

  @Test func `draws are fresh for each batch, differ from each other and repeat with the seed`() {
    let program = """
      seed 4
      d = table([[1], [2], [3], [4]], [0, 0, 0, 0])
      m = model 1 { dense 1 }
      r = train d, epochs=5, batch_size=2 {
        step m, loss=x -> sum(normal([1])) + 0 * mean(m(x))
        step m, loss=x -> sum(uniform([1])) - sum(uniform([1])) + 0 * mean(m(x))
      }
      a = sort(r.step_loss[0])
      b = sort(r.step_loss[1])
      all(a[1:] != a[:9])
      all(b[1:] != b[:9])
      r.step_loss
      """
    let output = printed(program)
    #expect(output.split(separator: "\n").dropFirst().prefix(2) == ["true", "true"])
    #expect(output == printed(program))
  }

  @Test func `only the models that a step names are changed`() {
    let program =
      Self.line + """
        a = model 1 { dense 1 }
        b = model 1 { dense 1 }
        before = b.dense.kernel
        r = train d, epochs=3 { step a, loss=(x, y) -> mean((a(x) + b(x) - 1)^2) }
        all(b.dense.kernel == before)
        """
    #expect(printed(program).hasSuffix("\ntrue"))
  }

  @Test func `no gradient flows through stop_gradient`() {
    let program =
      Self.line + """
        a = model 1 { dense 1 }
        before = a.dense.kernel
        train d, epochs=3 { step a, optimizer=sgd(0.1), loss=x -> mean(stop_gradient(a(x))^2) };
        all(a.dense.kernel == before)
        """
    #expect(printed(program).hasSuffix("\ntrue"))
  }

  /// w ← w − rate · 2w, five times for each of two batches.
  @Test func `weights can be named in a loss, and repeat runs a step more than once`() {
    let program =
      Self.line + """
        a = model 1 { dense 1, use_bias=false }
        before = a.dense.kernel
        train d, epochs=1, batch_size=2 {
          k = 5
          repeat k { step a, optimizer=sgd(0.1), loss=x -> sum(a.dense.kernel^2) }
        };
        max(abs(a.dense.kernel - before * 0.8^10)) < 0.000001
        """
    #expect(printed(program).hasSuffix("\ntrue"))
  }

  @Test func `models are in training mode, with another mask for each call`() {
    let program = """
      d = table(ones([8, 4]), zeros([8]))
      m = model 4 { dense 16; dropout 0.5 }
      r = train d, epochs=2, batch_size=8 { step m, optimizer=sgd(0), loss=x -> mean(abs(m(x) - m(x))) }
      min(r.loss) > 0
      """
    #expect(printed(program).hasSuffix("\ntrue"))
  }

  @Test func `a mistake in a step is told before the first one, at its place`() {
    let output = printed(
      Self.line + """
        m = model 3 { dense 1 }
        r = train d { step m, loss=x -> mean(m(x)) }
        """)
    #expect(output.contains("in step m: m takes samples [batch, 3]"))
    #expect(!output.contains("run r"))
  }

  @Test func `a condition on traced numbers is refused with a hint to where`() {
    let output = printed(
      Self.line + """
        m = model 1 { dense 1 }
        fn f(v) {
          if v > 0 { v } else { -v }
        }
        r = train d { step m, loss=x -> f(mean(m(x))) }
        """)
    #expect(output.contains("error E0307: in step m: "))
    #expect(output.contains("hint: `where(condition, a, b)` chooses element by element"))
  }

  @Test(arguments: [
    ("train d { k = 1 }", "E0606: this training has no steps"),
    (
      "train d { step m, loss=(a, b, c) -> mean(m(a)) }",
      "E0117: in step m: the loss takes 3 values"
    ),
    (
      "train d, early_stopping=1 { step m, loss=x -> mean(m(x)); step m, loss=x -> -mean(m(x)) }",
      "E0114: early_stopping does not say what it watches"
    ),
    ("train d { step 3, loss=x -> mean(x) }", "`models` of step must be a model or a list"),
    ("train d, loss=huber { step m, loss=x -> mean(m(x)) }", "train has no argument `loss`"),
  ])
  func `what a training of steps cannot be`(line: String, message: String) {
    let output = printed(Self.line + "m = model 1 { dense 1 }\n" + line)
    #expect(output.contains(message), "\(output)")
  }

  @Test func `two steps of one model have curves of their own`() {
    let output = printed(
      Self.line + """
        m = model 1 { dense 1 }
        r = train d, epochs=2 { step m, loss=x -> mean(m(x)^2); step m, loss=(x, y) -> mean(abs(m(x))) }
        len(r.m) + len(r.m_1)
        """)
    #expect(output.hasSuffix("\n4"))
  }
}

@Suite("What ends or refuses a training of steps")
struct TrainStepsEndTests {
  @Test func `a step whose numbers are not finite is named, and good weights stay`() {
    let transcript = Transcript()
    let output = transcript.run(
      """
      d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
      a = model 1 { dense 1 }
      b = model 1 { dense 1 }
      r = train d, epochs=200, batch_size=3 {
        step a, optimizer=sgd(0.01), loss=(x, y) -> mean((a(x) - 1)^2)
        step b, optimizer=sgd(1e9), loss=(x, y) -> mean((b(x) - 1)^2)
      }
      """)
    let later = transcript.run(
      """
      all(a.dense.kernel * 0 == 0) and all(b.dense.kernel * 0 == 0)
      resume r
      """)
    #expect(output.contains("error E0605: step "))
    #expect(output.contains(" of b: the first value that is not finite came out of `"))
    #expect(
      output.contains(
        "hint: learning_rate 1000000000: make the model again, then `optimizer=sgd(0.001)`"))
    #expect(later.hasPrefix("true\n"))
    #expect(later.contains("E0607: a run that ended with numbers that are not finite"))
  }

  @Test func `a batch whose activations do not fit is refused with the numbers`() {
    let output = printed(
      """
      set memory=100MB
      d = table(zeros([200, 4]), zeros([200]))
      m = model 4 { dense 8 }
      r = train d, batch_size=200 {
        step m, loss=x -> mean(reshape(m(x), [1600, 1]) * ones([1, 20000]))
      }
      """)
    #expect(output.contains("E0907: training m with batch_size=200 needs about "), "\(output)")
    #expect(output.contains("the limit is "))
  }

  @Test func `a run that a person stops can go on`() {
    // Far too many epochs to end by themselves before they are stopped.
    final class StoppingHost: Host {
      var texts: [String] = []
      var steps: [Int] = []
      func emit(_ output: Output) {
        if case .runLine(let report, _) = output { texts.append(report.text()) }
      }
      func follow(_ run: TrainingRun, name: String) -> Followed {
        while run.progress.step <= steps.last ?? 0, !run.wait(seconds: 0.01) {}
        run.requestStop()
        run.wait()
        steps.append(run.progress.step)
        return .unseen
      }
      var isInterrupted: Bool { false }
    }
    let host = StoppingHost()
    let interpreter = Interpreter(host: host)
    interpreter.run(
      """
      d = generated(gauss, 64)
      m = model 2 { dense 1, activation=sigmoid }
      r = train m, d, epochs=1000000, batch_size=1
      s = resume r
      """)
    #expect(host.texts.map { $0.hasSuffix("stopped by you") } == [true, true])
    #expect(host.texts.last?.hasPrefix("run s: m on d, ") == true)
    #expect(host.steps.count == 2 && host.steps.first ?? 0 > 0)
    #expect(host.steps.last ?? 0 > host.steps.first ?? 0)
  }
}

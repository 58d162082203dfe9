import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

/// Results are estimated by shape, and what is held counts, before memory is taken.
@Suite struct MemoryTests {
  @Test(arguments: [
    "ones([1000, 1]) * ones([1, 1000])", "ones([1000, 1]) @ ones([1, 1000])",
    "a = ones([1000, 1]); a * a.T", "x = ones([100000]); [x, x, x]",
    "x = range(30000); [x, x + 1, x]",
    "x = ones([100000]); stack([x, x, x])", "x = ones([100000]); concat([x, x, x])",
    "zeros([1000, 1000])", "ones([1000, 1000])", "eye(1000)", "range(1000000)",
    "linspace(0, 1, 1000000)", "normal([1000, 1000])", "uniform([1000, 1000])",
    "glorot_uniform([1000, 1000])", "pad([1, 2], 500000, 500000)", "one_hot(range(1000), 1000)",
    "diag(range(1000))", "x = ones([150000]); topk(x, 150000)", "x = ones([150000]); sort(x)",
    "x = ones([150000]); any(x)", "x = ones([150000]); x[range(50000)]",
    "jacobian(x -> x^2)(range(1000))",
    "grad(x -> sum(x * x.T))(ones([1000, 1]))", "x = ones([150000]); plot x, kind=histogram",
    "x = ones([150000]); exp(x) + x", "x = ones([150000]); x == 1", "x = ones([150000]); mse(x, x)",
    "s = \"a\"; for i in 0..60 { s = s + s }", "l = [\"a\"]; for i in 0..60 { l = l + l }",
    "l = [\"a\"]; for i in 0..100 { l = l + [zeros([100, 100]), \"a\"] }",
    "d = data generated(moons, 100000)",
    "d = data generated(moons, 24000) { standardize }",
    "set dtype=float64; x = normal([300, 300]); x @ x",
    "confusion([9999], [0])", "one_hot([0], 1000000)", "shuffle(range(70000))",
    "x = ones([60000]); x[x > 0]", "auc(ones([30000]), uniform([30000]))",
  ])
  func `a result beyond the limit is refused before it is computed`(_ program: String) {
    let transcript = limited(1_000_000)
    let text = transcript.run(program)
    #expect(text.contains("error E0910"), "\(program): \(text)")
    #expect(text.contains("1 MB"), "the limit is told: \(text)")
    #expect(transcript.interpreter.memory.peak < 1_000_000 + slack, "\(program)")
  }

  @Test func `the hint is a line that then works`() {
    let transcript = limited(1_000_000)
    let text = transcript.run("zeros([1000, 1000])")
    #expect(
      text == """
        error E0910: zeros needs about 4 MB, the limit is 1 MB
          1 | zeros([1000, 1000])
            | ^^^^^
        hint: `set memory=5MB` raises the limit
        """)
    let hint = text.split(separator: "`").last { $0.hasPrefix("set") }.map(String.init) ?? ""
    #expect(transcript.run(hint + "; x = zeros([1000, 1000]); shape(x)") == "[1000, 1000]")
  }

  @Test(arguments: [
    "zeros([1000, 1000])", "ones([1000, 1000])", "eye(1000)", "range(500000)",
    "linspace(0, 1, 500000)", "normal([1000, 1000])", "uniform([1000, 1000])",
    "one_hot([0], 1000000)",
    "glorot_uniform([1000, 1000])", "confusion([999], [0])",
  ])
  func `what is made number by number takes no more than it is`(_ program: String) {
    let transcript = limited(4_010_000)
    let text = transcript.run("x = \(program);")
    #expect(text == "", "\(program): \(text)")
    #expect(transcript.interpreter.memory.peak < 4_010_000 + slack)
  }

  @Test func `texts and lists that double end soon, whatever the limit`() {
    let transcript = limited(64_000_000_000)
    let text = transcript.run("s = \"a\"; repeat 60 { s = s + s }")
    #expect(text.contains("E0910: a text of 134 MB is more than the limit of 67.1 MB"), "\(text)")
    let list = transcript.run("l = [\"a\"]; repeat 60 { l = l + l }")
    #expect(list.contains("E0910: a list of 4,194,304 values is more than the limit"), "\(list)")
    #expect(
      transcript.run("l = [\"a\"]; repeat 60 { l = [l, l] }").contains("a list of 4,194,304"))
  }

  @Test func `many results below the limit do not add up beyond it`() {
    let transcript = limited(10_000_000)
    let text = transcript.run(
      "l = [\"a\"]; for i in 0..1000 { l = l + [ones([100, 100]) * i, \"b\"] }")
    #expect(text.contains("error E0910"))
    #expect(transcript.interpreter.memory.peak < 10_000_000 + slack)
    // What is given back can be used again; what `undo` would bring back is held.
    let other = limited(10_000_000)
    #expect(other.run("for i in 0..20 { x = ones([500, 500]) + i }; sum(x)") == "5250000")
  }

  @Test func `a training beyond the limit is refused, with what is held counted`() {
    let transcript = limited(3_000_000)
    #expect(
      transcript.run("m = model 2 { dense 1000; dense 200; dense 1 }").contains("error E0906"))
    let text = transcript.run(
      """
      d = data generated(moons, 1000)
      m = model 2 { dense 200; dense 200; dense 1, activation=sigmoid }
      x = zeros([250000 - 100]);
      r = train m, d, epochs=1, batch_size=1000
      """)
    #expect(text.contains("error E0907") || text.contains("error E0910"), "\(text)")
    #expect(transcript.interpreter["r"] == nil)
  }

  @Test func `a session can lower its limit and never raise it`() {
    var options = Interpreter.Options()
    (options.isConfined, options.memoryLimit) = (true, 2_000_000)
    let host = RecordingHost()
    let interpreter = Interpreter(options: options, host: host)
    #expect(!interpreter.run("set memory=3MB"))
    #expect(interpreter.run("set memory=1MB"))
    #expect(!interpreter.run("x = zeros([600, 600])"))
    #expect(interpreter.run("set memory=2MB\nx = zeros([600, 600])"))
  }

  @Test func `undo gives the limit back, and nonsense is refused`() {
    let transcript = limited(1_000_000)
    _ = transcript.run("set memory=5MB")
    #expect(transcript.interpreter.options.memoryLimit == 5_000_000)
    #expect(transcript.interpreter.undo())
    #expect(transcript.interpreter.memory.limit == 1_000_000)
    for nonsense in ["3", "\"x\"", "3s", "-1GB", "[1, 2]"] {
      #expect(transcript.run("set memory=\(nonsense)").contains("error E01"), "\(nonsense)")
    }
  }

  /// Programs of operations on tensors of all shapes; what they take stays below the limit.
  @Test(arguments: 0..<20) func `random programs stay below the limit`(_ seed: UInt64) {
    var state = seed &* 7919 &+ 17
    let limit = 2_000_000
    let transcript = limited(limit)
    // Knuth's MMIX generator; its upper bits.
    func pick<Item>(_ items: [Item]) -> Item {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return items[Int((state >> 33) % UInt64(items.count))]
    }
    let extents = [1, 2, 3, 10, 100, 300, 1000, 30_000, 100_000]
    for _ in 0..<60 {
      let (n, m) = (pick(extents), pick(extents))
      let source = pick([
        "a = ones([\(n), \(m)])", "a = normal([\(n)])", "b = range(\(n))", "b = a.T", "a = b",
        "a = a * b", "b = a @ b", "c = [a, a, b]", "c = [a, \"x\", c]", "a = concat([a, b])",
        "b = stack([a, a])", "a = pad(a, \(n), \(m))", "a = one_hot(range(\(n)), \(m))",
        "b = sort(a)", "a = topk(a, 3)", "a = exp(a) - b", "b = grad(x -> sum(x * x.T))(a)",
        "b = jacobian(x -> x * 2)(range(\(n)))", "a = a == b", "b = cumsum(a)", "b = softmax(a)",
        "for i in 0..50 { c = [c, a + i] }", "a = 1; b = 2", "c = \"x\"",
      ])
      _ = transcript.run("\(source);")
      #expect(transcript.interpreter.memory.peak < limit + slack, "seed \(seed): \(source)")
      guard transcript.interpreter.memory.peak < limit + slack else { break }
    }
  }

  private func limited(_ bytes: Int) -> Transcript {
    let transcript = Transcript()
    transcript.interpreter.run("set memory=\(bytes)B")
    _ = transcript.host.take()
    return transcript
  }

  /// What is given without asking, and what an operation holds of its operands meanwhile.
  private let slack = 600_000
}

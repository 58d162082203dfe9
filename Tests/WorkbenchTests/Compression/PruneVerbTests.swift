import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// `prune`: models with fewer weights, or fewer units.
@Suite("Pruned models")
struct PruneVerbTests {
  private static let begin = """
    seed 3
    d = data generated(gauss, 120) { split 80%, 20% }
    m = model 2 { dense 8, activation=tanh; dense 6, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=5, optimizer=adam(0.05)

    """
  /// How many weights of the kernels of `t` are 0.
  private static let zeros =
    "sum(t.dense.kernel == 0) + sum(t.dense_1.kernel == 0) + sum(t.dense_2.kernel == 0)"

  private func ran(_ lines: String...) -> String {
    let transcript = Transcript()
    _ = transcript.run(Self.begin)
    return lines.map { transcript.run($0) }.last ?? ""
  }

  @Test(arguments: [
    "t = prune m, sparsity=75%", "t = prune m, sparsity=0.75, scope=layer",
    "t = prune m, sparsity=75%, data=d, epochs=2",
    "t = prune m, sparsity=75%, data=d, epochs=4, schedule=gradual",
    "k = prune m, sparsity=75%; q = train k, d, epochs=2; t = copy k",
    "k = prune m, sparsity=75%; q = train k, d, epochs=1; u = resume q, epochs=1; t = u.model",
  ])
  func `three quarters of the weights are 0 and stay so`(line: String) {
    // 16 + 48 + 6 weights, of which 52.5 are asked for; by layers 12 + 36 + 5 (4.5 away from 0).
    let count = line.contains("scope") ? "53" : "53"
    #expect(ran(line, Self.zeros) == count, "\(line)")
  }

  @Test func `the pruned model comes back from its file and keeps its zeros`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.begin + "k = prune m, sparsity=75%; save k, \"k.safetensors\"")
      let other = Transcript(folder: folder)
      _ = other.run(Self.begin + "t = load \"k.safetensors\"; q = train t, d, epochs=2")
      #expect(other.run(Self.zeros) == "53")
    }
  }

  @Test func `the report says what is left, how good it is and how large its file is`() {
    let report = ran("t = prune m, sparsity=75%, data=d")
    for words in [
      "weights left", "17  of 70 in kernels", ".test; before", "file, gzip",
      "zeros are stored and multiplied like other numbers",
    ] { #expect(report.contains(words), "\(words): \(report)") }
  }

  @Test func `several shares are a table with a chart`() {
    let table = ran("p = prune m, sparsity=[0, 50%, 90%], data=d", "p")
    #expect(table.contains("0%") && table.contains("50%") && table.contains("90%"), "\(table)")
    #expect(ran("p = prune m, sparsity=[0, 50%, 90%], data=d", "p.sparsity").contains("0.5"))
    #expect(ran("p = prune m, sparsity=[0, 50%, 90%], data=d", "shape(p.accuracy)").contains("3"))
    let chart = ran("p = prune m, sparsity=[0, 50%, 90%], data=d", "plot p")
    #expect(!chart.contains("error E"), "\(chart)")
  }

  @Test func `layers really shrink, through normalisation, pooling and flattening`() {
    let transcript = Transcript()
    let made = transcript.run(
      """
      seed 2
      m = model [8, 8, 1] { conv2d 8, 3, activation=relu; batch_normalization; conv2d filters=6, kernel_size=3
      relu; max_pooling2d 2; flatten; dense 10, activation=relu; dropout 0.2; dense 3, activation=softmax }
      t = prune m, sparsity=50%, structured=units
      t
      """)
    for words in ["[6, 6, 4]", "[4, 4, 3]", "[12]", "[5]"] {
      #expect(made.contains(words), "\(words): \(made)")
    }
    // The text is that of a normal model.
    #expect(transcript.run("predict t, zeros([2, 8, 8, 1])").contains("0."))
  }

  @Test func `units that are nothing go without a change of the answer`() {
    let transcript = Transcript()
    let answer = transcript.run(
      """
      seed 4
      m = model [6, 6, 1] { conv2d 4, 3, use_bias=false, activation=relu; flatten; dense 6, activation=tanh, use_bias=false
      batch_normalization; dense 2 }
      keep = concat([ones([2]), zeros([2])])
      m.conv2d.kernel = m.conv2d.kernel * reshape(keep, [1, 1, 1, 4])
      m.dense.kernel = m.dense.kernel * reshape(concat([ones([3]), zeros([3])]), [1, 6])
      x = normal([5, 6, 6, 1])
      t = prune m, sparsity=50%, structured=units
      max(abs(predict(t, x) - predict(m, x))) < 1e-5
      """)
    #expect(answer.hasSuffix("true"), "\(answer)")
  }

  @Test(arguments: [
    ("model 4 { residual { dense 4 }; dense 2 }", "residual_1: what stands in it is joined"),
    ("model 4 { dense 4 }", "no layer of"),
    ("model 4 { dense 4; layer_normalization; residual { dense 4 }; dense 2 }", "reads its units"),
  ])
  func `units that others are added to stay, with the reason`(model: String, words: String) {
    let output = ran("t = prune (\(model)), sparsity=50%, structured=units")
    #expect(output.contains("error E0850"), "\(output)")
  }

  @Test func `what cannot be pruned is told`() {
    #expect(
      ran("prune m, sparsity=100%").contains("error E0401"), "\(ran("prune m, sparsity=100%"))")
    #expect(ran("prune m, sparsity=-1").contains("error E0401"))
    #expect(ran("prune m, sparsity=50%, epochs=2").contains("error E0849"))
    #expect(ran("prune m, sparsity=\"much\"").contains("error E0118"))
  }

  @Test func `the model itself stays as it is`() {
    let transcript = Transcript()
    _ = transcript.run(Self.begin)
    let before = transcript.run("m.dense.kernel\nm.dense_1.kernel")
    _ = transcript.run("t = prune m, sparsity=90%, data=d, epochs=1")
    #expect(transcript.run("m.dense.kernel\nm.dense_1.kernel") == before)
  }

  @Test
  func
    `zeros of pruning stay through resize where a kernel has not grown, and are told where it has`()
  {
    let transcript = Transcript()
    _ = transcript.run(
      """
      seed 4
      d = data generated(gauss, 80)
      m = model 2 { a: dense 8, activation=tanh; b: dense 8, activation=tanh; dense 2, activation=softmax }
      p = prune m, sparsity=50%
      """)
    func zeros(_ kernel: String) -> String {
      transcript.run("print sum(\(kernel) == 0)").split(separator: "\n").last.map(String.init) ?? ""
    }
    let told = transcript.run("w = resize p, layer=\"b\", units=10")
    #expect(told.contains("2 pruned kernels of p"), "\(told)")
    let before = zeros("w.a.kernel")
    #expect(before != "0")
    _ = transcript.run("train w, d, epochs=2, optimizer=sgd(0.1)")
    #expect(zeros("w.a.kernel") == before)
    let quiet = transcript.run("s = resize p, layer=\"b\", units=6")
    #expect(!quiet.contains("pruned"), "\(quiet)")
    let (a, b) = (zeros("s.a.kernel"), zeros("s.b.kernel"))
    _ = transcript.run("train s, d, epochs=2, optimizer=sgd(0.1)")
    #expect(zeros("s.a.kernel") == a && zeros("s.b.kernel") == b)
  }
}

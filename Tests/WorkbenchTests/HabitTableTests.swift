import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Language

/// The tables of words that other libraries have: what they offer works when it is typed.
@Suite("Tables of habits")
struct HabitTableTests {
  private static let names = """
    x = [1, 2, 4]
    d = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model d { dense 1, activation=sigmoid }

    """
  private static let arguments = [
    ["x", "[2, 1, 3]"], ["[0, 1, 1]", "[0, 1, 0]"], ["3", "2"], ["[2, 3]", "7"], ["x", "0.5"],
    ["sin", "2"], ["m", "d"], ["d", "d"], ["[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"],
    ["[0, 1]", "[[0.8, 0.1, 0.1], [0.2, 0.7, 0.1]]"], [#""ab""#, #""b""#],
    ["x > 1", "x", "0"], ["[[1, 2], [3, 4]]", "0", "1"], ["[0, 2]", "[5, 7]", "[4]"],
    ["2", "[1, 3]"], ["sin", "[2, 3]"], ["x", "0"], ["[[2, 1], [1, 2]]", "2"],
  ]

  // `read_csv` needs a file that is there.
  @Test(arguments: FunctionLines.table.keys.filter { $0 != "read_csv" }.sorted())
  func `a function of another library is answered with a line that works`(_ word: String) throws {
    let worked = Self.arguments.contains { arguments in
      guard let line = FunctionHabits.line(for: word, arguments) else { return false }
      if line.hasPrefix(":") { return true }
      return !printed(Self.names + line).contains("error E")
    }
    #expect(worked, "\(FunctionLines.table[word] ?? "")")
  }

  @Test func `an argument that is a sum keeps together`() {
    #expect(FunctionHabits.line(for: "inner", ["a + b", "c"]) == "dot(a + b, c)")
    #expect(FunctionHabits.line(for: "countif", ["a + b", "c"]) == "sum((a + b) == c)")
  }

  /// What stands between back quotes in the hint.
  private func offered(_ output: String) -> String? {
    guard let hint = output.split(separator: "\n").last(where: { $0.hasPrefix("hint:") }) else {
      return nil
    }
    let parts = hint.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : nil
  }

  @Test(arguments: [
    ("Attention", "[8, 4]"), ("rms_norm", "8"), ("PReLU", "8"), ("ZeroPadding1D", "[8, 4]"),
    ("spatial_dropout1d", "[8, 4]"), ("alpha_dropout", "8"), ("hardtanh", "8"), ("ReLU", "8"),
    ("instance_normalization", "[8, 8, 4]"), ("positional_encoding", "[8, 4]"),
    ("Flatten", "[8, 4]"), ("GlobalAveragePooling2D", "[8, 8, 4]"), ("Tanh", "3"),
  ])
  func `a layer of another library is answered with a line that works`(
    _ word: String, _ input: String
  ) throws {
    let output = printed("m = model \(input) { \(word) }")
    let line = try #require(offered(output), "\(output)")
    let answer = printed("m = model \(input) { \(line) }")
    #expect(!answer.contains("error E"), "\(line): \(answer)")
  }

  @Test(arguments: [
    ("Linear 8", "dense 8"), ("Dense 4, activation=tanh", "dense 4, activation=tanh"),
    ("Dropout 0.5", "dropout 0.5"),
  ])
  func `the arguments of a layer of another library are kept`(_ wrong: String, _ right: String) {
    #expect(offered(printed("m = model 3 { \(wrong) }")) == right)
  }

  @Test(arguments: ["center_crop 1", "lambda", "hashing", "resizing", "conv3d 8, 3", "random_flip"])
  func `a layer without a counterpart is told what does its work`(_ line: String) {
    let output = printed("m = model [8, 8, 4] { \(line) }")
    #expect(!output.contains("did you mean") && !output.contains("layers are"), "\(output)")
  }

  @Test(arguments: ["hex", "gcd", "bin", "input", "time", "sleep", "next"])
  func `a word that other libraries have is not taken for a slip`(_ word: String) {
    #expect(!printed("\(word)([1, 2])").contains("did you mean"))
    #expect(printed("\(word)s = [1]; \(word)").contains("did you mean `\(word)s`?"))
  }

  @Test(arguments: [
    ("x++", "x = x + 1"), ("++x", "x = x + 1"), ("x += 2", "x = x + 2"),
    ("x *= 1 + 1", "x = x * (1 + 1)"), ("x **= 2", "x = x ^ 2"),
    ("a, b = 1, 2", "a = 1; b = 2"), ("(a, b) = (1, [2, 3])", "a = 1; b = [2, 3]"),
    ("a = b = 3", "b = 3; a = b"),
    (
      "y = 1 if x[0] > 2 else 3",
      "y = where(x[0] > 2, 1, 3)"
    ),
    ("1 in x", "any(x == 1)"), ("1 not in x", "not any(x == 1)"), ("x is none", "x == none"),
    ("f = v -> v if v > 0 else 0.1*v", "f = v -> where(v > 0, v, 0.1*v)"),
    ("f = lambda v: v if v > 0 else 0", "f = v -> where(v > 0, v, 0)"),
    ("f = v -> w -> v if w > 0 else 0", "f = v -> w -> where(w > 0, v, 0)"),
    ("f = lambda v: v*2", "f = v -> v*2"), ("f = lambda v, w: v*w", "f = (v, w) -> v*w"),
    ("x[::2]", "x[range(0, len(x), 2)]"), ("y = x[::-1]", "y = x[range(len(x) - 1, -1, -1)]"),
    ("y = .5", "y = 0.5"), ("y <- 3", "y = 3"), ("for i in x: print i", "for i in x { print i }"),
    ("def f(v): return v^2", "fn f(v) { v^2 }"),
    (
      "y = np.exp(x) if 1 in x else 2",
      "y = where(any(x == 1), exp(x), 2)"
    ),
    ("y = 5. + 1.", "y = 5.0 + 1.0"), ("1,000", "1000"), ("print f\"{x}\"", "print x"),
    ("print f\"loss {x[0]:.2f} now\"", "print \"loss\", format(\"{:.2f}\", x[0]), \"now\""),
    ("y = x[:, None]", "y = reshape(x, [-1, 1])"), ("y: int = 3", "y = 3"),
    (
      "if 1 > 2 { print 2 } elif 2 > 1 { print 3 }",
      "if 1 > 2 { print 2 } else if 2 > 1 { print 3 }"
    ), ("randn(3, 4)", "normal([3, 4])"), ("sqrt 2", "sqrt(2)"), ("gather(x, [0])", "x[[0]]"),
    ("seed=5", "seed 5"),
    ("m.fit(d, lr=0.1)", "train m, d, optimizer=adam(0.1)"),
    ("train_test_split(d.x, d.y)", "d = data table(d.x, d.y) { split 80%, 20% }"),
    ("random.random()", "uniform([1])[0]"), ("concatenate([x, x])", "concat([x, x])"),
    ("flatten(d.x)", "reshape(d.x, [-1])"), ("x[x > 2] += 1", "x[x > 2] = x[x > 2] + 1"),
    (
      "k = model 3 { dense 8, activation=relu, dense 1 }",
      "k = model 3 { dense 8, activation=relu; dense 1 }"
    ),
    ("k = model 3 { Dense(8), Dense(1) }", "k = model 3 { dense 8; dense 1 }"),
    (
      "model = keras.Sequential([keras.layers.Dense(4, input_shape=(3,))])",
      "m = model 3 { dense 4 }"
    ),
    ("y = x[0] == 1 ? 2 : 3", "y = where(x[0] == 1, 2, 3)"), ("y = x.^2", "y = x^2"),
    ("y = x .* x", "y = x * x"), ("y = 1:10", "y = range(1, 11)"), ("x is None", "x == none"),
    ("x is not None", "x != none"), ("c(1, 2, 3)", "[1, 2, 3]"),
    ("x.append(3)", "concat([x, [3]])"), ("len x", "len(x)"), ("print .5", "print 0.5"),
  ])
  func `a form of Python is answered with a line that works`(_ wrong: String, _ right: String) {
    let output = printed(Self.names + wrong)
    #expect(offered(output) == right, "\(output)")
    let answer = printed(Self.names + right)
    #expect(!answer.contains("error E"), "\(answer)")
  }

  @Test(arguments: [
    ("plot x^2 - t, -3..3", "plot t -> x^2 - t, -3..3"), ("plot relu, (-6, 6)", "plot relu, -6..6"),
    ("plot relu, -6:6", "plot relu, -6..6"), ("x.astype(float)", "x"),
    ("train m, d, learning-rate=0.1, epochs=1", "train m, d, optimizer=adam(0.1), epochs=1"),
    ("train m, d, batch-size=2", "train m, d, batch_size=2"),
    (#"m.save("x.h5")"#, #"export m, "x.h5""#), ("max(x, x)", "maximum(a, b)"),
    ("m.trainable", "train m, d, freeze=[dense]"), ("m.optimizer", "train m, d, optimizer=…"),
    ("k = model 2 { dense 1, input_shape=3 }", "model"),
    ("cd ..", ":cd .."), ("%timeit exp(x)", ":time exp(x)"), ("ls", ":who"), ("quit", ":quit"),
    ("0x1F", "31"), ("zeros(2, 3)", "zeros([2, 3])"), ("x(1)", "x[1]"),
    ("round(2.5, 1)", "round(x * 100) / 100"),
    (#""a" + 1"#, #""loss {x}""#), ("assert 1 == 1", "print 1 + 1 == 2"),
    ("range(nan)", "?range"), ("s = moons", "generated(moons)"),
    ("s = data moons", "generated(moons)"),
    ("generated(\"moons\")", "generated(moons)"), ("s = data d { split 0.8 }", "split 80%, 20%"),
    ("k = model 3 { linear 3 }", "dense 3"), ("k = model 3 { dropout 50 }", "50%"),
    ("confusion([0, 1], [[0.1, 0.9], [1, 0]])", "confusion(y, argmax(p, axis=1))"),
    ("predict m, 3", "[[1, 2]]"), ("plot relu, to=\"x.svg\", size=\"400x300\"", "size=400 by 300"),
    ("center_crop", "cropping2d 2"), ("set digits 9", ":set digits 9"),
    ("d.y == \"a\"", "d.y == 0"),
    ("loss.backward()", "train m, d"),
    ("k = model [8, 8, 1] { max_pool2d 2 }", "max_pooling2d"),
    ("train m, d, loss=\"mae\"", "loss=mean_absolute_error"),
    ("train m, d, loss=log_loss", "binary_crossentropy"),
    ("train m, d, optimizer=sgd(50), learning_rate=5", "optimizer=sgd(learning_rate=5)"),
    (
      "train m, d, optimizer=sgd(50, momentum=0.9), lr=5",
      "optimizer=sgd(momentum=0.9, learning_rate=5)"
    ),
    ("plot x^2, -3..3", "plot x -> x^2, -3..3"), ("plot x, 0..10", "plot x"),
    ("train m, d, early_stop=3", "early_stopping"),

    ("train m, d, seed=3", "seed 1"), ("d[0]", "d.x[0]"), ("3s * s", "1s"), ("5mW", "5e-3W"),
    ("k = model 2 { dense 1, trainable=false }", "train m, d, freeze=[dense]"),
    (
      "s = model 1 { dense 1, activation=sigmoid }; train s, table([[1], [2], [3]], [-1, 1, 1])",
      "relabel y -> y == 1"
    ),
    (
      "s = model 1 { dense 1, activation=sigmoid }; "
        + "train s, table([[1], [2]], [1, 2]), loss=binary_crossentropy",
      "dense 3, activation=softmax"
    ),
    (
      "s = model 1 { dense 3, activation=softmax }; train s, table([[1], [2], [3]], [1, 2, 3])",
      "relabel y -> y - 1"
    ),
    (
      "train m, table([[1, nan], [2, 3]], [0, 1])",
      "ok = all(d.x - d.x == 0, axis=1); clean = table(d.x[ok], d.y[ok])"
    ),
    ("m.dense.kernel = [[nan], [1]]; train m, d", "m.dense.kernel = …"),
  ])
  func `a habit is told the words that belong there`(_ wrong: String, _ part: String) {
    let output = printed(Self.names + wrong)
    #expect(output.contains("hint: ") && output.contains("`\(part)`"), "\(output)")
  }

  @Test(arguments: ["cd + nosuch", "q * nosuch", "who = nosuch", "source - nosuch"])
  func `a name that is also a command of a shell stays a name`(_ line: String) {
    #expect(!printed(line).contains("at the prompt"))
  }

  @Test func `rows that are no numbers are left out by the line that is offered`() {
    let output = printed(
      """
      d = table([[1, nan], [2, 3]], [0, 1])
      ok = all(d.x - d.x == 0, axis=1); clean = table(d.x[ok], d.y[ok])
      m = model 2 { dense 1 }; train m, clean
      print clean.y
      """)
    #expect(output.hasSuffix("[1]") && !output.contains("error E"), "\(output)")
  }

  @Test(arguments: [
    "train m, d, class_weight=[-1, 1]", "train m, d, class_weight=[0, 0]",
    "train m, d, class_weight=[nan, 1]", "seed 9007199254740993", "seed 2^53", "plot []",
    "plot zeros([0, 3])",
  ])
  func `numbers that mean nothing there are refused`(_ line: String) {
    let said = printed(Self.names + line)
    #expect(said.contains("error E0401") || said.contains("error E0407"), "\(said)")
  }

  @Test func `as many curves as are named are drawn`() {
    for line in [
      "plot sin, cos, tanh, sigmoid, relu, exp, -4..4", "plot x, x + 1, x + 2, x + 3, x + 4, x + 5",
    ] {
      let said = printed(Self.names + line)
      #expect(said.contains("plot:") && !said.contains("error"), "\(said)")
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ".^2 + z ", " if a else b", " -> y if a else b", ", c = 1", " for i in x", "[::2]", "++",
      ".astype(f)",
    ])
  func `a line of half a megabyte is answered like a short one`(_ part: String) {
    let line = "x = y" + String(repeating: part, count: 400_000 / part.utf8.count)
    #expect(printed(line).contains("error E"))
  }

  @Test func `an arrow that compares says so`() {
    let said = printed("x = [1, 2]; x <- 3")
    #expect(
      said.contains("compares x with a negative number") && said.contains("`x = 3`"), "\(said)")
    #expect(!printed("x = [1, 2]; x < -3").contains("compares"))
  }

  @Test func `a place behind a function to differentiate is told where it goes`() {
    let said = printed("loss = w -> w^2\ngrad(loss, 3)")
    #expect(said.contains("`grad(f)(2)`"), "\(said)")
    #expect(printed("loss = w -> w^2\ngrad(loss)(2)") == "4")
  }

  @Test func `a truth value can be differentiated at`() {
    #expect(printed("grad(x -> x)(true)") == "1")
  }

  @Test func `numbers judged by a loss of the user are no classes`() {
    let output = printed(
      """
      d = table([[1], [2], [3]], [2, 4, 6]); m = model 1 { dense 1 }
      train m, d, loss=(y, p) -> mean(abs(y - p)); evaluate m, d
      """)
    #expect(output.contains("evaluation of m") && !output.contains("never predicted"), "\(output)")
  }
}

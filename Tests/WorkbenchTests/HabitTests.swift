import Testing
import Workbench
import WorkbenchTestSupport

/// What hands that know NumPy, Keras and PyTorch type: the error says the line of this language, and
/// that line works when it is typed.
@Suite("Habits of other libraries")
struct HabitTests {
  private static let names = """
    x = [1, 2, 4]
    d = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    three = table([[0, 1], [2, 3], [4, 5]], [0, 1, 2])
    m = model d { dense 3, activation=tanh; dense 1, activation=sigmoid }
    l = ["a"]
    n = 4

    """

  /// What stands between back quotes behind `hint:`.
  private func typed(_ output: String) -> String? {
    guard let hint = output.split(separator: "\n").last(where: { $0.hasPrefix("hint:") }) else {
      return nil
    }
    let parts = hint.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : nil
  }

  @Test(arguments: [
    ("m.fit(d)", "train m, d"),
    ("m.fit(d.x, d.y, epochs=2, verbose=0)", "train m, table(d.x, d.y), epochs=2"),
    ("m.fit(d, batch_size=2)", "train m, d, batch_size=2"),
    ("m.evaluate(d.x, d.y)", "evaluate m, table(d.x, d.y)"),
    ("m.predict(d.x)", "predict m, d.x"),
    ("m.forward(d.x)", "m(d.x)"),
    ("m.summary()", "summary m"),
    ("m.count_params()", "summary m"),
    ("m.get_weights()", "m.dense.kernel"),
    ("m.weights", "m.dense.kernel"),
    ("m.layers", "summary m"),
    ("x.shape", "shape(x)"),
    ("x.ndim", "len(shape(x))"),
    ("x.size", "prod(shape(x))"),
    ("x.mean()", "mean(x)"),
    ("d.x.sum(axis=0)", "sum(d.x, axis=0)"),
    ("x.max()", "max(x)"),
    ("x.reshape(3, 1)", "reshape(x, [3, 1])"),
    ("x.view(-1)", "reshape(x, [-1])"),
    ("d.x.transpose()", "d.x.T"), ("d.x.transpose(1, 0)", "transpose(d.x, [1, 0])"),
    ("d.x.permute([1, 0])", "transpose(d.x, [1, 0])"), ("d.x.t()", "d.x.T"),
    ("x.numpy()", "x"),
    ("d.head()", "head d"),
    ("d.shape", "shape(d.x)"),
    (#"r = {'a': 1, 'b c': 'x'}"#, #"r = {a: 1, "b c": "x"}"#),
    (#"r = dict(a=1, b=[True, None])"#, #"r = {a: 1, b: [true, none]}"#),
    ("r = {a=1}", "r = {a: 1}"),
    (#"train m, d, class_weight={0: 1, 1: 5}"#, #"train m, d, class_weight={"0": 1, "1": 5}"#),
    (
      "m.fit(d, epochs=2, class_weight={0: 1, 1: 5})",
      #"train m, d, epochs=2, class_weight={"0": 1, "1": 5}"#
    ),
    (#"l.append("b")"#, #"l = l + ["b"]"#),
    ("np.exp(x)", "exp(x)"),
    ("y = np.exp(np.array([1, 2])) + np.sin(0)", "y = exp([1, 2]) + sin(0)"),
    ("z = np.zeros((2, 3))", "z = zeros([2, 3])"),
    ("np.random.randn(2, 3)", "normal([2, 3])"),
    ("np.random.normal(0, 2, size=(2, 3))", "normal([2, 3], mean=0, std=2)"),
    ("np.random.rand(3)", "uniform([3])"),
    ("np.random.seed(3)", "seed 3"),
    ("torch.manual_seed(1)", "seed 1"),
    ("np.arange(0, 4)", "range(0, 4)"),
    ("np.linspace(0, 1, 5)", "linspace(0, 1, 5)"),
    ("np.concatenate([x, x])", "concat([x, x])"),
    ("np.dot(x, x)", "dot(x, x)"),
    ("np.mean(d.x, axis=0)", "mean(d.x, axis=0)"),
    ("math.sqrt(2)", "sqrt(2)"),
    ("np.pi", "pi"),
    ("torch.tensor([[1.0, 2.0]])", "[[1.0, 2.0]]"),
    ("nn.ReLU", "relu"),
    ("nn.ReLU()", "relu"),
    ("a = nn.Linear(3, 4)", "a = block { dense 4 }"),
    ("keras.optimizers.Adam(0.01)", "adam(0.01)"),
    ("o = torch.optim.SGD(m.parameters(), lr=0.1)", "o = sgd(learning_rate=0.1)"),
    ("keras.losses.MeanSquaredError()", "mean_squared_error"),
    ("nn.CrossEntropyLoss()", "sparse_categorical_crossentropy(from_logits=true)"),
    (
      #"m = keras.Sequential([keras.layers.Dense(4, activation="relu", input_shape=(3,)), layers.Dense(1)])"#,
      "m = model 3 { dense 4, activation=relu; dense 1 }"
    ),
    ("keras.Sequential", "model 784 { dense 10 }"),
    ("plt.plot(x)", "plot x"),
    ("p = plt.plot", nil),
    ("train m, d, learning_rate=0.1", nil),
    ("10!", "prod(range(1, 11))"),
    ("n!", "prod(range(1, n + 1))"),
    ("relu(-6..6)", "range(1, 11)"),
    ("prod(1..4)", "range(1, 11)"),
    ("plot(relu, -6, 6)", "plot relu, -6..6"),
    ("plot sigmoid, -2, 3", "plot sigmoid, -2..3"),
    ("y = (1, 2, 3)", "[1, 2, 3]"),
  ])
  func `the line that is offered works`(wrong: String, right: String?) throws {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let output = transcript.run(wrong)
    #expect(output.contains("error E"), "\(output)")
    guard let right else { return }
    let offered = try #require(typed(output), "\(output)")
    #expect(offered == right, "\(output)")
    let answer = transcript.run(offered)
    #expect(!answer.contains("error E"), "\(offered): \(answer)")
  }

  /// The part of a line that a hint speaks of, put into the line.
  @Test(arguments: [
    (#"m = model 2 { dense 4, activation="relu" }"#, #"activation="relu""#),
    (#"train m, d, optimizer="adam""#, #"optimizer="adam""#),
    (#"train m, d, loss="mse""#, #"loss="mse""#),
    (#"train m, d, metrics=["accuracy"]"#, #"metrics=["accuracy"]"#),
    (#"train m, d, class_weight="balanced""#, #"class_weight="balanced""#),
    (#"m = model [8, 8, 1] { conv2d 2, 3, padding="same" }"#, #"padding="same""#),
    (#"m = model 2 { dense "4" }"#, #""4""#),
    ("train m, d, learning_rate=0.1", "learning_rate=0.1"),
    ("train m, d, lr=0.1", "lr=0.1"),
    ("train m, d, momentum=0.9", "momentum=0.9"),
    ("c = model [8, 8, 1] { conv2d 2, (3, 3) }", "(3, 3)"),
    ("k = model [8, 3] { lstm 4; lstm 5 }", "lstm 4"),
    ("k = model [8, 3] { bidirectional { lstm 2 }; gru 5 }", "bidirectional { lstm 2 }"),
    ("k = model [8, 3] { simple_rnn 4; multi_head_attention 2, 2 }", "simple_rnn 4"),
    (
      "s = model three { dense 1, activation=softmax }; train s, three",
      "dense 1, activation=softmax"
    ),
  ])
  func `the part that is offered works in its place`(wrong: String, part: String) throws {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let output = transcript.run(wrong)
    let offered = try #require(typed(output), "\(output)")
    let parts = wrong.split(separator: part, omittingEmptySubsequences: false)
    let right = parts.joined(separator: offered)
    #expect(right != wrong)
    let answer = transcript.run(right)
    #expect(!answer.contains("error E"), "\(right): \(answer)")
  }

  @Test(arguments: [
    "plot m, d, size=\"big\", to=\"x.svg\"", "plot m, d, size=\"800\", to=\"x.svg\"",
  ])
  func `a word that means nothing here is not offered without its quotation marks`(_ line: String) {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let output = transcript.run(line)
    #expect(output.contains("E0118") && !output.contains("quotation marks"), "\(output)")
  }

  @Test func `what an optimizer is given already stays in it`() {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let output = transcript.run("train m, d, optimizer=sgd(momentum=0.9), lr=0.5")
    #expect(output.contains("write `optimizer=sgd(momentum=0.9, learning_rate=0.5)`"), "\(output)")
  }

  @Test(arguments: [
    (
      "m.compile(optimizer='adam', loss='mse', metrics=['accuracy'])",
      "train m, d, optimizer=adam, loss=mse, metrics=[accuracy]"
    ),
    (
      "h = m.fit(d, validation_data=(d.x, d.y), verbose='auto')",
      "h = train m, d, validation=table(d.x, d.y)"
    ),
  ])
  func `lines that cannot be read are translated whole`(wrong: String, right: String) {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let output = transcript.run(wrong)
    #expect(output.contains("hint: write `\(right)`"), "\(output)")
    #expect(output.split(separator: "\n").filter { $0.hasPrefix("error") }.count == 1)
    #expect(!transcript.run(right).contains("error E"))
  }

  @Test func `a name of the user hides a library's`() {
    let output = printed("np = [1, 2]; np.exp(2)")
    #expect(output.contains("a tensor has no `exp`"), "\(output)")
  }

  @Test func `a word that no library gives an answer to is not invented`() {
    #expect(printed("np.foo(2)").contains("hint: words stand without a library"))
    #expect(printed("x = [1]; x.foo").contains("hint: there is T"))
    #expect(printed("plt.show()").contains("hint: leave it out: `plot` draws at once"))
  }

  @Test func `the completed sentence holds everything that was written`() {
    let transcript = Transcript()
    _ = transcript.run(Self.names)
    let output = transcript.run(
      "train m, d, class_weight=[1, 2], until=loss < 0.1, validation=d, freeze=dense")
    #expect(
      output.contains(
        """
        note: train m, d, epochs=1, batch_size=32, optimizer=adam, loss=binary_crossentropy, \
        metrics=accuracy, class_weight=[1, 2], until=loss < 0.1, validation=d, freeze=dense
        """), "\(output)")
  }

  @Test func `a model whose weights are all frozen is said to be so`() {
    let output = printed(Self.names + "train m, d, freeze=[dense, dense_1]")
    #expect(output.contains("all weights of m are frozen"), "\(output)")
    #expect(output.contains("hint: leave out `freeze=`"), "\(output)")
  }
}

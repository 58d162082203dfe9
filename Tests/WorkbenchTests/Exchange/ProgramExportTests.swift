import Formats
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Models and trainings as programs of other frameworks, as texts.
@Suite("Exported programs")
struct ProgramExportTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try InputFile.read(path, limit: 1 << 24), as: UTF8.self)
  }

  @Test func `a model is a class of standard modules, with its weights beside it`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        m = model [12, 12, 1] { conv2d 4, 3, activation=relu, padding=same; batch_normalization; max_pooling2d 2
        dropout 0.25; flatten; dense 3, activation=softmax }
        export m, "m.py"
        """)
      #expect(said.contains("exported m to m.py, with m.pt.safetensors beside it"), "\(said)")
      let program = try text(folder + "/m.py")
      for line in [
        "class Model(nn.Module):", "        super().__init__()",
        "        self.conv2d = nn.Conv2d(1, 4, 3, padding=1)",
        "        self.batch_normalization = nn.BatchNorm2d(4, eps=0.001, momentum=0.01)",
        "        self.dropout = nn.Dropout(0.25)", "        self.dense = nn.Linear(144, 3)",
        "    def forward(self, x):", "        x = F.relu(self.conv2d(x.permute(0, 3, 1, 2)))",
        "        x = self.batch_normalization(x)", "        x = F.max_pool2d(x, 2)",
        "        x = F.softmax(self.dense(x), dim=-1)", "        return x",
        "    model.load_state_dict(load_file(path))",
      ] { #expect(program.contains(line + "\n"), "\(line)\n\(program)") }
      let bytes = try InputFile.read(folder + "/m.pt.safetensors", limit: 1 << 20)
      let state = try Safetensors.read(bytes)
      #expect(
        state.entries.map { "\($0.name) \($0.shape)" } == [
          "conv2d.weight [4, 1, 3, 3]", "conv2d.bias [4]", "batch_normalization.weight [4]",
          "batch_normalization.bias [4]", "batch_normalization.running_mean [4]",
          "batch_normalization.running_var [4]", "batch_normalization.num_batches_tracked []",
          "dense.weight [3, 144]", "dense.bias [3]",
        ])
    }
  }

  @Test func `a training that was stopped is exported with the epochs that it ran`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        d = generated(moons, 100)
        m = model d { dense 1, activation=sigmoid }
        r = train m, d, epochs=10, validation_split=0.2 &
        at r, step=8 { stop r }
        export r, "t.py"; export r, "card.md"
        """)
      #expect(said.contains("it ended after 2 of 10 epochs and 2 steps: EPOCHS is 2"), "\(said)")
      let (program, card) = (try text(folder + "/t.py"), try text(folder + "/card.md"))
      #expect(program.contains("EPOCHS, BATCH_SIZE, SEED = 2, 32, 0\n"), "\(program)")
      #expect(card.contains("metrics=accuracy, validation_split=0.2\n"), "\(card)")
    }
  }

  @Test func `dates are read from texts, and do not go into Keras as seconds`() throws {
    try TemporaryFolder.use { folder in
      func table(_ name: String, _ column: (Int) -> String) throws {
        let rows = (0..<20).map { "\(column($0)),\($0 % 7),\($0 * 3)\n" }
        try AtomicFile.write(
          Array(("when,age,y\n" + rows.joined()).utf8), to: "\(folder)/\(name).csv")
      }
      try table("times") { "2024-05-01 08:\($0 + 10):00" }
      try table("days") { "20\($0 + 10)-05-01" }
      for (name, isRaw) in [("times", false), ("days", true)] {
        let said = Transcript(folder: folder).run(
          """
          d = data csv("\(name).csv", target="y")
          m = model d { dense 1 }
          train m, d, epochs=1
          export m, "\(name).keras"; export m, "\(name).py"; export m, "\(name).onnx"
          """)
        #expect(
          said.contains("in which `when` would lose what tells rows apart") != isRaw, "\(said)")
        #expect(said.contains("\(name).onnx: its inputs are the columns as a file has them"))
        let program = try text("\(folder)/\(name).py")
        #expect(program.contains("    c0 = moment(row[\"when\"])\n"), "\(program)")
        #expect(program.contains("from datetime import datetime, timezone\n"))
      }
    }
  }

  @Test func `a table's steps are a function of a row, and classes have their names`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<12).map {
        "\($0 * 3),\($0 % 3 == 0 ? "oslo" : "rome"),\($0 % 2 == 0 ? "yes" : "no")"
      }
      try AtomicFile.write(
        Array(("age,town,happy\n" + rows.joined(separator: "\n") + "\n").utf8),
        to: folder + "/t.csv")
      let said = Transcript(folder: folder).run(
        """
        d = data csv("t.csv", target="happy") { standardize; one_hot }
        m = model d { dense 2, activation=softmax }
        train m, d
        export m, "m.py"
        """)
      let program = try text(folder + "/m.py")
      #expect(said.contains("`prepare` makes its inputs"), "\(said)")
      for part in [
        "def prepare(row):", "number(row[\"age\"])", "word(row[\"town\"])", "classes = [",
      ] {
        #expect(program.contains(part), "\(part)\n\(program)")
      }
    }
  }

  private static let training = """
    seed 2
    x = normal([20, 2])
    d = table(x, x[:, 0] - x[:, 1])
    m = model 2 { dense 3, activation=tanh; dense 1 }
    before = copy m
    r = train m, d, epochs=2, batch_size=8
    """

  @Test func `programs measure in the units of the data, as evaluate does`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<20).map { "\($0),\($0 * 100 + $0 % 3).5\n" }.joined()
      try AtomicFile.write(Array(("a,price\n" + rows).utf8), to: folder + "/t.csv")
      let said = Transcript(folder: folder).run(
        """
        d = csv("t.csv", target="price"); m = model d { dense 1 }; r = train m, d, epochs=2;
        export r, "a.py"; export r, "b.py", framework=jax; export r, "c.py", framework=keras
        export m, "m.py"
        """)
      #expect(said.contains("`answer` takes its output back to the units of the data"), "\(said)")
      for (name, part) in [
        // A number of Python has no `item`.
        ("a", /measured \+= \(torch\.abs\(.*\.mean\(\) \* [0-9.]+\)\.item\(\)/),
        ("b", /measured \+= float\(\(jnp\.abs\(.*\.mean\(\) \* [0-9.]+\)\)/),
        ("c", /UNITS = \{"mean_absolute_error": [0-9.]+, "mean_squared_error": [0-9.]+ \*\* 2\}/),
        ("m", /answer\(model\(x\)\) is in the units of the data/),
      ] {
        let program = try text("\(folder)/\(name).py")
        #expect(program.contains(part), "\(program)")
      }
    }
  }

  @Test func `a run is a training with its data, its order and the weights that it began with`()
    throws
  {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        Self.training
          + "\nexport r, \"a.py\"\nexport r, \"b.py\", framework=jax\nexport r, \"c.py\", framework=keras"
      )
      #expect(said.contains("with a.npz and a.pt.safetensors beside it"), "\(said)")
      #expect(
        said.contains("with b.npz beside it") && said.contains("with c.npz beside it"), "\(said)")
      guard case .model(let before)? = transcript.interpreter["before"] else { return }
      let data = try NPZFile(InputFile.read(folder + "/b.npz", limit: 1 << 20))
      let kernel = try data.array(named: "weight:dense.kernel")
      #expect(kernel.floats.map(Double.init) == before.parameter("dense.kernel")?.value.doubles)
      let order = try data.array(named: "order")
      #expect(order.shape == [2, 20])
      let places = try order.numbers()
      #expect(places.prefix(20).sorted() == (0..<20).map(Double.init))
      #expect(Array(places.prefix(20)) != Array(places.suffix(20)))
      let state = try Safetensors.read(InputFile.read(folder + "/a.pt.safetensors", limit: 1 << 20))
      #expect(state.entry("dense.weight")?.shape == [3, 2])
      for (name, part) in [
        ("a", "torch.optim.AdamW("), ("b", "@jax.jit"),
        ("c", "optimizer = keras.optimizers.Adam("),
      ] {
        let program = try text("\(folder)/\(name).py")
        #expect(
          program.contains(part) && program.contains("EPOCHS, BATCH_SIZE, SEED"), "\(program)")
      }
    }
  }

  @Test func `numbers of an optimizer are floats in Keras's words, and counts of a layer are not`()
    throws
  {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        x = normal([20, 2]); d = table(x, x[:, 0])
        m = model 2 { dense 3, activation=relu, kernel_regularizer=l2(1); dropout 0; dense 1 }
        r = train m, d, optimizer=sgd(0.01); export r, "a.py", framework=keras
        r = train m, d, optimizer=adam(1, clipnorm=1); export r, "b.py", framework=keras
        r = train m, d, loss=huber(delta=2); export r, "c.py", framework=keras
        """)
      for (name, part) in [
        ("a", "momentum=0.0"), ("a", "units=3,"), ("a", "rate=0.0"), ("a", "L2(1.0)"),
        ("b", "learning_rate=1.0"), ("b", "clipnorm=1.0"), ("c", "Huber(delta=2.0)"),
      ] {
        let program = try text("\(folder)/\(name).py")
        #expect(program.contains(part), "\(part)\n\(program)\n\(said)")
      }
    }
  }

  @Test(arguments: [
    "noam(8, 10)", "cosine_decay(0.1, 10)", "exponential_decay(0.1, 10, 0.5)",
    "(step -> 0.1 * sigmoid(step))", "(step -> relu(0.1 - 0.01 * step))",
    "(step -> 0.1 * softplus(step))",
  ])
  func `a rate that changes is written in NumPy's words alone`(rate: String) throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        x = normal([20, 2]); d = table(x, x[:, 0]); m = model 2 { dense 1 }
        r = train m, d, optimizer=adam(\(rate)); export r, "r.py", framework=keras
        """)
      let program = try text(folder + "/r.py")
      let from = try #require(program.firstRange(of: "def learning_rate"), "\(said)")
      let rest = program[from.lowerBound...]
      let body = rest.prefix(upTo: rest.firstRange(of: "\n\n\n")?.lowerBound ?? rest.endIndex)
      #expect(!body.contains("lax.") && !body.contains("jax.") && !body.contains("jnp."), "\(body)")
    }
  }

  @Test func `a function of a constant is one of a tensor in PyTorch's words`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        "m = model 5 { normalization mean=2, variance=3; dense 2 }; export m, \"m.py\"")
      let program = try text(folder + "/m.py")
      #expect(!program.contains("torch.sqrt(3"), "\(program)\n\(said)")
      #expect(program.contains("torch.sqrt(self.constant_"), "\(program)")
    }
  }

  @Test func `samples that nobody trains on count alike, and regularizers are in their loss`()
    throws
  {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        x = normal([20, 2]); d = table(x, round(sigmoid(x[:, 0])))
        m = model 2 { dense 3, kernel_regularizer=l2(0.02); dense 1, activation=sigmoid }
        r = train m, d, class_weight=[1, 7], validation_split=0.2
        export r, "a.py", framework=pytorch; export r, "b.py", framework=jax
        """)
      let (torch, jax) = (try text(folder + "/a.py"), try text(folder + "/b.py"))
      for part in [
        "def validation_loss(output, target", "= validation_loss(output, target, mask, weights)",
        "loss = loss / max(weight, 1e-12) + model.penalty().item()",
      ] { #expect(torch.contains(part), "\(part)\n\(torch)\n\(said)") }
      let from = try #require(jax.firstRange(of: "def evaluate_batch"))
      let rest = jax[from.lowerBound...]
      let body = rest.prefix(upTo: rest.firstRange(of: "\n\n\n")?.lowerBound ?? rest.endIndex)
      #expect(body.contains("0.02") && !body.contains("7.0"), "\(body)")
    }
  }

  @Test func `what has no form as a program is refused in words`() throws {
    try TemporaryFolder.use { folder in
      for (line, code, part) in [
        ("export r, \"a.py\", framework=\"caffe\"", "E0674", "framework=pytorch"),
        (
          "r = train m, d, optimizer=adam(0.1, use_ema=true); export r, \"a.py\"", "E0673",
          "use_ema"
        ),
        ("r = train m, d, clients=2; export r, \"a.py\"", "E0673", "clients"),
        (
          "r = train d { step m, loss=(x, y) -> mean((m(x) - y)^2) }; export r, \"a.py\"",
          "E0673", "steps"
        ),
      ] {
        let said = Transcript(folder: folder).run(Self.training + "\n" + line)
        #expect(said.contains(code) && said.contains(part), "\(line): \(said)")
      }
    }
  }
}

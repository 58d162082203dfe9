import Learning
import Plots
import Support
import Testing
import Workbench
import WorkbenchTestSupport

/// The net of a run: what its units answer, and how it is looked at without changing it.
@Suite("Nets as they learn")
struct NetViewTests {
  private struct Missing: Error {}

  private func run(_ source: String) throws -> (Transcript, TrainingRun) {
    let transcript = Transcript()
    let text = transcript.run("seed 1\n" + source)
    guard case .run(let run)? = transcript.interpreter["r"] else {
      Issue.record("\(text)")
      throw Missing()
    }
    return (transcript, run)
  }

  private let moons = """
    d = data generated(moons, 80)
    m = model 2 { hidden: dense 3, activation=relu; dense 1, activation=sigmoid }
    r = train m, d, epochs=5, optimizer=adam(0.05)
    """

  @Test func `weights, units and the answer over the plane are those of the model`() throws {
    let (transcript, run) = try run(moons)
    let view = try #require(NetSource(of: run).flatMap { NetView($0) })
    let weights = try #require(run.newestWeights)
    let net = view.picture(weights: weights.weights, step: weights.step)
    #expect(net.layers.map(\.name) == ["input", "hidden", "dense"])
    #expect(net.layers.map(\.count) == [2, 3, 1])
    #expect(net.layers.map(\.kind) == ["", "relu", "sigmoid"])
    let field = try #require(net.field)
    // One place of the plane by hand: the lowest, leftmost.
    let place = "[[\(field.xs.lowerBound), \(field.ys.lowerBound)]]"
    let model = run.model
    let kernel = try #require(model.parameter("hidden.kernel")).value
    #expect(net.wires.filter { $0.layer == 0 }.map(\.weight) == kernel.doubles)
    let bias = try #require(model.parameter("hidden.bias")).value.doubles
    for (index, unit) in net.layers[1].units.enumerated() {
      guard case .plane(_, _, let values) = unit.look else { throw Missing() }
      let sum =
        kernel.doubles[index] * field.xs.lowerBound + kernel.doubles[3 + index]
        * field.ys.lowerBound + bias[index]
      #expect(abs(values[0] - max(0, sum)) < 1e-5)
      #expect(unit.bias == bias[index])
    }
    let answer = transcript.run("predict m, \(place)")
    #expect(!answer.isEmpty)
    guard case .plane(_, _, let output)? = net.layers.last?.units.first?.look else {
      throw Missing()
    }
    #expect(output.allSatisfy { (0...1).contains($0) })
    #expect(net.points.reduce(0) { $0 + $1.count } == 80)
  }

  @Test func `a unit that answers all samples alike is dead, an input and an output never`() throws
  {
    let (transcript, run) = try run(moons)
    _ = transcript.run("m.hidden.bias = [-1000, 0, 0]")
    let view = try #require(NetSource(of: run).flatMap { NetView($0) })
    let net = view.picture(weights: run.model.parameters.map(\.variable.value), step: 1)
    #expect(net.dead == ["hidden #1"])
    #expect(Plot(NetChart(net)).description.contains("No sample wakes hidden #1."))
  }

  @Test func `gradients are measured beside the run and movement between two looks`() throws {
    let (_, run) = try run(moons)
    let view = try #require(NetSource(of: run).flatMap { NetView($0) })
    let hash = WeightHash.of(run.model)
    let first = try run.weights(afterStep: 0, isInterrupted: { false })
    let last = try run.weights(afterStep: 10, isInterrupted: { false })
    #expect(view.picture(weights: first, step: 0).movements.allSatisfy { $0.ratio == nil })
    let moved = view.picture(weights: last, step: 10).movements
    #expect(moved.map(\.name) == ["hidden", "dense"])
    for movement in moved {
      #expect(movement.gradient.map { $0 > 0 && $0.isFinite } == true)
      #expect(movement.ratio.map { $0 > 0 && $0 < 1 } == true)
    }
    #expect(WeightHash.of(run.model) == hash)
  }

  @Test func `more inputs than two are spreads, pictures are the weights that look at them`() throws
  {
    let (_, rows) = try run(
      """
      m = model 4 { dense 3, activation=relu; dense 1 }
      r = train m, table(normal([30, 4]), normal([30])), epochs=1
      """)
    let net = try #require(NetSource(of: rows).flatMap { NetView($0) }).picture()
    for unit in net.layers[0].units + net.layers[1].units {
      guard case .spread(let counts) = unit.look else { throw Missing() }
      #expect(counts.reduce(0, +) == 30)
    }
    let (_, digits) = try run(
      """
      m = model 64 { dense 5, activation=relu; dense 10, activation=softmax }
      r = train m, table(uniform([20, 64]), floor(10 * uniform([20]))), epochs=1
      """)
    let seen = try #require(NetSource(of: digits).flatMap { NetView($0) }).picture()
    guard case .picture(let width, let height, let values) = seen.layers[1].units[0].look else {
      throw Missing()
    }
    let kernel = try #require(digits.model.parameter("dense.kernel")).value
    #expect((width, height) == (8, 8) && values[1] == kernel[5])
  }

  @Test func `wide, deep and joined nets are asked, others refused in words`() {
    let text = printed(
      """
      d = generated(gauss, 40)
      plot model 2 { dense 300, activation=relu; dropout 0.2; dense 100, activation=relu; dense 1, activation=sigmoid }, d, kind=net
      plot model 2 { residual { dense 2, activation=tanh }; dense 2, activation=softmax }, d, kind=net
      """)
    #expect(!text.contains("error"), "\(text)")
    #expect(printed("plot model 2 { relu }, generated(gauss, 40), kind=net").contains("E0653"))
    #expect(
      printed("plot model 2 { dense 1 }, generated(gauss, 40), kind=net, wrong=true")
        .contains("wrong"))
  }

  @Test func `a pace changes when steps are made and nothing else`() throws {
    func trained(_ pace: Double?) throws -> UInt64 {
      let transcript = Transcript()
      transcript.host.isLive = pace != nil
      transcript.interpreter.pace = pace
      _ = transcript.run("seed 1\n" + moons)
      guard case .run(let run)? = transcript.interpreter["r"] else { throw Missing() }
      return WeightHash.of(run.model)
    }
    #expect(try trained(2000) == trained(nil))
  }

  @Test func `a run that is to begin paused makes no step before it goes on`() throws {
    let transcript = Transcript()
    transcript.host.isLive = true
    transcript.interpreter.beginsPaused = true
    _ = transcript.run(
      "seed 1\n" + moons.replacing("epochs=5", with: "epochs=100000000") + " &")
    let run = try #require(transcript.interpreter.desk.jobs.first?.run)
    while run.progress.phase != .paused { _ = run.wait(seconds: 0.001) }
    #expect(run.progress.step == 0)
    run.resume()
    while run.progress.step == 0 { _ = run.wait(seconds: 0.001) }
    run.requestStop()
    run.wait()
  }

  @Test func `a resized model answers as before, and its new units learn`() {
    let text = printed(
      """
      seed 3
      m = model 2 { hidden: dense 4, activation=tanh; dense 3, activation=tanh; dense 1 }
      x = normal([6, 2])
      b = resize m, layer="hidden", units=6
      max(abs(b(x) - m(x))) < 1e-6
      shape(b.hidden.kernel)
      shape(b.dense.kernel)
      all(b.dense.kernel[4:6] == 0)
      c = resize b, layer="hidden", units=2
      all(c.hidden.kernel == m.hidden.kernel[:, 0:2])
      """)
    #expect(text.filter { $0 != " " }.contains("true\n[2,6]\n[6,3]\ntrue\ntrue"), "\(text)")
  }

  @Test func `what cannot be resized is said`() {
    let model = "m = model 2 { hidden: dense 4; act: relu; dense 1 }\n"
    #expect(printed(model + "resize m, layer=\"hiden\", units=5").contains("\"hidden\""))
    #expect(printed(model + "resize m, layer=\"act\", units=5").contains("E0655"))
    #expect(printed(model + "resize m, layer=\"hidden\", units=0").contains("from 1"))
    #expect(printed(model + "resize m").contains("E0657"))
    #expect(printed(model + "resize m, layer=\"hidden\"").contains("no number of units"))
    #expect(printed(model + "resize m, layer=\"hidden\", after=\"hidden\"").contains("E0657"))
    #expect(printed(model + "resize m, after=\"dense\"").contains("E0658"))
    #expect(printed(model + "resize m, without=\"dense\"").contains("E0658"))
    #expect(printed(model + "fn f(x) = sum(x)\nresize m, features=f").contains("E0659"))
    #expect(
      printed("fn f(x) = x\nresize model 2 { relu; dense 1 }, features=f").contains("E0659"))
  }

  @Test func `a layer more begins as the identity, and a layer fewer keeps the others`() {
    let text = printed(
      """
      seed 3
      m = model 2 { hidden: dense 4; relu; dense 3, activation=relu; dense 1 }
      x = normal([6, 2])
      b = resize m, after="hidden"
      shape(b.hidden_2.kernel)
      max(abs(b(x) - m(x))) < 1e-6
      all(b.dense.kernel == m.dense.kernel)
      c = resize b, without="hidden_2"
      max(abs(c(x) - m(x))) < 1e-6
      e = resize m, without="hidden"
      shape(e.dense.kernel)
      all(e.dense_1.kernel == m.dense_1.kernel)
      f = resize model 2 { dense 1, activation=sigmoid }, after="input"
      shape(f.hidden.kernel)
      g = resize m, after="hidden", units=6
      max(abs(g(x) - m(x))) < 1e-6
      """)
    #expect(
      text.filter { $0 != " " }.contains(
        "[4,4]\ntrue\ntrue\ntrue\n[2,3]\ntrue\n[2,4]\ntrue"), "\(text)")
  }

  @Test func `columns in front change no answer at first, and weights stay with their columns`() {
    let text = printed(
      """
      seed 3
      m = model 2 { hidden: dense 4, activation=tanh; dense 1 }
      x = normal([6, 2])
      fn f(x) = concat([x, x[:, 0:1] * x[:, 0:1], sin(x[:, 1:2])], axis=1)
      b = resize m, features=f
      shape(b.hidden.kernel)
      max(abs(b(x) - m(x))) < 1e-6
      b.hidden.kernel = ones([4, 4])
      fn g(x) = concat([sin(x[:, 1:2]), x], axis=1)
      c = resize b, features=g
      all(c.hidden.kernel == 1)
      k = resize c, without="features"
      shape(k.hidden.kernel)
      """)
    #expect(text.filter { $0 != " " }.contains("[4,4]\ntrue\ntrue\n[2,4]"), "\(text)")
  }

  @Test func `columns of the inputs are drawn in place of the inputs, each with its name`() throws {
    let transcript = Transcript()
    _ = transcript.run(
      """
      seed 1
      d = data generated(circle, 60)
      fn f(x) = concat([x, x[:, 0:1] * x[:, 1:2], sin(x[:, 1:2]), exp(x[:, 0:1])], axis=1)
      m = resize model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }, features=f
      r = train m, d, epochs=2
      """)
    guard case .run(let run)? = transcript.interpreter["r"] else { throw Missing() }
    let view = try #require(NetSource(of: run).flatMap { NetView($0) })
    let net = view.picture()
    #expect(net.layers.map(\.name) == ["input", "hidden", "dense"])
    #expect(net.layers[0].units.map(\.name) == ["x1", "x2", "x1·x2", "sin x2", "#5"])
    #expect(view.features == [.product, .secondSine])
    #expect(net.wires.count { $0.layer == 0 } == 15)
  }

  @Test func `what goes on with a change is typed with all options of the training`() throws {
    let transcript = Transcript()
    _ = transcript.run(
      """
      seed 1
      d = data generated(spiral, 60, noise=0.1) { split 80%, 20% }
      m = model 2 { hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
      r = train m, d, epochs=7, batch_size=10, optimizer=adam(0.01), until=loss < 0.001, shuffle=false
      """)
    guard case .run(let run)? = transcript.interpreter["r"] else { throw Missing() }
    func typed(_ change: NetChange) throws -> [String] {
      try ChangedTraining(run, named: "r", change, in: transcript.interpreter).sources
    }
    let options =
      ", epochs=7, batch_size=10, shuffle=false, until=loss < 0.001, optimizer=adam(0.01) &"
    #expect(
      try typed(.units(layer: "hidden", 4)) == [
        "m_2 = resize m, layer=\"hidden\", units=4", "r_2 = train m_2, d" + options,
      ])
    #expect(
      try typed(.noise(0.5)) == [
        "d_2 = data generated(spiral, 60, noise=0.5) { split 80%, 20% }",
        "r_2 = train m, d_2" + options,
      ])
    #expect(
      try typed(.features([.secondSquare, .firstSine])).prefix(2) == [
        "fn features(x) = concat([x, x[:, 1:2] * x[:, 1:2], sin(x[:, 0:1])], axis=1)",
        "m_2 = resize m, features=features",
      ])
    #expect(ChangedTraining.noise(of: run, in: transcript.interpreter) == 0.1)
    _ = transcript.run("d = table(normal([20, 2]), zeros([20]))\nr = train m, d")
    guard case .run(let other)? = transcript.interpreter["r"] else { throw Missing() }
    #expect(throws: NetChangeProblem.noNoise(data: "d")) {
      try ChangedTraining(other, named: "r", .noise(1), in: transcript.interpreter)
    }
  }
}

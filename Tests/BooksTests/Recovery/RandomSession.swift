/// What a person might type next: trainings of every kind, and everything that can come between.
final class RandomSession {
  private var state: UInt64
  private var models: [String] = []
  private var runs: [String] = []
  private var numbers: [String] = []
  private(set) var count = 0

  /// Something that is done to a session.
  enum Action {
    case type(String, at: Int?)
    case undo
    /// Ends a run in the background after it has been looked at.
    case stop
    /// Takes a run in the background back.
    case discard
    /// Ends a training so that nothing of it is kept.
    case discarded(String, at: Int?)
    /// Ctrl-C in the training with this number of an input.
    case interrupt(String, training: Int)
  }

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  private func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
  private func one(_ items: [String]) -> String { items[below(items.count)] }

  private func options() -> String {
    let all = [
      "", ", epochs=\(1 + below(4))", ", epochs=2, batch_size=\(5 + below(20))",
      ", epochs=3, optimizer=sgd(0.\(1 + below(8)))", ", epochs=2, metrics=accuracy",
      ", epochs=8, early_stopping=1, optimizer=sgd(2)", ", epochs=9, until=loss < 0.66",
      ", epochs=2, validation_split=0.25", ", epochs=2, shuffle=false",
      ", epochs=2, optimizer=adam(learning_rate=0.05)",
    ]
    return one(all)
  }

  private func name(_ pool: [String], into known: inout [String]) -> String {
    let name = one(pool)
    if !known.contains(name) { known.append(name) }
    return name
  }

  func next() -> Action {
    count += 1
    if count == 1 { return .type("d = generated(moons, 40)", at: nil) }
    if models.isEmpty || below(12) == 0 {
      let name = name(["m", "n", "k"], into: &models)
      return .type(
        "\(name) = model 2 { dense \(2 + below(2)), activation=tanh; dense 1, activation=sigmoid }",
        at: nil)
    }
    switch below(27) {
    case 24: return .discard
    case 25:
      return .discarded(training(), at: count > 4 && below(2) == 0 ? 2 + below(count - 3) : nil)

    case 0: return .undo
    case 1 where count > 4:
      let source = training()
      return .type(source, at: 2 + below(count - 3))
    case 2: return .type("broken = 1; z = [1, 2] + [1, 2, 3]", at: nil)
    case 3: return .type("seed \(below(4))", at: nil)
    case 4, 5: return .type(value(), at: nil)
    case 6: return .type("w = normal([2])", at: nil)
    case 7:
      let model = one(models)
      return .type("\(model).dense.kernel = \(model).dense.kernel * 0.5", at: nil)
    case 8:
      let model = one(models)
      return .type(
        "for i in 1..3 { \(name(["r", "q"], into: &runs)) = train \(model), d }", at: nil)
    case 9:
      let model = one(models)
      return .type("\(name(["v"], into: &models)) = copy \(model)", at: nil)
    case 10:
      let model = one(models)
      return .type(
        "p = train d, epochs=2 { step \(model), loss=(x, y) -> mean((\(model)(x) - y)^2) }", at: nil
      )
    case 11:
      let model = one(models)
      return .type(
        "q = train \(model), d, loss=mean_squared_error, epochs=3, optimizer=sgd(1e38)", at: nil)
    case 12:
      let model = one(models)
      return .interrupt(
        "for i in 1..4 { r = train \(model), d; x = r.loss }", training: 1 + below(3))
    case 13: return .interrupt(training(), training: 1)
    case 14, 15: return .type("b = train copy(\(one(models))), d, epochs=100000 &", at: nil)
    case 16: return .type(one(["y = b.step", "y = b.loss", "b.step"]), at: nil)
    case 17: return .stop
    case 18 where !runs.isEmpty, 19 where !runs.isEmpty, 20 where !runs.isEmpty:
      return .type(resuming(), at: nil)
    default: return .type(training(), at: nil)
    }
  }

  private func training() -> String {
    let model = one(models)
    let sentence = "train \(model), d\(options())"
    if below(4) == 0 { return sentence }
    return "\(name(["r", "q", "s"], into: &runs)) = \(sentence)"
  }

  private func resuming() -> String {
    let parent = one(runs)
    let options = one([
      ", epochs=1", ", from=1, epochs=2", ", from=0, epochs=1, learning_rate=0.1",
      ", from_step=1, epochs=1", ", epochs=2, learning_rate=0.01", "",
    ])
    return "\(name(["s", "t"], into: &runs)) = resume \(parent)\(options)"
  }

  private func value() -> String {
    var choices = ["x = sum(\(one(models)).dense.kernel)", "y = _", "z = [_, 1]", "e = 1; x = e"]
    if !runs.isEmpty {
      let run = one(runs)
      choices += ["x = \(run).loss", "sum(\(run).model.dense.kernel)", "y = \(run).epoch"]
    }
    return one(choices)
  }
}

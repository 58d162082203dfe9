import Engine

/// Scores of the next token of a growing sequence.
///
/// The model's last input grows; others are given once. Where every layer can, a new token costs
/// one step, and what came before is remembered (`SequenceMemory`). Otherwise, and where a sequence
/// has become longer than a memory, the model sees the whole window of its last `length` tokens
/// anew for each token. Both ways give the same bits.
package final class SequencePredictor {
  /// Whose predictions they are.
  package let model: Model
  /// How many tokens the model's input has.
  package let length: Int
  private let steps: StepPredictor?
  private let remembers: Bool
  private let windows: WindowPredictor
  /// The tokens so far; only the last ones once the model sees no more.
  private var sequence: [Int] = []

  /// `given`: one sample, with its batch axis, for each input but the last. `remembers` false
  /// computes whole windows always.
  package init(
    _ model: Model, given: [Tensor] = [], remembers: Bool = true, threads: Int = 1
  ) throws(LearningError) {
    guard given.count == model.inputs.count - 1, let input = model.inputs.last,
      input.shape.rank == 1
    else { throw .input(.severalInputs(model: model.name, names: model.inputs.map(\.name))) }
    self.model = model
    length = input.shape[0]
    let team = ThreadTeam.of(threads)
    windows = WindowPredictor(model, given: given, team: team)
    steps = try StepPredictor.make(model, given: given, team: team)
    self.remembers = remembers
  }

  /// Whether a further token of a sequence of this many costs one step.
  package func takesSteps(at count: Int) -> Bool {
    remembers && (steps.map { !$0.isBounded || count <= length } ?? false)
  }

  /// The multiply-accumulates of one token where it costs one step.
  package var stepMultiplyAccumulates: Int? { steps?.multiplyAccumulates }

  /// The scores of what comes after these tokens, of which there is at least one.
  package func scores(after tokens: some Collection<Int>) throws(LearningError) -> [Double] {
    precondition(!tokens.isEmpty, "a sequence begins with a token")
    sequence = []
    steps?.clear()
    var scores: [Double] = []
    for (index, token) in tokens.enumerated() {
      scores = try self.scores(
        appending: token, isAsked: takesSteps(at: tokens.count) || index == tokens.count - 1)
    }
    return scores
  }

  /// The scores of what comes after one token more than at the call before.
  package func scores(appending token: Int) throws(LearningError) -> [Double] {
    try scores(appending: token, isAsked: true)
  }

  private func scores(
    appending token: Int, isAsked: Bool
  ) throws(LearningError) -> [Double] {
    sequence.append(token)
    guard isAsked else { return [] }
    if let steps, takesSteps(at: sequence.count) { return steps.scores(appending: token) }
    // A memory without bounds is that of a model that reads on and on.
    if let steps, !steps.isBounded { return try windows.lastScores(sequence) }
    if sequence.count > 2 * length { sequence.removeFirst(sequence.count - length - 1) }
    return try windows.lastScores(sequence.suffix(length))
  }
}

/// One position at a time.
private final class StepPredictor {
  let isBounded: Bool
  private let plan: StagedPlan
  private let memory: SequenceMemory
  private let input: Graph.Node
  private var count = 0

  var multiplyAccumulates: Int { plan.multiplyAccumulates.position }

  /// `nil` for a model with a layer that needs whole sequences.
  static func make(
    _ model: Model, given: [Tensor], team: ThreadTeam?
  ) throws(LearningError) -> StepPredictor? {
    let graph = Graph()
    let memory = SequenceMemory(of: model.inputs[given.count].shape[0], in: graph)
    let nodes = given.map { graph.input($0.type) }
    let input = graph.input(TensorType([1, 1], .int32))
    memory.addGrowing(input)
    guard
      let output = try? model.apply(
        to: nodes + [input], in: graph, Application(memory: memory)
      ).output, memory.isGrowing(output), output.shape.rank == 3
    else { return nil }
    let plan = try StagedPlan(graph, output: output, memory, model: model.name, team: team)
    plan.prepare(Array(zip(nodes, given)))
    return StepPredictor(plan, memory, input)
  }

  private init(_ plan: StagedPlan, _ memory: SequenceMemory, _ input: Graph.Node) {
    self.plan = plan
    self.memory = memory
    self.input = input
    isBounded = memory.isBounded
  }

  func clear() {
    memory.clear()
    count = 0
  }

  func scores(appending token: Int) -> [Double] {
    defer { count += 1 }
    return plan.run([
      (memory.position, Tensor([Int32(count)], [1])), (input, Tensor([Int32(token)], [1, 1])),
    ]).doubles
  }
}

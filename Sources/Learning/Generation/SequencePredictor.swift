import Engine

/// Scores of the next token of a growing sequence.
///
/// The model's last input grows; others are given once. Where every layer can, a new token costs
/// one step, and what came before is remembered (`SequenceMemory`). Otherwise, and where a sequence
/// has become longer than a memory, the model sees the whole window of its last `length` tokens
/// anew for each token. Both ways give the same bits.
public final class SequencePredictor {
  public let model: Model
  /// How many tokens the model's input has.
  public let length: Int
  private let steps: StepPredictor?
  private let remembers: Bool
  private let windows: WindowPredictor

  /// `given`: one sample, with its batch axis, for each input but the last. `remembers` false
  /// computes whole windows always.
  public init(
    _ model: Model, given: [Tensor] = [], remembers: Bool = true, threads: Int = 1
  ) throws(LearningError) {
    guard given.count == model.inputs.count - 1, let input = model.inputs.last,
      input.shape.rank == 1
    else { throw .severalInputs(model: model.name, names: model.inputs.map(\.name)) }
    self.model = model
    length = input.shape[0]
    let team = ThreadTeam.of(threads)
    windows = WindowPredictor(model, given: given, team: team)
    steps = try StepPredictor.make(model, given: given, team: team)
    self.remembers = remembers
  }

  /// Whether a further token of a sequence of this many costs one step.
  public func takesSteps(at count: Int) -> Bool {
    remembers && (steps.map { !$0.isBounded || count <= length } ?? false)
  }

  /// The multiply-accumulates of one token where it costs one step.
  public var stepMultiplyAccumulates: Int? { steps?.multiplyAccumulates }

  /// The scores of what comes after these tokens, of which there is at least one.
  ///
  /// Cheapest when the tokens are those of the call before and a new one.
  public func scores(after tokens: [Int]) throws(LearningError) -> [Double] {
    precondition(!tokens.isEmpty, "a sequence begins with a token")
    guard let steps, takesSteps(at: tokens.count) else {
      // A memory without bounds is that of a model that reads on and on.
      let readsOn = steps.map { !$0.isBounded } ?? false
      return try windows.lastScores(readsOn ? tokens[...] : tokens.suffix(length))
    }
    return steps.scores(after: tokens)
  }
}

/// One position at a time.
private final class StepPredictor {
  let isBounded: Bool
  private let plan: StagedPlan
  private let memory: SequenceMemory
  private let input: Graph.Node
  private var consumed: [Int] = []
  private var last: [Double] = []

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

  func scores(after tokens: [Int]) -> [Double] {
    if !tokens.starts(with: consumed) || tokens.count == consumed.count {
      memory.clear()
      consumed = []
    }
    for token in tokens[consumed.count...] {
      last =
        plan.run([
          (memory.position, Tensor([Int32(consumed.count)], [1])),
          (input, Tensor([Int32(token)], [1, 1])),
        ]).doubles
      consumed.append(token)
    }
    return last
  }
}

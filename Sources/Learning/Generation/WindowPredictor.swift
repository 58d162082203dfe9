import Data
import Engine

/// Computes a model on one whole sequence of tokens, of the model's length or shorter.
///
/// A shorter one is computed as it is, positions from 0. A model that can only take its full length
/// gets another number behind it, or in front of it where it gives one answer for the whole window.
final class WindowPredictor {
  private let model: Model
  private let given: [Tensor]
  private let team: ThreadTeam?
  private var newest: WindowPlan?
  private let filling: Int
  private var takesAnyLength = true

  init(_ model: Model, given: [Tensor], team: ThreadTeam?, filling: Int = 0) {
    self.filling = filling
    self.model = model
    self.given = given
    self.team = team
  }

  /// The output for these tokens [tokens × …], or [1 × …] where the model gives one answer.
  func output(_ tokens: [Int]) throws(LearningError) -> Tensor {
    let length = model.inputs[given.count].shape[0]
    if takesAnyLength || tokens.count == length {
      do {
        return try plan(tokens.count).run(tokens)
      } catch {
        guard tokens.count < length else { throw error }
        takesAnyLength = false
      }
    }
    let filling = [Int](repeating: filling, count: length - tokens.count)
    guard model.outputShape.rank > 1 else { return try plan(length).run(filling + tokens) }
    return SampleRows(try plan(length).run(tokens + filling)).subset(0..<tokens.count).tensor
  }

  /// The scores behind the last token.
  func lastScores(_ tokens: some Collection<Int>) throws(LearningError) -> [Double] {
    let output = try output(Array(tokens))
    return SampleRows(output).subset(output.shape[0] - 1..<output.shape[0]).tensor.doubles
  }

  private func plan(_ count: Int) throws(LearningError) -> WindowPlan {
    if let newest, newest.count == count { return newest }
    let made = try WindowPlan(model, given, count: count, team)
    newest = made
    return made
  }
}

/// The plan for one length.
private final class WindowPlan {
  let count: Int
  private let executor: Executor
  private let input: Graph.Node
  private let output: Graph.Node

  init(
    _ model: Model, _ given: [Tensor], count: Int, _ team: ThreadTeam?
  ) throws(LearningError) {
    self.count = count
    let graph = Graph()
    let nodes = given.map { graph.constant($0) }
    input = graph.input(TensorType([1, count], .int32))
    output = try model.apply(
      to: nodes + [input], in: graph, Application(takesAnyLength: true)
    ).output
    let plan = Plan(graph, outputs: [output])
    try MemoryLimit.check(bytes: plan.arenaByteCount, model: model.name)
    executor = Executor(plan, team: team)
  }

  func run(_ tokens: [Int]) -> Tensor {
    executor.set(input, Tensor(tokens.map(Int32.init), [1, count]))
    executor.run()
    let value = executor.value(of: output)
    return value.shape.rank > 2 ? value.reshaped(value.shape.sample) : value
  }
}

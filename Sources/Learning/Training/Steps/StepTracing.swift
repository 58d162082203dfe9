import Engine

/// What the loss of a step sees while it is traced: models in training mode, draws of its own.
///
/// A model that the training changes is in training mode and stands on the run's own weights; any
/// other, such as a teacher, predicts.
package final class StepTracing {
  /// Where the loss is traced.
  package let graph: Graph
  private let setup: TrainingSetup
  private let index: Int
  private let state: TrainingState
  private var calls: [ObjectIdentifier: Int] = [:]
  private var applications = 0
  private var draws: [String: Int] = [:]
  /// What the regularizers of the step's models add to its loss, each once.
  private(set) var penalties: [Graph.Node] = []

  init(_ setup: TrainingSetup, step index: Int, _ state: TrainingState, in graph: Graph) {
    self.setup = setup
    self.index = index
    self.state = state
    self.graph = graph
  }

  /// The output of a model for a batch.
  package func apply(_ model: Model, to nodes: [Graph.Node]) throws(LearningError) -> Graph.Node {
    let model = setup.current(model)
    let outer = graph.scope
    defer { graph.scope = outer }
    let applied = try model.apply(to: nodes, in: graph, application(of: model))
    if calls[ObjectIdentifier(model)] == 1, step.models.contains(where: { $0 === model }) {
      penalties += applied.penalties
    }
    return applied.output
  }

  /// The weight that is being trained in place of the model's.
  package func weight(_ variable: Variable, of model: Model) -> Graph.Node {
    let current = setup.current(model)
    var variable = variable
    if current !== model,
      let path = model.parameters.first(where: { $0.variable === variable })?.path
    {
      variable = current.parameter(path) ?? variable
    }
    return graph.variable(state.memory(of: variable))
  }

  /// The stream of the next draw of this, such as `normal [3]`; its numbers are new in each run of
  /// the step. Equal draws of one step are told apart by their order.
  package func nextStream(_ what: String) -> RandomStream {
    defer { draws[what, default: 0] += 1 }
    return RandomStream(
      seed: setup.options.seed, purpose: .sample,
      name: "step \(index), \(what), number \(draws[what, default: 0])",
      occurrence: setup.options.maskOccurrence)
  }

  var step: TrainingStep { setup.steps[index] }

  /// How the model is applied here; each call in each step has masks of its own.
  func application(of model: Model) -> Application {
    let call = calls[ObjectIdentifier(model), default: 0]
    calls[ObjectIdentifier(model)] = call + 1
    state.adopt(model)
    let isTrained = setup.isTrained(model)
    let number = applications
    if isTrained { applications += 1 }
    return Application(
      isTraining: isTrained, seed: setup.options.seed, occurrence: setup.options.maskOccurrence,
      call: index == 0 && number == 0 ? "" : "\(index).\(number) ", replacing: state.replacing,
      frozen: setup.frozen)
  }
}

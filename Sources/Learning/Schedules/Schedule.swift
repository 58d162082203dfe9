import Catalog
import Engine

/// A learning rate as a function of the step, counted from 0.
package protocol Schedule: CatalogueEntry {
  /// The rates at these steps, float64, element by element.
  func rate(_ step: Graph.Node, in graph: Graph) throws(ShapeError) -> Graph.Node

  /// What it remembers of the epochs behind it; `nil` where the step alone decides.
  var plateau: Plateau? { get }
}

extension Schedule {
  package var plateau: Plateau? { nil }
}

/// The registry of schedules.
package enum Schedules {
  /// In the order of lists.
  package static let all: [any Schedule.Type] = [
    ConstantSchedule.self, ExponentialDecay.self, CosineDecay.self, CosineDecayRestarts.self,
    PolynomialDecay.self, InverseTimeDecay.self, Piecewise.self, OneCycle.self, Noam.self,
    ReduceOnPlateau.self,
  ]

  /// The schedule of this name; `nil` where there is none.
  package static func named(_ name: String) -> (any Schedule.Type)? {
    all.first { $0.signature.name == name }
  }
}

extension Signature {
  static func schedule(
    _ name: String, _ summary: String, example: String, _ parameters: [ParameterDescription],
    details: String = ""
  ) -> Signature {
    Signature(name, .schedule, summary, example: example, parameters, details: details)
  }
}

extension Parameter where Output == Double {
  /// A rate that a schedule starts with or goes to.
  static func rate(
    _ name: String, _ summary: String, default fallback: Double? = nil
  ) -> Parameter<Double> {
    Parameter(name, summary, default: fallback, rule: "0 or more") { $0 >= 0 && $0.isFinite }
  }

  static let initialLearningRate = rate("initial_learning_rate", "The rate of the first step.")

  /// A factor or base, at least 0.
  static func factor(
    _ name: String, _ summary: String, default fallback: Double? = nil
  ) -> Parameter<Double> {
    Parameter(name, summary, default: fallback, rule: "0 or more") { $0 >= 0 && $0.isFinite }
  }

  /// A number of steps that something takes; Keras allows fractions.
  static func steps(
    _ name: String, _ summary: String, default fallback: Double? = nil, rule: String = "above 0"
  ) -> Parameter<Double> {
    Parameter(name, summary, default: fallback, rule: rule) {
      (rule == "above 0" ? $0 > 0 : $0 >= 0) && $0.isFinite
    }
  }

  static let decaySteps = steps("decay_steps", "Steps of the decay.")
}

extension Parameter where Output == Bool {
  static let staircase = Parameter(
    "staircase", "Change only after whole multiples of decay_steps.", default: false)
}

extension Graph {
  func minimum(_ node: Node, _ number: Double) throws(ShapeError) -> Node {
    try apply(Minimum(), to: node, scalar(number, like: node))
  }

  func maximum(_ node: Node, _ number: Double) throws(ShapeError) -> Node {
    try apply(Maximum(), to: node, scalar(number, like: node))
  }

  /// step / steps, whole where the schedule is a staircase.
  func progress(
    _ step: Node, of steps: Double, staircase: Bool
  ) throws(ShapeError) -> Node {
    let share = try quotient(step, scalar(steps, like: step))
    return staircase ? try apply(Floor(), to: share) : share
  }

  /// Half a cosine wave from one number to another as the share goes from 0 to 1.
  func cosine(from start: Double, to end: Double, _ share: Node) throws(ShapeError) -> Node {
    let wave = try apply(Cosine(), to: times(.pi, share))
    return try plus(end, times((start - end) / 2, plus(1, wave)))
  }

  /// `yes` where the comparison holds, elsewhere `no`.
  func choose(
    _ kind: Comparison.Kind, _ node: Node, _ number: Double, _ yes: Node, _ no: Node
  ) throws(ShapeError) -> Node {
    let condition = try apply(Comparison(kind), to: node, scalar(number, like: node))
    return try apply(Where(), to: condition, yes, no)
  }
}

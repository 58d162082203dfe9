import Catalog
import Engine
import Formats
import Language
import Learning

/// Where a piece of program runs and what is in force there.
///
/// A value: whoever runs something inside something else hands another one down, so that nothing has
/// to be put back afterwards, whatever is thrown.
struct StatementContext {
  /// The program text that spans point into, and the number of its first line.
  var source: String
  var firstLine = 1
  /// The names in force.
  var frame: Frame
  /// Whether statements stand in the program itself, and not in a function.
  var isTop = false
  /// The statement of the program, and the text in which it stands.
  var statement = SourceSpan(0, 0)
  var program = ""
  /// The name that the statement assigns to; names weights and runs.
  var target: String?
  /// The same, also where it only stands for the number of a result: `out_3`.
  var boundName: String?
  /// What the result of the statement will be called where it is assigned to nothing: `_3`.
  var resultName: String?
  /// What is being recorded; the prompt computes at once.
  var tracing = Tracing.none
  /// Set where nothing may change.
  var looking: LookOnly?
  /// How many functions of the user are called inside one another.
  var callDepth = 0
  /// Takes the steps that the braces of a `train` name; `nil` outside of them.
  var steps: StepCollector?
  /// The part of a sweep or a cross-validation that runs here; its trainings run beside those of others.
  var pooled: PooledTask?
  /// What a function learns of the training part and keeps for others; `nil` elsewhere.
  var statistics: StatisticsTape?
  /// What the model predicts that is asked about the file that stands here; `nil` elsewhere.
  var askedTarget: String?
  /// How the file was read from which that model has learnt; `nil` elsewhere.
  var askedReading: DelimitedHabits?
  /// What stands in a file is made with the defaults of that file.
  var defaults: StoredDefaults?

  /// Here begins a statement, or what counts as one.
  mutating func begin(_ span: SourceSpan) { (statement, program) = (span, source) }

  /// The text of the statement; names draws that are assigned to nothing.
  var statementText: String { program.text(of: statement) }

  /// The same place for a piece of program of its own text.
  func at(_ source: String, firstLine: Int = 1, in frame: Frame) -> StatementContext {
    var inner = self
    (inner.source, inner.firstLine, inner.frame) = (source, firstLine, frame)
    return inner
  }

  /// The context of the call that has led here through another module: a loss, an activation or a
  /// label function of the user is called with nothing but its arguments.
  @TaskLocal static var caller: StatementContext?
}

// Read by the thread that has set it.
extension StatementContext: @unchecked Sendable {}

/// What operations on values are appended to.
enum Tracing {
  /// Nothing: they are computed.
  case none
  /// A gradient is being traced; gradients inside it append to the same graph.
  case graph(Graph)
  /// A step of a training is being traced: models are in training mode, and draws are fresh for each
  /// batch.
  case step(StepTracing)

  /// Where nodes go.
  var graph: Graph? {
    switch self {
    case .none: nil
    case .graph(let graph): graph
    case .step(let step): step.graph
    }
  }

  /// The step that is being traced.
  var step: StepTracing? { if case .step(let step) = self { step } else { nil } }
}

/// What a file says of the values in it.
final class StoredDefaults {
  let dtype: DType
  let compatibility: Compatibility
  /// Why weights that are planned are not those of the file.
  let checkingWeights: (([(path: String, type: TensorType)]) -> (any Error)?)?

  init(
    dtype: DType, compatibility: Compatibility,
    checkingWeights: (([(path: String, type: TensorType)]) -> (any Error)?)? = nil
  ) {
    self.dtype = dtype
    self.compatibility = compatibility
    self.checkingWeights = checkingWeights
  }
}

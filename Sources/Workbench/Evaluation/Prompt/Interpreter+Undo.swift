import Engine
import Learning
import Support

/// What one input changed, so that `:undo` can put it back.
struct UndoStep {
  /// The values before it.
  var state: SessionState
  /// Whether the input still runs.
  var isOpen = true
  /// The number of the input.
  var inputNumber: Int
  /// Weights that the input changed, as they were before.
  var weights: [WeightState] = []
  /// What models had learnt beside weights, before the input changed that.
  var lessons: [ModelLesson] = []
  /// Trainings that the input started.
  var jobs: [Job] = []
}

extension Interpreter {
  /// What has run so far stays: `undo` takes back later inputs only.
  package func forgetUndo() { undoStack = [] }

  /// The number of the input that `undo` takes back next; `nil` where nothing is left.
  package var undoableInput: Int? { undoStack.last?.inputNumber }

  func beginUndoStep() {
    undoStack.append(
      UndoStep(state: state, inputNumber: inputNumber))
  }

  /// Keeps the step only if the input changed something.
  func endUndoStep() {
    // A transaction that failed has taken its step back already.
    guard let step = undoStack.last, step.isOpen else { return }
    undoStack[undoStack.count - 1].isOpen = false
    if step.weights.isEmpty && !input.hasChanged { undoStack.removeLast() }
    undoStack.removeFirst(max(0, undoStack.count - undoDepth))
    input.hasChanged = false
    trimHistory()
  }

  /// Remembers the weights of a model before something changes them.
  package func rememberWeights(of model: Model) {
    let lesson = ModelLesson(model)
    let states = history.states(of: model.parameters.map(\.variable))
    trimHistory(making: ByteEstimate.sum(states.map(\.variable.type.byteCount)))
    trace?.note(lesson)
    for state in states { trace?.note(state) }
    guard !undoStack.isEmpty else { return }
    undoStack[undoStack.count - 1].lessons.append(lesson)
    // What they were before the input: once, however often it changes them.
    let known = Set(undoStack[undoStack.count - 1].weights.map { ObjectIdentifier($0.variable) })
    undoStack[undoStack.count - 1].weights += states.filter {
      !known.contains(ObjectIdentifier($0.variable))
    }
  }

  /// Ends all runs and wipes names, results and what could be undone; settings go back to those of
  /// the launch, and random streams begin anew.
  package func forgetAll() {
    for job in desk.jobs { desk.discard(job) }
    desk.removeWatches()
    global.locals = [:]
    (order, definitions, results, undoStack, boundData) = ([], [:], [:], [], [])
    (inputNumber, lostWeights, lostResults) = (0, [:], [])
    options = launchOptions
    random = RandomNames(seed: options.seed)
  }

  /// Takes back the last input that changed something; answers whether there was one.
  package func undo() -> Bool {
    guard let step = undoStack.last, step.weights.allSatisfy({ !$0.isForgotten }) else {
      return false
    }
    for job in step.jobs where desk.jobs.contains(where: { $0 === job }) {
      desk.discard(job)
    }
    undoStack.removeLast()
    state = step.state
    input.hasChanged = false
    for state in step.weights { state.restore() }
    for lesson in step.lessons.reversed() { lesson.restore() }
    return true
  }
}

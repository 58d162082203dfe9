import Engine
import Learning
import Workbench

/// The states behind cells from which exercises start: `from=model`. Where no exercise names one, it notes nothing.
final class ExerciseOrigins {
  /// What was there behind a cell, and how much has run until then.
  private struct Place {
    let state: SessionState
    let count: Int
  }

  private let wanted: Set<String>
  private let interpreter: Interpreter
  private var places: [String: Place] = [:]
  /// What each cell and exercise has changed, in their order.
  private var traces: [InputTrace] = []
  private var held: [WeightState] = []

  init(_ wanted: [String], _ interpreter: Interpreter) {
    (self.wanted, self.interpreter) = (Set(wanted), interpreter)
    guard !wanted.isEmpty else { return }
    interpreter.neededStates = { [weak self] in
      (self?.traces.flatMap(\.weights) ?? []) + (self?.held ?? [])
    }
  }

  /// Runs a cell and notes what it changes, and what stands behind it.
  func noting<Result>(_ identifier: String?, _ body: () -> Result) -> Result {
    guard !wanted.isEmpty else { return body() }
    let outer = interpreter.trace
    interpreter.trace = InputTrace()
    let result = body()
    traces.append(interpreter.trace ?? InputTrace())
    interpreter.trace = outer
    note(identifier)
    return result
  }

  private func note(_ identifier: String?) {
    guard let identifier, wanted.contains(identifier), places[identifier] == nil else { return }
    places[identifier] = Place(state: interpreter.state, count: traces.count)
  }

  /// Runs an exercise on the state behind a cell; afterwards there is what was there before it, and what it gave.
  func aside<Result>(
    from origin: String?, as identifier: String?, _ body: () -> Result
  ) -> Result {
    guard let place = origin.flatMap({ places[$0] }) else { return noting(identifier, body) }
    let here = interpreter.state
    let later = traces[place.count...]
    var known: Set<ObjectIdentifier> = []
    let variables = later.flatMap(\.weights).map(\.variable).filter {
      known.insert(ObjectIdentifier($0)).inserted
    }
    let now = interpreter.history.states(of: variables)
    let lessons = later.flatMap(\.lessons).map { ModelLesson($0.model) }
    held += now
    for trace in later.reversed() {
      for weight in trace.weights { weight.restore() }
      for lesson in trace.lessons { lesson.restore() }
    }
    var begin = place.state
    begin.settings = here.settings
    interpreter.state = begin
    let result = noting(nil, body)
    let own = traces[traces.count - 1]
    var after = here
    let given = interpreter.state
    for name in given.order where own.bound.contains(name) {
      guard let value = given.names[name] else { continue }
      if after.names[name] == nil { after.order.append(name) }
      (after.names[name], after.definitions[name]) = (value, given.definitions[name])
    }
    let changed = Set(own.weights.map { ObjectIdentifier($0.variable) })
    for state in now where !changed.contains(ObjectIdentifier(state.variable)) { state.restore() }
    for lesson in lessons where !own.lessons.contains(where: { $0.model === lesson.model }) {
      lesson.restore()
    }
    held.removeLast(now.count)
    interpreter.state = after
    note(identifier)
    return result
  }
}

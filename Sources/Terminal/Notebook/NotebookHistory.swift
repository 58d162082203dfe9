import Sessions

/// What a notebook was before each thing that its user did.
struct NotebookHistory {
  struct Step {
    /// All parts before it.
    let session: EditableSession
    /// The cell that ran, or whose training was discarded; `nil` where only text changed.
    var part: Int?
    /// Those of one key have the same.
    var group: Int?
    /// By which values and weights are taken back; `nil` while the cell runs.
    var action: Int?
    /// The text was changed and the cell run: they are taken back together.
    var isEdited = false
  }

  private(set) var steps: [Step] = []
  /// The parts as they are now.
  private var now: EditableSession
  /// As many as there are actions of cells that can be taken back.
  static let limit = 100

  init(_ session: EditableSession) { now = session }

  /// The newest action that is known.
  var lastAction: Int? { steps.last { $0.action != nil }?.action }

  /// What the program itself changed is no step.
  mutating func follow(_ session: EditableSession) { now = session }

  /// The user changed texts or their order.
  mutating func changed(to session: EditableSession) {
    defer { now = session }
    guard session.texts != now.texts else { return }
    add(Step(session: now))
  }

  /// A cell begins to run. If its text was changed just before, that is one step with its run.
  mutating func starts(_ part: Int, hasRun: Bool, _ group: Int) {
    if hasRun, let last = steps.last, last.part == nil,
      last.session.differsOnly(at: part, from: now)
    {
      steps[steps.count - 1].part = part
      steps[steps.count - 1].group = group
      steps[steps.count - 1].isEdited = true
    } else {
      add(Step(session: now, part: part, group: group))
    }
  }

  /// It has run; without an action nothing of it is to be taken back.
  mutating func kept(_ part: Int, _ action: Int?) {
    guard let index = steps.lastIndex(where: { $0.part == part && $0.action == nil }) else {
      return
    }
    if let action {
      steps[index].action = action
    } else if steps[index].isEdited {
      steps[index] = Step(session: steps[index].session)
    } else {
      steps.remove(at: index)
    }
  }

  mutating func discarded(_ part: Int, _ action: Int) {
    add(Step(session: now, part: part, action: action))
  }

  /// The last step with all of its group; the newest first.
  var next: [Step] {
    guard let last = steps.last else { return [] }
    guard let group = last.group else { return [last] }
    return Array(steps.reversed().prefix { $0.group == group })
  }

  /// Takes them out.
  mutating func takeLast() -> [Step] {
    defer { steps.removeLast(next.count) }
    return next
  }

  private mutating func add(_ step: Step) {
    steps.append(step)
    if steps.count > Self.limit { steps.removeFirst() }
  }
}

extension EditableSession {
  /// Each part with its text, in their order: what a user can change.
  fileprivate var texts: [PartText] { parts.map { PartText($0) } }

  fileprivate func differsOnly(at part: Int, from other: EditableSession) -> Bool {
    let (mine, others) = (texts, other.texts)
    return mine.map(\.id) == others.map(\.id)
      && zip(mine, others).allSatisfy { $0 == $1 || $0.id == part }
  }
}

private struct PartText: Equatable {
  let id: Int
  let kind: SessionPart.Kind
  let text: String

  init(_ part: SessionPart) { (id, kind, text) = (part.id, part.kind, part.text) }
}

extension NotebookState {
  /// Goes back before the last thing that the user did; `nil` where nothing is left.
  mutating func takeBack() -> [NotebookHistory.Step]? {
    let steps = history.takeLast()
    guard let first = steps.last else { return nil }
    let before = session
    session.goBack(to: first.session, outputsOf: Set(steps.compactMap(\.part)))
    history.follow(session)
    let changed = session.parts.firstIndex { part in
      part.id == first.part || !before.parts.contains { $0.id == part.id && $0.text == part.text }
    }
    focus = max(0, min(changed ?? focus, session.parts.count - 1))
    version += 1
    isModified = true
    return steps
  }
}

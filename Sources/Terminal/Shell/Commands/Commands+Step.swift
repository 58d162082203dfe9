import Plots
import Support
import Workbench

// One step of a training, phase by phase.
extension Commands {
  static var step: Command {
    Command(
      "step", "walk through one step of a training: forward, loss, backward, update",
      usage: "[run]",
      example: ":step r",
      details: """
        Each phase shows its formula and its numbers. f goes forward, from layer to layer, l shows the loss, b goes
        back, u updates the weights, Enter goes on, q leaves. Weights move only at u. The training is held before and
        after; `:continue r` lets it go on.
        """
    ) { shell, argument in
      shell.withJob(argument) { job in
        if let step = shell.session.preview(job) {
          shell.walk(through: step, of: job)
        } else if let (loop, report) = shell.session.step(job) {
          // Steps of clients and private ones are drawn when they are made.
          shell.show(.plot(loop))
          shell.show(.report(report))
        } else {
          shell.gate.notice("this training shows no single steps")
        }
      }
    }
  }
}

extension Shell {
  fileprivate func walk(through first: SingleStep, of job: ShellJob) {
    guard editor != nil else { return tell(all: first) }
    let keys = KeyPrompt(self)
    var view = StepView(first)
    show(view)
    while true {
      switch keys.ask(view.question) {
      case .leave, .ended:
        gate.result(view.farewell(job.label))
        return
      case .enter where view.isOver, .key("f") where view.isOver:
        guard let next = session.preview(job) else {
          gate.result("\(job.label) has no further step")
          return
        }
        view = StepView(next)
      case .enter: view.goOn()
      case .key("q"):
        gate.result(view.farewell(job.label))
        return
      case .key(let letter):
        guard let phase = StepPhase.allCases.first(where: { $0.key == letter }) else {
          gate.result("f, l, b or u shows a phase; Enter goes on, q leaves")
          continue
        }
        view.go(to: phase)
      }
      guard view.isMadeAsAsked else {
        gate.result("\(job.label) has ended; the step was not made")
        return
      }
      show(view)
    }
  }

  private func show(_ view: StepView) {
    if view.phase == .forward, view.isFresh { gate.result(view.step.title) }
    show(.plot(view.step.loop(at: view.phase)))
    show(.report(view.step.report(at: view.phase, lit: view.lit)))
  }

  /// Where nobody presses keys: all phases one below the other, and then the loop.
  private func tell(all step: SingleStep) {
    gate.result(step.title)
    for phase in StepPhase.allCases {
      if phase == .update, !step.make() { return gate.notice("the step was not made") }
      let last = phase == .backward ? max(0, step.layerCount - 1) : 0
      show(.report(step.report(at: phase, lit: last)))
    }
    show(.plot(step.loop(at: .update)))
  }
}

/// What of a step is being looked at; keys change it.
struct StepView {
  let step: SingleStep
  private(set) var phase = StepPhase.forward
  /// The layer that is lit, counted from 0.
  private(set) var lit = 0
  /// Nothing of the step has been gone through yet.
  private(set) var isFresh = true

  init(_ step: SingleStep) { self.step = step }

  /// Whether Enter leads out of this step.
  var isOver: Bool { step.isMade && phase == .update }

  /// Whether the update that is to be shown has been made.
  var isMadeAsAsked: Bool { phase != .update || step.isMade }

  mutating func goOn() { if let next = phase.next { go(to: next) } }

  /// The same phase again goes on by a layer: forwards, and backwards where the gradient comes back.
  mutating func go(to next: StepPhase) {
    isFresh = false
    let count = max(1, step.layerCount)
    switch next {
    case .forward: lit = phase == next ? (lit + 1) % count : 0
    case .backward: lit = phase == next ? (lit + count - 1) % count : count - 1
    case .loss: break
    case .update: _ = step.make()
    }
    phase = next
  }

  /// The keys, with what Enter does first.
  var question: String {
    let enter = isOver ? "the next step" : phase.next?.rawValue ?? "on"
    return "-- Enter \(enter)  f forward  l loss  b back  u update  q leave -- "
  }

  func farewell(_ run: String) -> String {
    let number = NumberText.grouped(step.number)
    return step.isMade
      ? "step \(number) is made, and \(run) is held behind it; `:continue \(run)` lets it go on"
      : "no weight has moved: \(run) is held before step \(number), as it was; "
        + "`:continue \(run)` lets it go on"
  }
}

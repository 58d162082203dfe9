import Language
import Learning
import Plots
import Workbench

// Trainings as the shell's commands see them.
extension WorkbenchSession {
  func serverPlot(of name: String) -> (() -> Plot)? {
    guard case .server(let server)? = interpreter[name] else { return nil }
    return { server.plot }
  }

  var jobs: [ShellJob] { interpreter.desk.activeRuns.map(job) }

  func job(named name: String) -> ShellJob? {
    if let active = interpreter.desk.activeRuns.first(where: {
      $0.label == name || "\($0.number)" == name
    }) {
      return job(active)
    }
    guard case .run(let run)? = interpreter[name] else { return nil }
    return job((label: name, number: 0, run: run))
  }

  var pace: Double? {
    get { interpreter.pace }
    set {
      interpreter.pace = newValue
      for active in interpreter.desk.activeRuns { active.run.pace = newValue }
    }
  }

  func changed(_ job: ShellJob, _ change: NetChange) -> Result<ChangedTraining, NetChangeProblem> {
    guard let feed = job.feed as? RunFeed else { return .failure(.noNames) }
    return Result { () throws(NetChangeProblem) in
      try ChangedTraining(feed.run, named: job.label, change, in: interpreter)
    }
  }

  func noise(of job: ShellJob) -> Double? {
    (job.feed as? RunFeed).flatMap { ChangedTraining.noise(of: $0.run, in: interpreter) }
  }

  func beginning(at pace: Double?, isPaused: Bool, _ body: () -> Bool) -> Bool {
    let before = (interpreter.pace, interpreter.beginsPaused)
    defer { (interpreter.pace, interpreter.beginsPaused) = before }
    (interpreter.pace, interpreter.beginsPaused) = (pace, isPaused)
    return body()
  }

  var snapshotBytes: Int {
    get { interpreter.snapshots.limit }
    set { interpreter.snapshots.limit = newValue }
  }

  var historyLimit: Int {
    get { interpreter.historyBytes.limit }
    set { interpreter.setHistoryLimit(newValue) }
  }

  var historyText: String? { interpreter.historyText }

  func type(of expression: String) -> TypeAnswer {
    switch interpreter.type(of: expression) {
    case .success(let report): .known(report)
    case .failure(let diagnostic):
      .problem(DiagnosticText.render(diagnostic, source: expression, firstLine: 1))
    }
  }

  func watch(_ text: String) -> String? {
    interpreter.desk.addWatch(text).map { DiagnosticText.render($0, source: "") }
  }

  func draw(_ plot: Plot, to path: String) -> String? {
    interpreter.draw(plot, to: path).map { DiagnosticText.render($0, source: "") }
  }

  var watches: [String] {
    interpreter.desk.watchExpressions.map { "\($0.number)  \($0.text)" }
  }

  func removeWatches(number: Int?) { interpreter.desk.removeWatches(number: number) }

  func step(_ job: ShellJob) -> (loop: Plot, report: Report)? {
    interpreter.desk.activeRuns.first { $0.number == job.number }.flatMap { active in
      active.run.stepOnce().map { detail in
        (
          SessionPlot.loop(of: active.run, named: active.label, after: detail),
          StepReport.make(detail, of: active.label)
        )
      }
    }
  }

  func preview(_ job: ShellJob) -> SingleStep? {
    interpreter.desk.activeRuns.first { $0.number == job.number }.flatMap { active in
      SingleStep(of: active.run, named: active.label)
    }
  }

  func news() -> [String] {
    var lines: [String] = []
    if !isRunning { shownText = "" }
    collect(into: &lines) { isRunning ? interpreter.desk.attend() : interpreter.attend() }
    noteAfterwards()
    return lines
  }

  private func job(_ active: (label: String, number: Int, run: TrainingRun)) -> ShellJob {
    let (label, number, run) = active
    return ShellJob(
      label: label, number: number, feed: RunFeed(run),
      addEpochs: { [interpreter] more in
        interpreter.desk.addEpochs(more, to: run)
      },
      discard: { [unowned self] in discard(run) },
      wait: { run.wait(seconds: $0) })
  }
}

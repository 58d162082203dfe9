import Support
import Workbench

// `:live` and `:live net`: a training on the full screen, its curves or its net, and what is typed for the reader there.
extension Shell {
  /// Shows the training of that name, without a name the newest, until its reader leaves; `showsNet` begins with its net.
  func showLive(_ name: String, showsNet: Bool) {
    // Ctrl-C is a key of these screens; what is begun between two of them is not left half-way either.
    Interrupt.ignoring { visitLive(name, showsNet: showsNet) }
  }

  private func visitLive(_ name: String, showsNet: Bool) {
    if !showsNet, let plot = session.serverPlot(of: name) {
      switch fullScreen.show(live: plot) {
      case .left, .other: return
      case .ended(let signal): return pendingEnd = signal
      case .unsuitable: return gate.notice("this terminal cannot show a full screen")
      }
    }
    guard var job = self.job(toSee: name) else { return }
    var (view, atNet) = (NetScreen(), showsNet)
    while true {
      var leaves: LiveLeave?
      let outcome: FullScreen.Outcome
      var change: NetChange?
      if atNet {
        guard let net = job.feed.net else {
          return gate.notice(
            "the units of \(job.label) cannot be drawn\nhint: `:live \(job.label)` shows its curves; "
              + "a net is drawn of one model with one input of numbers")
        }
        var visit = NetVisit(job.feed, net, title: job.label, view: view)
        (visit.noise, visit.hasCurves) = (session.noise(of: job), true)
        visit.refusal = { [session] change in
          if case .failure(let problem) = session.changed(job, change) {
            Problems.line(problem)
          } else {
            nil
          }
        }
        if visit.noise == nil { visit.whyNoNoise = visit.refusal(.noise(0)) ?? "" }
        outcome = fullScreen.show(&visit)
        (view, leaves, change) = (visit.view, visit.menu.leave, visit.wanted)
      } else {
        var (record, menu) = (LiveRecord(title: job.label), PauseMenu())
        outcome = fullScreen.show(&record, of: job.feed, menu: &menu, hasNet: job.feed.net != nil)
        leaves = menu.leave
      }
      switch outcome {
      case .ended(let signal):
        pendingEnd = signal
        return
      case .unsuitable: return gate.notice("this terminal cannot show a full screen")
      case .other where leaves != .discarded:
        atNet.toggle()
        continue
      case .left, .other: break
      }
      guard let change else {
        if leaves == .discarded {
          _ = job.wait(10)
          job.discard()
          gate.result(
            "\(job.label) was discarded; its model is as it was before; `:undo` brings it back")
        }
        for line in session.news() { gate.result(line) }
        return
      }
      guard let next = begin(change, of: job) else { return }
      view.message = Self.said(change, next.label)
      (view.past, job) = (nil, next)
    }
  }

  /// The training of that name; without a name the newest that is on, otherwise the newest that has ended.
  private func job(toSee name: String) -> ShellJob? {
    if name.isEmpty, session.jobs.isEmpty,
      let ended = session.values.reversed().lazy.compactMap({ self.session.job(named: $0.name) })
        .first
    {
      return ended
    }
    return job(name)
  }

  /// Ends a run, and begins another with a change: both as if they were typed.
  private func begin(_ change: NetChange, of job: ShellJob) -> ShellJob? {
    let again: ChangedTraining
    switch session.changed(job, change) {
    case .success(let found): again = found
    case .failure(let problem):
      gate.notice(Problems.line(problem))
      return nil
    }
    let (isPaused, pace) = (job.snapshot.isPaused, job.feed.net?.pace)
    job.feed.requestStop()
    guard job.wait(10) else { return nil }
    for line in session.news() { gate.result(line) }
    // It begins as the other stood: a run that waits or walks makes no step faster than that.
    let begun = session.beginning(at: pace, isPaused: isPaused) {
      for source in again.sources {
        gate.result(source)
        guard run(source: source) == .completed else { return false }
      }
      return true
    }
    return begun ? session.job(named: again.name) : nil
  }

  /// What has become another, for the foot of the screen.
  static func said(_ change: NetChange, _ run: String) -> String {
    switch change {
    case .units(let layer, let count):
      "\(layer) has \(NumberText.count(count, "unit")) in \(run)"
    case .added(let layer):
      // Its matrix is the identity; what tanh or sigmoid make of that is another answer.
      "a layer more behind \(layer) in \(run), as near to no change as its activation allows"
    case .removed(let layer): "\(run) goes on without \(layer)"
    case .features(let features):
      features.isEmpty
        ? "\(run) reads the inputs alone"
        : "\(run) reads "
          + NetFeature.allCases.filter(features.contains).map { $0.name() }
          .joined(separator: ", ") + " as well"
    case .noise(let noise): "\(run) learns points with noise \(NumberText.general(noise))"
    }
  }
}

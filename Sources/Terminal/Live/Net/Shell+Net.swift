import Support

// `:live net`: the net of a training on the full screen, and what is typed for the reader there.
extension Shell {
  /// Shows the net of the training of that name, without a name of the newest; a run that takes its place is shown
  /// next.
  func showNet(_ name: String) {
    guard var job = self.job(ofNet: name) else { return }
    var view = NetScreen()
    while true {
      guard let net = job.feed.net else {
        return gate.notice(
          "the units of \(job.label) cannot be drawn\nhint: `:live \(job.label)` shows its curves; "
            + "a net is drawn of one model with one input of numbers")
      }
      var visit = NetVisit(job.feed, net, title: job.label, view: view)
      switch fullScreen.show(&visit) {
      case .ended(let signal):
        pendingEnd = signal
        return
      case .unsuitable: return gate.notice("this terminal cannot show a full screen")
      case .left: break
      }
      guard let (layer, count) = visit.wanted else {
        if visit.menu.leave == .discarded {
          _ = job.wait(10)
          job.discard()
        }
        for line in session.news() { gate.result(line) }
        return
      }
      guard let next = resize(job, layer, to: count, pace: net.pace) else { return }
      job = next
      view = visit.view
      view.past = nil
      view.message = "\(layer) has \(NumberText.count(count, "unit")) in \(job.label)"
    }
  }

  /// The training of that name; without a name the newest that is on, otherwise the newest that has ended.
  private func job(ofNet name: String) -> ShellJob? {
    if name.isEmpty, session.jobs.isEmpty,
      let ended = session.values.reversed().lazy.compactMap({ self.session.job(named: $0.name) })
        .first
    {
      return ended
    }
    return job(name)
  }

  /// Ends a run, and begins another with a layer of another size: both as if they were typed.
  private func resize(_ job: ShellJob, _ layer: String, to count: Int, pace: Double?) -> ShellJob? {
    guard let again = session.resized(job, layer, to: count) else {
      gate.notice(
        "\(job.label) cannot be begun again from here\nhint: give its model, its data and the run names: "
          + "`r = train m, d &`; then U and u change its layers")
      return nil
    }
    let isPaused = job.snapshot.isPaused
    job.feed.requestStop()
    guard job.wait(10) else { return nil }
    for line in session.news() { gate.result(line) }
    for source in again.sources {
      gate.result(source)
      guard run(source: source) == .completed else { return nil }
    }
    guard let next = session.job(named: again.name) else { return nil }
    next.feed.net?.pace = pace
    if isPaused { next.feed.requestPause() }
    return next
  }
}

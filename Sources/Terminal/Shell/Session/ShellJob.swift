import Support

/// A training as the shell's commands see it.
package struct ShellJob {
  /// What the user calls it.
  package var label: String
  /// Counts the trainings of the session; stands for a name where there is none.
  package var number: Int
  /// What a live chart reads, and what pauses and stops it.
  package var feed: any LiveFeed
  /// Lets it go on for so many epochs more; answers what is wrong with that.
  package var addEpochs: (Int) -> String?
  /// Ends it and puts its models back.
  package var discard: () -> Void
  /// Waits for its end, for at most so many seconds; answers whether it has come.
  package var wait: (Double) -> Bool

  /// A training under what the user calls it, and what can be done to it.
  package init(
    label: String, number: Int, feed: any LiveFeed, addEpochs: @escaping (Int) -> String?,
    discard: @escaping () -> Void, wait: @escaping (Double) -> Bool
  ) {
    self.label = label
    self.number = number
    self.feed = feed
    self.addEpochs = addEpochs
    self.discard = discard
    self.wait = wait
  }

  /// Where it stands now, without its curves.
  var snapshot: LiveSnapshot { feed.snapshot(since: .max) }
}

/// Where trainings stand, in the prompt and in `:jobs`.
enum JobText {
  /// `r 812/2000 0.0071`, as wide at the first step as at the last; what leaves no room for a line is
  /// left out: the steps, then all but the mark of a training.
  static func status(_ jobs: [ShellJob], columns: Int = .max) -> String? {
    guard let whole = status(jobs, hasSteps: true) else { return nil }
    if TextWidth.columns(of: whole) <= columns { return whole }
    let brief = status(jobs, hasSteps: false) ?? ""
    return TextWidth.columns(of: brief) <= columns ? brief : "*"
  }

  private static func status(_ jobs: [ShellJob], hasSteps: Bool) -> String? {
    guard let job = jobs.last else { return nil }
    let snapshot = job.snapshot
    let total = snapshot.totalSteps.map(String.init)
    let step = TextWidth.rightAligned(String(snapshot.step), to: total?.count ?? 8)
    var parts = [TextWidth.truncate(Sanitizer.visible(job.label), to: 20)]
    if snapshot.isPaused { parts.append("paused") }
    if hasSteps { parts.append(total.map { "\(step)/\($0)" } ?? step) }
    let loss = snapshot.metrics.first.map { NumberText.metric($0.value) } ?? ""
    parts.append(TextWidth.padded(loss, to: 7))
    return parts.joined(separator: " ") + (jobs.count > 1 ? " +\(jobs.count - 1)" : "")
  }

  /// One row for each: number, name, state, and as much of its progress as has room.
  static func table(_ jobs: [ShellJob], columns: Int) -> String {
    let heads = TextTable(
      rows: jobs.map { job in
        let snapshot = job.snapshot
        let state = snapshot.isFinished ? "ended  " : snapshot.isPaused ? "paused " : "running"
        return [String(job.number), job.label, state]
      })
    let width = heads.widths.reduce(0) { $0 + $1 + 2 }
    let room = max(10, columns - width - 1)
    return zip(heads.lines(), jobs).map { head, job in
      TextWidth.padded(head, to: width)
        + ProgressLine.text(job.snapshot, loss: nil, columns: room)
    }.joined(separator: "\n")
  }
}

import Support

/// One line about a running training: epoch, step, loss, metrics, speed, time left.
enum ProgressLine {
  /// The same on as many lines as it takes, for what stays: of a run that has ended nothing is left out.
  static func lines(
    _ snapshot: LiveSnapshot, loss: Double?, columns: Int, isStopping: Bool = false
  ) -> [String] {
    guard snapshot.isFinished else {
      return [text(snapshot, loss: loss, columns: columns, isStopping: isStopping)]
    }
    var lines: [String] = []
    for part in parts(snapshot, loss: loss, isStopping: isStopping).map(Sanitizer.visible) {
      if let last = lines.last, TextWidth.columns(of: last + "  " + part) <= columns {
        lines[lines.count - 1] += "  " + part
      } else {
        lines.append(TextWidth.truncate(part, to: columns))
      }
    }
    return lines
  }

  /// No wider than `columns`; what does not fit is left out. `state` comes first, in place of how the run has ended.
  static func text(
    _ snapshot: LiveSnapshot, loss: Double?, columns: Int, isStopping: Bool = false,
    state: String? = nil
  ) -> String {
    var line = state ?? ""
    for part in parts(snapshot, loss: loss, isStopping: isStopping, saysEnd: state == nil) {
      let longer = line.isEmpty ? part : line + "  " + part
      if TextWidth.columns(of: longer) > columns, !line.isEmpty { continue }
      line = longer
    }
    return TextWidth.truncate(Sanitizer.visible(line), to: columns)
  }

  /// How a run has ended.
  static func end(_ snapshot: LiveSnapshot, loss: Double?) -> String {
    if snapshot.wasStopped { return "stopped" }
    return loss.map(\.isFinite) == false ? "failed" : "finished"
  }

  private static func parts(
    _ snapshot: LiveSnapshot, loss: Double?, isStopping: Bool, saysEnd: Bool = true
  ) -> [String] {
    var parts: [String] = []
    if isStopping { parts.append("stopping…") }
    if snapshot.epoch > 0 { parts.append("epoch " + counted(snapshot.epoch, snapshot.epochs)) }
    parts.append("step " + counted(snapshot.step, snapshot.totalSteps))
    // The mean over the epoch says more than the last step, where the feed has it.
    if let loss, !snapshot.metrics.contains(where: { $0.name == "loss" }) {
      parts.append("loss " + NumberText.metric(loss))
    }
    for metric in snapshot.metrics {
      parts.append(metric.name + " " + NumberText.metric(metric.value))
    }
    if snapshot.isFinished {
      if saysEnd { parts.append(end(snapshot, loss: loss)) }
    } else {
      // Of the two the time left matters more; it comes first where the line is short.
      if let left = snapshot.secondsLeft { parts.append(duration(left) + " left") }
      if let speed = snapshot.samplesPerSecond, speed.isFinite, speed >= 0, speed < 1e15 {
        parts.append(NumberText.grouped(Int(saturating: speed.rounded())) + " samples/s")
      }
    }
    return parts
  }

  /// `0:42`, `12:05`, `3 h 20 min`, `2 d 4 h`.
  static func duration(_ seconds: Double) -> String { NumberText.duration(seconds) }

  private static func counted(_ done: Int, _ total: Int?) -> String {
    total.map { "\(done)/\($0)" } ?? "\(done)"
  }
}

/// How often a line is said anew where text is only added to: from two seconds on, ever more seldom.
struct ProgressPace {
  private var next = 0.0
  private var interval = 2.0

  mutating func isDue(at now: Double) -> Bool {
    guard now >= next else { return false }
    next = now + interval
    interval = min(interval * 3 / 2, 30)
    return true
  }
}

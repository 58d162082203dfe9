import Support

/// One line about a running training: epoch, step, loss, metrics, speed, time left.
enum ProgressLine {
  /// No wider than `columns`; what does not fit is left out.
  static func text(
    _ snapshot: LiveSnapshot, loss: Double?, columns: Int, isStopping: Bool = false
  ) -> String {
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
      parts.append(loss.map(\.isFinite) == false ? "failed" : "finished")
    } else {
      // Of the two the time left matters more; it comes first where the line is short.
      if let left = snapshot.secondsLeft { parts.append(duration(left) + " left") }
      if let speed = snapshot.samplesPerSecond, speed.isFinite, speed >= 0, speed < 1e15 {
        parts.append(NumberText.grouped(Int(saturating: speed.rounded())) + " samples/s")
      }
    }
    var line = ""
    for part in parts {
      let longer = line.isEmpty ? part : line + "  " + part
      if TextWidth.columns(of: longer) > columns, !line.isEmpty { continue }
      line = longer
    }
    return TextWidth.truncate(Sanitizer.visible(line), to: columns)
  }

  /// `0:42`, `12:05`, `3 h 20 min`, `2 d 4 h`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    let whole = Int(saturating: seconds.rounded())
    let minutes = whole / 60
    if minutes < 60 {
      let rest = whole % 60
      return "\(minutes):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
    let hours = minutes / 60
    return hours < 48 ? "\(hours) h \(minutes % 60) min" : "\(hours / 24) d \(hours % 24) h"
  }

  private static func counted(_ done: Int, _ total: Int?) -> String {
    total.map { "\(done)/\($0)" } ?? "\(done)"
  }
}

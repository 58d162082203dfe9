import Plots
import Sessions
import Support

extension VerificationReport {
  /// One line for the file with how many cells came out how, and below it what to look at.
  package var shown: Report { shown(withTimes: false) }

  /// The same; with times, how long each cell took stands below, the longest first.
  package func shown(withTimes: Bool) -> Report {
    var counts: [(label: String, count: Int)] = []
    for cell in cells {
      if let index = counts.firstIndex(where: { $0.label == cell.status.label }) {
        counts[index].count += 1
      } else {
        counts.append((cell.status.label, 1))
      }
    }
    let parts = counts.map { "\($0.count) \($0.label)" }
    let result = cells.isEmpty ? "no cells" : parts.joined(separator: ", ")
    let summary = Facts(
      sentence: "\(name): \(result)",
      [Fact("file", .text(name))] + counts.map { Fact($0.label, .count($0.count)) })
    return Report(
      "verification",
      [.facts(summary)] + cells.filter { $0.status.exitStatus != .ok }.map { .facts($0.shown) }
        + (withTimes ? cells.sorted { $0.seconds > $1.seconds }.map { .facts($0.took) } : []))
  }
}

extension VerificationReport.Status {
  /// What happened, with what differs in three columns: where, stored, now.
  fileprivate func told(columns: Int) -> [String] {
    guard case .differs(let items) = self else { return details }
    return items.flatMap { $0.told(columns: columns) }
  }
}

extension VerificationReport.Cell {
  fileprivate var took: Facts {
    Facts(
      sentence: "  \(NumberText.duration(seconds))  \(title)",
      [Fact("cell", .count(number)), Fact("took", .seconds(seconds))])
  }

  fileprivate var shown: Facts {
    let lines = ["  \(title): \(status.label)"] + status.told(columns: 76).map { "    " + $0 }
    return Facts(
      sentence: lines.joined(separator: "\n"),
      [
        Fact("cell", .count(number)), Fact("line", .count(line)),
        Fact("status", .text(status.label)),
      ])
  }
}

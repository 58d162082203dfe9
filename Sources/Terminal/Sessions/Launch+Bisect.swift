import Books
import Plots
import Sessions
import Support

extension Launch {
  /// `nabla bisect a.nabla.md b.nabla.md`: the first cell, epoch and layer that differ.
  package func bisect(_ first: String, _ second: String) -> ExitStatus {
    let commands = SessionCommands(
      gate: gate, capabilities: TerminalCapabilities(color: color, plain: isPlain),
      options: replayOptions)
    return commands.bisect(first, second)
  }
}

extension SessionCommands {
  /// Ends with 0 where both give the same, 1 where they differ.
  package func bisect(_ first: String, _ second: String) -> ExitStatus {
    guard let one = opened(first), let two = opened(second) else { return .unreadable }
    let finding = Bisection.find(one, two, options: options)
    gate.result(finding.words(first, second).joined(separator: "\n"))
    if finding.isInterrupted { return .interrupted }
    return gate.exitStatus ?? (finding.isSame ? .ok : .failed)
  }
}

extension Bisection.Finding {
  /// Whether neither has a cell that the other has not, or that gives something else.
  fileprivate var isSame: Bool { place == nil && counts[0] == counts[1] }

  fileprivate func words(_ first: String, _ second: String) -> [String] {
    var lines: [String] = []
    if !rewritten.isEmpty {
      let numbers = rewritten.map(String.init).joined(separator: ", ")
      lines.append(
        "\(rewritten.count == 1 ? "cell" : "cells") \(numbers): written otherwise, and the same comes out"
      )
    }
    let agree =
      "\(NumberText.count(agreeing, "cell")) \(agreeing == 1 ? "agrees" : "agree") bit for bit"
    if isInterrupted { return lines + [agree + ", then it was interrupted"] }
    guard let place else {
      if counts[0] == counts[1] { return lines + [agree + ": nothing differs"] }
      let longer = counts[0] > counts[1] ? first : second
      return lines + [
        "\(agree); \(longer) goes on for \(NumberText.count(abs(counts[0] - counts[1]), "cell"))"
      ]
    }
    lines.append(agree + ", then differ:")
    for (cell, name) in zip(place.cells, [first, second]) {
      lines.append("  \(name): \(VerificationReport.Cell(cell, .ok).title)")
    }
    lines.append("  the cells \(place.isRewritten ? "are written otherwise" : "are the same text")")
    return lines + place.differences.map { "  " + $0 }
  }
}

import Support

extension [VerificationReport] {
  /// The reports in the Test Anything Protocol, version 14: a line a cell, and below what is not ok a block that
  /// says why. Cells that were not compared are `# SKIP`, a session of which nothing could be read is a line by itself.
  package var tap: String {
    var lines = ["TAP version 14"]
    var number = 0
    for report in self {
      if let problem = report.problem {
        number += 1
        lines.append("not ok \(number) - \(tapText(report.name))")
        lines += tapBlock("unreadable", [problem], seconds: nil)
      }
      for cell in report.cells {
        number += 1
        let isOk = cell.status.exitStatus == .ok
        var line =
          "\(isOk ? "ok" : "not ok") \(number) - \(tapText(report.name)): \(tapText(cell.title))"
        if case .skipped(let reason) = cell.status { line += " # SKIP \(reason.rawValue)" }
        lines.append(line)
        if !isOk {
          lines += tapBlock(cell.status.label, cell.status.details, seconds: cell.seconds)
        }
      }
    }
    lines.append("1..\(number)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A YAML block, as the protocol has them below a line: texts are JSON's, which YAML reads.
  private func tapBlock(_ label: String, _ details: [String], seconds: Double?) -> [String] {
    var lines = ["  ---", "  message: \(JSON.text(Sanitizer.visible(label)))"]
    if let seconds { lines.append("  seconds: \(NumberText.fixed(seconds, decimals: 3))") }
    if !details.isEmpty {
      lines.append("  details:")
      lines += details.map { "    - \(JSON.text(Sanitizer.visible($0)))" }
    }
    return lines + ["  ..."]
  }

  /// What begins a directive or is its escape is escaped.
  private func tapText(_ text: String) -> String {
    Sanitizer.visible(text).reduce(into: "") { result, letter in
      if letter == "#" || letter == "\\" { result += "\\" }
      result.append(letter)
    }
  }
}

import Support

extension VerificationReport.Cell {
  /// `cell 3 (#xor), line 41`, `exercise (#wider), line 205`
  package var title: String {
    (kind == .cell ? "cell \(number)" : kind.rawValue) + (identifier.map { " (#\($0))" } ?? "")
      + ", line \(line)"
  }
}

extension VerificationReport.Status {
  /// What happened, in lines without indentation.
  package var details: [String] {
    switch self {
    case .differs(let items): items.flatMap(\.details)
    case .failed(_, let text), .notPermitted(let text):
      text.split(separator: "\n").map(String.init)
    case .unexpectedSuccess(.any): ["the cell was expected to end with an error"]
    case .unexpectedSuccess(.code(let code)): ["the cell was expected to end with error \(code)"]
    case .timedOut(let seconds): ["stopped after \(NumberText.general(seconds)) s"]
    case .ok, .okWithinTolerance, .okInShape, .rewritten, .skipped, .interrupted: []
    }
  }
}

extension OutputsComparison.Item {
  /// What happened, and below it the three columns of what differs, for somebody who looks on.
  package func told(columns: Int) -> [String] {
    let table = DifferenceTable(self).lines(columns: columns - 2).map { "  " + $0 }
    let details = details
    return table.isEmpty ? details : details.prefix(1) + table
  }

  fileprivate var details: [String] {
    let kind = (stored ?? computed)?.kind.rawValue ?? ""
    switch result {
    case .missing: return ["\(kind) output is not stored yet:"] + excerpt(computed)
    case .extra: return ["stored \(kind) output is no longer printed:"] + excerpt(stored)
    case .differs(let difference):
      return difference.details(in: kind, isCurve: stored?.kind == .curve)
    case .ok, .okWithinTolerance, .okInShape: return []
    }
  }

  private func excerpt(_ output: StoredOutput?) -> [String] {
    let lines = output?.body.split(separator: "\n").map(String.init) ?? []
    return lines.prefix(3).map { "  " + $0 } + (lines.count > 3 ? ["  …"] : [])
  }
}

extension OutputDifference {
  fileprivate func details(in output: String, isCurve: Bool) -> [String] {
    // A curve's rows begin with their epochs.
    let epoch = isCurve && line > 1 ? stored.split(separator: " ").first : nil
    let place =
      epoch.map { "\(output) output, first at epoch \($0): " }
      ?? (line > 0 ? "\(output) output, line \(line): " : "\(output) output: ")
    let both = ["  stored    \(stored)", "  computed  \(computed)"]
    switch kind {
    case .number(let stored, let computed):
      let change = NumberText.significant(abs(computed - stored), digits: 3)
      let numbers = "\(NumberText.general(stored)) is now \(NumberText.general(computed))"
      return [place + "\(numbers), \(change) apart"] + (line > 0 ? both : [])
    case .text: return [place + "the text is another"] + both
    case .lineCount(let stored, let computed):
      return [place + "\(stored) lines stored, \(computed) computed"] + both
    case .outputKind(let stored, let computed):
      return [
        place
          + "now \(withArticle(computed.rawValue)) output, stored was \(withArticle(stored.rawValue))"
      ]
    case .attribute(let name, let stored, let computed):
      return [place + "\(name)=\(stored ?? "none") is now \(name)=\(computed ?? "none")"]
    case .digest(let stored, let computed):
      return [
        place + "same digits shown, other numbers behind them", "  stored    \(stored)",
        "  computed  \(computed)",
      ]
    case .course(let stored, let computed):
      return [place + "the curve \(stored.rawValue), now it \(computed.rawValue)"]
    }
  }
}

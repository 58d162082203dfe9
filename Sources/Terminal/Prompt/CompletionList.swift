import Support

/// The list below the line on a second Tab.
enum CompletionList {
  /// Lines no wider than `columns`, at most `rows`; with summaries one candidate a line.
  static func lines(
    _ candidates: [CompletionAnswer.Candidate], columns: Int, rows: Int
  ) -> [String] {
    let names = candidates.map { Sanitizer.visible($0.text) }
    let widest = names.map { TextWidth.columns(of: $0) }.max() ?? 0
    var lines: [String]
    if candidates.contains(where: { !$0.summary.isEmpty }) {
      let column = min(widest, max(8, columns / 2)) + 2
      lines = zip(names, candidates).map { name, candidate in
        let summary = Sanitizer.visible(candidate.summary)
        let line = TextWidth.padded(name, to: column) + summary
        return TextWidth.truncate(WordWrap.trimmed(line), to: columns - 1)
      }
    } else {
      let perLine = max(1, (columns - 1) / (widest + 2))
      lines = stride(from: 0, to: names.count, by: perLine).map { start in
        let row = names[start..<min(start + perLine, names.count)]
        return WordWrap.trimmed(row.map { TextWidth.padded($0, to: widest + 2) }.joined())
      }
    }
    guard lines.count > max(2, rows) else { return lines }
    let kept = max(1, rows - 1)
    return lines.prefix(kept) + ["… \(lines.count - kept) more: type another letter"]
  }

  /// What all candidates begin with.
  static func commonPrefix(_ candidates: [CompletionAnswer.Candidate]) -> String {
    guard var common = candidates.first?.text else { return "" }
    for candidate in candidates.dropFirst() {
      while !candidate.text.hasPrefix(common) { common.removeLast() }
    }
    return common
  }
}

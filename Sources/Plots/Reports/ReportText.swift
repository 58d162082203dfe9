import Support

extension Report {
  /// The report as lines of text, as a session keeps it; figures are left out.
  ///
  /// With a limit, tables that are wider are cut between their columns. Sentences are left as they
  /// are: who shows them breaks them where his words break. Foreign text cannot steer a terminal.
  package func text(limit: Int? = nil) -> String {
    let head = title.isEmpty ? [] : [Sanitizer.visibleLine(title)]
    return (head + blocks.flatMap { $0.lines(indent, limit) }).joined(separator: "\n")
  }
}

extension Report.Block {
  fileprivate func lines(_ indent: Int, _ limit: Int?) -> [String] {
    switch self {
    case .facts(let facts): facts.lines(indent, limit)
    case .table(let table): table.lines(indent: indent, limit: limit)
    case .figure: []
    case .note(let text): indented(text, by: indent)
    }
  }
}

extension Facts {
  fileprivate func lines(_ indent: Int, _ limit: Int?) -> [String] {
    if let sentence { return indented(sentence, by: indent) }
    var layout = TextTable(header: ["", "", ""], alignments: [.left, alignment, .left])
    for fact in facts {
      layout.append([
        Sanitizer.visibleLine(fact.name), fact.value.text, Sanitizer.visibleLine(fact.note),
      ])
    }
    // Names and values stay beside one another; a note that has no room is broken like prose.
    return layout.lines(indent: indent)
  }
}

/// The lines of a text, so far in; blank ones stay empty.
private func indented(_ text: String, by indent: Int) -> [String] {
  Sanitizer.visible(text).split(separator: "\n", omittingEmptySubsequences: false).map {
    $0.isEmpty ? "" : String(repeating: " ", count: indent) + $0
  }
}

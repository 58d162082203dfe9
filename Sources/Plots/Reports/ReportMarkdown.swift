import Support

extension Report {
  /// The report in Markdown (CommonMark, with the tables of GitHub): a heading of the third level, then
  /// its blocks.
  ///
  /// Foreign text stands there as text: it makes no markup, and nothing of it can steer a terminal.
  /// Figures are drawn in characters.
  package var markdown: String {
    let head = title.isEmpty ? [] : ["### " + Markdown.text(title)]
    let parts = blocks.map(\.markdown).filter { !$0.isEmpty }
    return (head + parts).joined(separator: "\n\n") + "\n"
  }
}

extension Report.Block {
  fileprivate var markdown: String {
    switch self {
    case .facts(let facts): facts.markdown
    case .table(let table): table.markdown
    case .figure(let plot): Markdown.code(plot.picture)
    case .note(let text): Markdown.paragraph(text)
    }
  }
}

extension Facts {
  fileprivate var markdown: String {
    if let sentence { return Markdown.paragraph(sentence) }
    let hasNotes = facts.contains { !$0.note.isEmpty }
    let heads = ["", ""] + (hasNotes ? [""] : [])
    return Markdown.table(
      heads, alignments: [.left, alignment] + (hasNotes ? [.left] : []),
      rows: facts.map { fact in
        [Markdown.text(fact.name), fact.value.markdown]
          + (hasNotes ? [Markdown.text(fact.note)] : [])
      })
  }
}

extension Table {
  fileprivate var markdown: String {
    let rows = (0..<rowCount).map { row($0).map(\.markdown) }
    let table = Markdown.table(
      columns.map { Markdown.text($0.title) }, alignments: columns.map(\.alignment), rows: rows)
    let below = remarks.map { remark in
      Markdown.text(remark.title) + ": "
        + remark.items.map { Markdown.text($0.text) }.joined(separator: ", ")
    }
    return ([table] + below).joined(separator: "\n\n")
  }
}

extension Table.Cell {
  /// Blanks at the start of a cell would be lost.
  fileprivate var markdown: String {
    guard case .nested(let text, let depth) = self else { return Markdown.text(self.text) }
    return String(repeating: "&emsp;", count: max(0, depth)) + Markdown.text(text)
  }
}

extension Plot {
  /// Its picture in plain characters, as a session shows it.
  fileprivate var picture: String {
    let scene = PlotLayout.scene(self, width: 72, height: 16, capabilities: .plain)
    return PlainText.render(Raster.grid(scene)).joined(separator: "\n")
  }
}

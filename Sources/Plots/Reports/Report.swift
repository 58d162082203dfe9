import Support

/// What a verb has found out, as a value: what to say, nothing about where.
///
/// Texts, Markdown, HTML and JSON are made of it where it is shown, for the width and the medium
/// there, as charts are of plots.
package struct Report: Sendable, Equatable {
  /// One part of a report; parts stand below one another.
  package enum Block: Sendable, Equatable {
    /// Named values.
    case facts(Facts)
    /// Rows and columns.
    case table(Table)
    /// A picture of it, which a terminal draws only when it is asked: `plot e`.
    case figure(Plot)
    /// A sentence, or lines that are laid out already.
    case note(String)
  }

  /// What it is, in one word that programs tell it by: `evaluation`, `cost`.
  package var kind: String
  /// The line above it; empty where its first block begins at once.
  package var title: String
  /// From the first to the last.
  package var blocks: [Block]
  /// How far text stands in below the title, in columns.
  package var indent: Int

  /// Blocks below a title, `indent` columns in; at the margin where there is no title.
  package init(_ kind: String, title: String = "", indent: Int = 2, _ blocks: [Block]) {
    self.kind = kind
    self.title = title
    self.blocks = blocks
    self.indent = title.isEmpty ? 0 : indent
  }

  /// What a session keeps of it: `...` stands for whatever a clock decided, so that it is the same each time.
  package var settled: Report {
    var report = self
    report.blocks = blocks.map { block in
      switch block {
      case .facts(let facts): .facts(facts.settled)
      case .table(let table): .table(table.settled)
      case .figure, .note: block
      }
    }
    return report
  }

  /// The first picture in it.
  package var figure: Plot? {
    for case .figure(let plot) in blocks { return plot }
    return nil
  }
}

/// Named values that belong together.
package struct Facts: Sendable, Equatable {
  /// In the order in which they are shown.
  package var facts: [Fact]
  /// How a person reads them all in one line; without, they stand below one another.
  package var sentence: String?
  /// The side on which their values stand.
  package var alignment: TextTable.Alignment

  /// Below one another: names, values, and notes where there are any.
  package init(_ facts: [Fact], alignment: TextTable.Alignment = .left) {
    self.facts = facts
    self.alignment = alignment
    sentence = nil
  }

  fileprivate var settled: Facts {
    var facts = self
    facts.facts = self.facts.map(\.settled)
    return facts
  }

  /// A sentence, and what it says as values.
  package init(sentence: String, _ facts: [Fact] = []) {
    self.facts = facts
    self.sentence = sentence
    alignment = .left
  }
}

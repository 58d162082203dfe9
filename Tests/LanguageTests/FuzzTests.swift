import Testing

@testable import Language

@Suite struct FuzzTests {
  /// Knuth's MMIX generator: the edits are the same on every machine.
  struct Generator {
    var state: UInt64
    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(limit, 1)))
    }
  }

  private static let pieces = [
    "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "..", "=", "==", "->", "&", "-", "^", "@",
    "\n", "\r", "\"", "'", "#", " ", "\\", "%", "not", "and", "fn", "for", "in", "if", "else",
    "repeat", "at", "model", "data", "block", "train", "step", "sweep", "fit", "lr=", "x", "3",
    "1e", "5k", "η", "日本", "\u{301}", "\u{0}", "dense", "add { path { } }", "'relu'", "x -> ",
    "{a: ", "{\"a b\": 1, ", "}.a",
  ]

  /// A few deletions, insertions and copies in one program.
  static func edited(_ program: String, _ random: inout Generator) -> String {
    var scalars = Array(program.unicodeScalars)
    for _ in 0...random.below(4) {
      let at = random.below(scalars.count + 1)
      let to = min(scalars.count, at + random.below(12))
      switch random.below(4) {
      case 0: scalars.removeSubrange(at..<to)
      case 1: scalars.insert(contentsOf: Array(scalars[at..<to]), at: random.below(scalars.count))
      default:
        scalars.insert(contentsOf: Array(pieces[random.below(pieces.count)].unicodeScalars), at: at)
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  @Test(arguments: 0..<8)
  func `10,000 edited programs give errors inside the text and nothing worse`(seed: Int) {
    var random = Generator(state: UInt64(seed + 1))
    for _ in 0..<1250 {
      let source = Self.edited(SamplePrograms.all[random.below(SamplePrograms.all.count)], &random)
      let count = source.utf8.count
      let analysis = Analysis.of(source, catalog: SampleCatalog.catalog)
      for diagnostic in analysis.diagnostics {
        guard let span = diagnostic.span, span.start >= 0, span.start <= span.end, span.end <= count
        else {
          Issue.record("\(diagnostic) in \(source)")
          continue
        }
        if diagnostic.severity == .error, diagnostic.hint?.isEmpty ?? true {
          Issue.record("no hint: \(diagnostic)")
        }
        let text = DiagnosticText.render(diagnostic, source: source)
        if !text.contains(diagnostic.severity.rawValue) { Issue.record("\(text)") }
      }
      for statement in analysis.program.statements where statement.span.end > count {
        Issue.record("\(statement.span) in \(source)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func `completion, colours and the Enter key take every text`(seed: Int) {
    var random = Generator(state: UInt64(seed + 100))
    for _ in 0..<250 {
      let source = Self.edited(SamplePrograms.all[random.below(SamplePrograms.all.count)], &random)
      let count = source.utf8.count
      let cursor = random.below(count + 2) - 1
      let result = Completion.candidates(
        source, cursor: cursor, catalog: SampleCatalog.catalog, names: [("net", ""), ("net.h", "")])
      if result.replace.start > result.replace.end || result.replace.end > count {
        Issue.record("\(result.replace) in \(source)")
      }
      var end = 0
      for (span, _) in Highlighter.spans(source, catalog: SampleCatalog.catalog) {
        if span.start < end || span.end > count { Issue.record("\(span) in \(source)") }
        end = span.end
      }
      _ = Completeness.of(source)
      _ = AliasExpander.expand(ProgramText(source), catalog: SampleCatalog.catalog)
    }
  }
}

import Language
import Support
import TestSupport
import Testing
import Workbench

/// Whoever follows README in a clone of the repository sees what it shows.
@Suite struct ReadmeTests {
  private static let readme = text(of: "README.md").map(ReadmeText.init)
  private static let screens = (readme?.blocks ?? []).filter { !$0.inputs.isEmpty }

  @Test func `it has screens and programs`() {
    #expect(Self.screens.count == 5)
    #expect(Self.programs.count == 1)
  }

  @Test func `every input of a screen answers what is shown`() throws {
    try withClone { folder in
      var (transcript, last) = (Screen(folder), 0)
      for block in Self.screens {
        // Another screen, unless it goes on with the numbers of the one above.
        if block.inputs[0].number != last + 1 { transcript = Screen(folder) }
        var (isLive, above) = (false, "")
        for input in block.inputs {
          last = input.number
          // From here on it depends on when somebody typed.
          isLive = isLive || input.text.hasSuffix("&")
          if input.text.hasPrefix(":") { continue }
          guard !isLive else {
            #expect(Parser.parse(input.text).diagnostics.isEmpty, "\(input.text)")
            continue
          }
          // `_` is the prompt's: what the input above has given.
          let said = transcript.run(
            input.text.hasPrefix("_ ") ? "(\(above))\(input.text.dropFirst())" : input.text)
          above = input.text
          let shown = input.answer.compactMap(Self.deterministic)
          #expect(
            said.contains("error E") == shown.contains { $0.hasPrefix("error E") },
            "\(input.text)\n\(said)")
          var rest = words(of: said)[...]
          for line in shown {
            guard let range = rest.firstRange(of: words(of: line)) else {
              Issue.record("\(input.text) does not answer\n\(line)\nbut\n\(said)")
              break
            }
            rest = rest[range.upperBound...]
          }
        }
      }
    }
  }

  private static let programs = (readme?.blocks ?? []).filter { block in
    block.language.isEmpty && block.lines.contains { $0.hasPrefix("r = train") }
      && block.inputs.isEmpty
  }

  @Test func `every program runs`() throws {
    try withClone { folder in
      for block in Self.programs {
        let said = Screen(folder).run(block.lines.joined(separator: "\n"))
        #expect(!said.contains("error E"), "\(said)")
      }
    }
  }

  @Test func `what :save is said to write is a program`() {
    let shown = Self.screens.flatMap(\.inputs).flatMap { input in
      input.answer.drop { !$0.hasPrefix("$ tail") }.dropFirst()
    }
    #expect(!shown.isEmpty)
    #expect(Parser.parse(shown.joined(separator: "\n")).diagnostics.isEmpty)
  }

  @Test func `statements within sentences and tables can be typed`() {
    let spans = (Self.readme?.spans ?? []).filter { span in
      ["r = ", "s = ", "predict ", "plot ", "compare ", "r.", "out[", "set ", "trace "]
        .contains { span.hasPrefix($0) } || span.hasSuffix(" &")
    }
    #expect(spans.count > 8)
    for span in spans {
      #expect(Parser.parse(span).diagnostics.isEmpty, "\(span)")
    }
  }

  /// A line that is the same whenever the input runs: no part of a chart, no time or speed.
  private static func deterministic(_ line: String) -> String? {
    let isDrawn = line.unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) }
    let isAxis = line.allSatisfy { $0.isNumber || " .,-−M".contains($0) }
    if isDrawn || isAxis || line.hasSuffix(" points") || line.hasPrefix("nabla 0.") { return nil }
    if let weights = line.firstRange(of: "weights "), line.contains("samples/s") {
      return String(line[weights.lowerBound...])
    }
    if line.contains("  step ") {
      // The foot of a live chart; its head says the mean.
      guard line.hasPrefix("epoch "), let loss = line.firstRange(of: "loss ") else { return nil }
      return String(
        line[loss.lowerBound...].split(separator: " ")
          .prefix(2).joined(separator: " "))
    }
    return line
  }

  private static func text(of name: String) -> String? {
    let bytes = try? InputFile.read(SourceFiles.root() + "/" + name, limit: 1 << 20)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A folder with the files that examples read.
  private func withClone(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      let license = try #require(Self.text(of: "LICENSE"))
      try AtomicFile.write(Array(license.utf8), to: folder + "/LICENSE")
      try body(folder)
    }
  }
}

/// Words with one blank between them, however lines are broken.
private func words(of text: String) -> String {
  text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
}

/// What a person sees of an interpreter: asides as well, no pictures.
private struct Screen {
  let host = RecordingHost()
  let interpreter: Interpreter

  init(_ folder: String) {
    interpreter = Interpreter(options: .init(threads: 1, folder: folder), host: host)
  }

  func run(_ source: String) -> String {
    interpreter.run(source)
    return host.take().compactMap { output in
      switch output {
      case .value(let text), .text(let text), .aside(let text): text
      case .report(let report), .runLine(let report, _): report.text()
      case .curve, .plot: nil
      case .diagnostic(let diagnostic, let source, let firstLine):
        DiagnosticText.render(diagnostic, source: source, firstLine: firstLine)
      }
    }.joined(separator: "\n")
  }
}

import Exchange
import Glibc
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Models as pictures: flowcharts of Mermaid, graphs of Graphviz, SVG.
@Suite("Diagrams of models")
struct DiagramTests {
  private static let models = [
    "model 4 { dense 8, activation=relu; dropout 0.1; dense 2, activation=softmax }",
    "model 4 { residual { dense 4, activation=tanh; residual { dense 4 } }; dense 3 }",
    "model left=[3], right=[4] { add { path { from left; dense 4 }; path { from right } }; dense 2 }",
    "model 4 { h: dense 4; a: dense 2; from h; dense 3; concatenate { path { from a }; path { } ; path { dense 2; dense 2 } } }",
    "model [7, 4] { bidirectional { lstm 5, return_sequences=true }; time_distributed { dense 3 }; gru 6; dense 2 }",
    "model [8, 8, 3] { repeat 2 { conv2d 4, 3, padding=same; relu }; flatten; dense 2 }",
    "model 4 { concatenate { path { dense 2 }; path { dense 3; dense 2 }; path { residual { dense 4 } } }; dense 1 }",
  ]

  private static func diagram(_ text: String) throws -> ModelDiagram {
    let transcript = Transcript()
    let said = transcript.run("enc = block { dense 4; relu }\nm = \(text)")
    guard case .model(let model)? = transcript.interpreter["m"] else {
      Issue.record("\(text): \(said)")
      throw CardProblem.severalModels([])
    }
    return ModelDiagram(model)
  }

  @Test(arguments: models) func `every box is reached, and arrows lead on`(_ text: String) throws {
    let diagram = try Self.diagram(text)
    for arrow in diagram.arrows { #expect(arrow.from < arrow.to) }
    let reached = Set(diagram.arrows.map(\.to))
    for index in diagram.boxes.indices where diagram.boxes[index].kind != .input {
      #expect(reached.contains(index), "\(diagram.boxes[index].name)")
    }
    #expect(Set(diagram.boxes.map(\.name)).count == diagram.boxes.count)
  }

  @Test func `a residual has two arrows, one of them around`() throws {
    let diagram = try Self.diagram("model 4 { residual { dense 4 }; dense 3 }")
    #expect(diagram.boxes.map(\.word) == ["input", "dense", "add", "dense"])
    let arrows = diagram.arrows.map { "\($0.from)\($0.isShortcut ? "~" : "-")\($0.to)" }
    #expect(arrows == ["0-1", "1-2", "0~2", "2-3"])
    #expect(diagram.boxes[1].lines == ["dense", "[4] · 20 weights"])
  }

  /// The part of Mermaid's grammar that flowcharts here need.
  private func isFlowchart(_ text: String) -> Bool {
    var lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter {
      !$0.hasPrefix("%%")
    }
    guard lines.first == "flowchart TD" else { return false }
    lines.removeFirst()
    var (depth, known) = (0, Set<Substring>())
    for line in lines {
      if line == "end" {
        depth -= 1
        if depth < 0 { return false }
      } else if let group = line.wholeMatch(of: /subgraph (g\d+)\["[^"<>]*"\]/) {
        guard known.insert(group.1).inserted else { return false }
        depth += 1
      } else if let box = line.wholeMatch(of: /(n\d+)(\["[^"]*"\]|\(\["[^"]*"\]\)|\{\{"[^"]*"\}\})/)
      {
        guard known.insert(box.1).inserted else { return false }
      } else if let arrow = line.wholeMatch(of: /(n\d+) (-->|-\.->) (n\d+)/) {
        guard known.contains(arrow.1), known.contains(arrow.3) else { return false }
      } else {
        return false
      }
    }
    return depth == 0
  }

  @Test(arguments: models) func `Mermaid's grammar holds`(_ text: String) throws {
    let flowchart = try Self.diagram(text).mermaid(comment: "x")
    #expect(isFlowchart(flowchart), "\(flowchart)")
  }

  @Test func `labels cannot end what they stand in`() throws {
    let diagram = try Self.diagram("model 4 { dense 4, activation=(x -> x * 2); dense 1 }")
    #expect(isFlowchart(diagram.mermaid(comment: "x")))
    let picture = diagram.picture()
    #expect(picture.contains("&gt;") || !picture.contains("->"))
  }

  private static let dot = "/usr/bin/dot"

  @Test(.enabled(if: InputFile.exists(dot), "Graphviz is not there"), arguments: models)
  func `Graphviz accepts it`(_ text: String) throws {
    try TemporaryFolder.use { folder in
      let graph = try Self.diagram(text).graphviz(comment: "x")
      try AtomicFile.write(Array(graph.utf8), to: folder + "/m.dot")
      let status = try ChildProcess.run(
        [Self.dot, "-Tsvg", "-o", folder + "/m.svg", folder + "/m.dot"], output: folder + "/said")
      let said = String(
        decoding: try InputFile.read(folder + "/said", limit: 1 << 16), as: UTF8.self)
      #expect(status == 0 && said.isEmpty, "\(said)")
    }
  }

  @Test func `export writes them, and again over its own`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        "m = \(Self.models[1])\n"
          + (0..<2).map { _ in "export m, \"m.mmd\"; export m, \"m.dot\"; export m, \"m.svg\"" }
          .joined(separator: "\n"))
      #expect(!said.contains("error"), "\(said)")
      #expect(FolderListing.names(in: folder) == [".nabla-written", "m.dot", "m.mmd", "m.svg"])
    }
  }
}

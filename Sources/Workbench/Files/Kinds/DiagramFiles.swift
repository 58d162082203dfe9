import Catalog
import Exchange
import Learning

/// What stands in the first line of each diagram, by which it is known as ours.
private let diagramMark = "drawn by nabla of model"

/// Models as flowcharts of Mermaid.
enum MermaidFile {
  static let kind = FileKind(
    signature: FileSignature(
      "Mermaid", "a flowchart of Mermaid", suffixes: [".mmd"], otherSuffixes: [".mermaid"],
      holds: [.export], mark: "%% " + diagramMark,
      advice: { _ in "GitHub and Mermaid draw it" }),
    exports: [
      .model { model, _ in
        ExportedFiles(Array(ModelDiagram(model).mermaid(comment: diagramMark).utf8))
      }
    ])
}

/// Models as graphs of Graphviz.
enum GraphvizFile {
  static let kind = FileKind(
    signature: FileSignature(
      "Graphviz", "a graph of Graphviz", suffixes: [".dot"], otherSuffixes: [".gv"],
      holds: [.export], mark: "// " + diagramMark,
      advice: { "`dot -Tsvg \($0)` draws it" }),
    exports: [
      .model { model, _ in
        ExportedFiles(Array(ModelDiagram(model).graphviz(comment: diagramMark).utf8))
      }
    ])
}

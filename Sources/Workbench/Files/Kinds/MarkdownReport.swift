import Catalog
import Plots

/// Reports as Markdown, for notes and for pages that show it.
enum MarkdownReport {
  private static let mark = "<!-- written by nabla -->\n"

  /// A file that is read by a name that ends so may be a session, whose kind is asked before this one.
  static let kind = FileKind(
    signature: FileSignature(
      "Markdown", "a Markdown text", suffixes: [".md"], holds: [.report, .export], mark: mark,
      advice: { _ in "an editor shows it" }),
    exports: [
      .model(options: ["data"]) { model, request in
        ExportedFiles(Array((try ModelCard(of: model, request).text + mark).utf8))
      },
      .run(options: ["data"]) { run, request in
        guard run.models.count == 1 else { throw CardProblem.severalModels(run.models.map(\.name)) }
        return ExportedFiles(
          Array((try ModelCard(of: run.models[0], request, run: run).text + mark).utf8))
      },
    ],
    writeReport: { Array(($0.markdown + "\n" + mark).utf8) })
}

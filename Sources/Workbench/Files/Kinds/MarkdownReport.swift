import Catalog
import Plots

/// Reports as Markdown, for notes and for pages that show it.
enum MarkdownReport {
  private static let mark = "<!-- written by nabla -->\n"

  /// A file that is read by a name that ends so may be a session, whose kind is asked before this one.
  static let kind = FileKind(
    signature: FileSignature(
      "Markdown", "a Markdown text", suffixes: [".md"], holds: [.report], mark: mark,
      advice: { _ in "an editor shows it" }),
    writeReport: { Array(($0.markdown + "\n" + mark).utf8) })
}

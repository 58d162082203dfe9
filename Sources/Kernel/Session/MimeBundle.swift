import Books
import Plots
import Sessions
import Support
import Workbench

/// One thing to show in the forms that a frontend chooses from.
struct MimeBundle {
  /// Always there: consoles show nothing else.
  var plain: String
  var html: String?
  var svg: String?
  /// What a session stores of it, so that a notebook that ran here becomes one that verifies.
  var note: JSON?

  /// A value as the prompt prints it. Control characters are made visible: what a frontend shows may be a
  /// terminal.
  init(_ text: String) { plain = Sanitizer.visible(text) }

  /// A line that no session stores.
  static func aside(_ text: String) -> MimeBundle {
    var bundle = MimeBundle(text)
    bundle.note = Notebook.asideNote
    return bundle
  }

  /// A table, also as a piece of HTML without styles.
  init(_ report: Report) {
    plain = Sanitizer.visible(report.text())
    html = report.html
  }

  /// A chart, also as a picture; `words` take the place of its text.
  init(_ plot: Plot, words: String? = nil) {
    plain = words ?? Self.text(of: plot)
    svg = SVG.render(plot)
  }

  /// The same with what a session stores of the output that it shows.
  func noted(_ output: Output, _ options: Interpreter.Options) -> MimeBundle {
    var copy = self
    copy.note = StoredNote.of(output, beside: plain, options)
    return copy
  }

  var byteCount: Int { plain.utf8.count + (html?.utf8.count ?? 0) + (svg?.utf8.count ?? 0) }

  /// Its forms by their types.
  var data: JSON {
    var members = [JSON.Member("text/plain", .text(plain))]
    if let html { members.append(JSON.Member("text/html", .text(html))) }
    if let svg { members.append(JSON.Member("image/svg+xml", .text(svg))) }
    if let note { members.append(JSON.Member(Notebook.noteType, note)) }
    return .object(members)
  }

  /// The chart in characters, 72 columns wide.
  private static func text(of plot: Plot) -> String {
    let scene = PlotLayout.scene(plot, width: 72, height: 16, capabilities: Capabilities())
    return ANSIText.printed(Raster.grid(scene), depth: .none).joined(separator: "\n")
  }
}

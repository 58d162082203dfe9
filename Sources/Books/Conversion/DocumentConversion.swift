import Catalog
import Language
import Plots
import Sessions
import Support
import Workbench

/// A session, notebook or program made into another of them, or into a page.
package struct DocumentConversion {
  /// What such a file is.
  package enum Kind: Sendable, Equatable {
    case session, notebook, program, page

    /// The kind of file, as the registry knows it; `nil` for data, models and others.
    package init?(_ signature: FileSignature) {
      switch signature.name {
      case SessionFile.signature.name: self = .session
      case NotebookFile.signature.name: self = .notebook
      case ProgramFile.signature.name: self = .program
      case "HTML": self = .page
      default: return nil
      }
    }

    /// The kind that a new file of this name has.
    package init?(named path: String) {
      guard let signature = Vocabulary.standard.catalog.files.named(path), signature.canName(path)
      else { return nil }
      self.init(signature)
    }

    /// Whether it can be read; pages are only written.
    package var isReadable: Bool { self != .page }
  }

  /// What is read, as a session.
  package private(set) var document: SessionDocument
  /// What did not come into it.
  package private(set) var leftOut = NotebookLeftOut()
  /// What the run of its cells means for the exit status of a command.
  package private(set) var status = ExitStatus.ok
  /// The language of a notebook's code where it is not nabla: the cells are shown and not run.
  package private(set) var foreignLanguage: String?
  /// What is told of code of other languages, a line each.
  package private(set) var codeRemarks: [String] = []
  /// What is drawn of the outputs of each cell, by its number, where that is known.
  private var drawn: [Int: [DrawnOutput]] = [:]

  /// Reads a file. Beside cells of Python stand the lines of nabla that say the same, where they are understood.
  package init(_ bytes: [UInt8], of kind: Kind, name: String) throws {
    switch kind {
    case .session, .page: document = try SessionDocument.parse(bytes, name: name)
    case .program:
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw TerminalProblem.programIsNoText(path: name)
      }
      document = try SessionDocument.parse(
        ProgramSession.session(of: text, name: name), name: name)
    case .notebook:
      let notebook: Notebook
      do {
        (notebook, leftOut) = try Notebook.read(bytes)
      } catch let problem as NotebookProblem {
        throw ConversionProblem.notebook(path: name, problem)
      }
      var remarks: [String] = []
      let session = PromptCommands.parted(notebook).session(name: name) { cells in
        let translated = TranslatedCells(cells)
        remarks = translated.remarks
        return translated.texts
      }
      codeRemarks = remarks
      document = try SessionDocument.parse(session.bytes, name: name)
      leftOut.changedQuestions = session.changedQuestions
      if !notebook.isSession, notebook.language != "nabla" { foreignLanguage = notebook.language }
    }
  }

  /// Runs the cells, so that what is written shows what they give now, charts as they are drawn.
  package mutating func run(
    _ options: Replay.Options, onCell: (SessionCell) -> Void = { _ in }
  ) throws {
    let run = try SessionRun(document, options: options, onCell: onCell)
    (document, status, drawn) = (run.document, run.status, run.drawn)
  }

  /// A session whose cells have run: what each printed, in their order.
  package init(_ session: [UInt8], name: String, printed: [[Output]]) throws(SessionError) {
    document = try SessionDocument.parse(session, name: name)
    for (index, outputs) in printed.enumerated() {
      drawn[index + 1] = OutputGroups.drawn(outputs, cell: index + 1)
    }
  }

  /// The file of another kind.
  package func bytes(as kind: Kind) -> [UInt8] {
    switch kind {
    case .session: document.bytes
    case .notebook: document.notebook(drawn: drawn).bytes
    case .program: Array(ProgramSession.program(of: document).utf8)
    case .page: Array(page.utf8)
    }
  }

  /// A name without the end that says what the file is: what a document is called.
  package static func stem(of path: String) -> String {
    Vocabulary.standard.catalog.files.named(path)?.stem(of: path) ?? path
  }

  /// How many charts are drawn.
  package var chartCount: Int {
    document.cells.reduce(0) { sum, cell in
      sum + cell.outputs.indices.count { drawn(cell.number, $0).svg != nil }
    }
  }

  /// How many cells are shown and not run: in a program they are comments.
  package var shownCount: Int { document.cells.count { $0.options.isNotRun } }

  /// Charts of which there are words only until the cells are run.
  package var undrawnCount: Int {
    document.cells.reduce(0) { sum, cell in
      sum
        + cell.outputs.enumerated().count { index, stored in
          stored.output.kind == .plot && drawn(cell.number, index).svg == nil
        }
    }
  }

  private func drawn(_ cell: Int, _ output: Int) -> DrawnOutput {
    if let known = drawn[cell], known.indices.contains(output), known[output] != DrawnOutput() {
      return known[output]
    }
    guard document.cells.indices.contains(cell - 1) else { return DrawnOutput() }
    let outputs = document.cells[cell - 1].outputs
    guard outputs.indices.contains(output) else { return DrawnOutput() }
    return DrawnOutput(stored: outputs[output].output, id: "\(cell)-\(output)")
  }

  private var page: String {
    let catalog = Vocabulary.standard.catalog
    let pictures = PagePictures(folder: SessionPath.folder(of: document.name))
    let page = SessionPage(
      document, painted: { PaintedProgram.html($0, catalog) }, drawn: drawn,
      picture: pictures.address)
    return SessionPage.html(page, mark: "<!-- drawn by nabla -->\n")
  }
}

/// A program as HTML, each word of the class that says what it is.
enum PaintedProgram {
  /// The text, escaped, with `<span class="verb">` and the like around what has a style.
  static func html(_ source: String, _ catalog: Catalog) -> String {
    let bytes = Array(source.utf8)
    var (result, position) = ("", 0)
    func text(_ range: Range<Int>) -> String {
      HTMLText.escaped(String(decoding: bytes[range], as: UTF8.self))
    }
    for (span, style) in Highlighter.spans(source, catalog: catalog)
    where span.start >= position && span.end <= bytes.count {
      result += text(position..<span.start)
      let part = text(span.start..<span.end)
      result += isPlain(style) ? part : "<span class=\"\(style.rawValue)\">\(part)</span>"
      position = span.end
    }
    return result + text(position..<bytes.count)
  }

  private static func isPlain(_ style: Style) -> Bool { style == .name || style == .operatorSign }
}

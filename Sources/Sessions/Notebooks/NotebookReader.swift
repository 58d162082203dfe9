import Support

extension Notebook {
  /// Reads a notebook of the formats 3 and 4, with what of it is left out.
  ///
  /// Pictures are never taken: a session draws its charts from their numbers. Whatever the file holds, what is
  /// kept is less than 32 MiB of text.
  package static func read(_ file: [UInt8]) throws(NotebookProblem) -> (Notebook, NotebookLeftOut) {
    let thinned = try ThinnedJSON(file)
    let json: JSON
    do {
      json = try JSON.read(thinned.bytes, named: "notebook")
    } catch {
      let line = thinned.bytes.prefix(error.offset).reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      throw .noJSON(line: line, expected: error.expected, found: error.found)
    }
    var reader = NotebookReader()
    reader.leftOut.longTexts = thinned.longTexts
    let notebook = try reader.notebook(json)
    return (notebook, reader.leftOut)
  }
}

/// Makes the cells of a notebook's JSON.
struct NotebookReader {
  var leftOut = NotebookLeftOut()
  private var isOld = false
  private var number = 0

  mutating func notebook(_ json: JSON) throws(NotebookProblem) -> Notebook {
    guard case .object = json else { throw .noCells }
    if let version = json["nbformat"]?.wholeNumber, !(3...4).contains(version) {
      throw .version(version)
    }
    isOld = json["nbformat"]?.wholeNumber == 3 || json["worksheets"] != nil
    guard let cells = cells(of: json) else { throw .noCells }
    if cells.count > SessionLimits.blocks { throw .tooManyCells(limit: SessionLimits.blocks) }
    let metadata = json["metadata"]
    var notebook = Notebook([], language: language(metadata, cells))
    for cell in cells {
      number += 1
      if let cell = try self.cell(cell) { notebook.cells.append(cell) }
    }
    notebook.title = metadata?["title"]?.string
    if let own = metadata?["nabla"], case .object = own {
      notebook.isSession = true
      notebook.head = own["head"]?.joined ?? ""
      notebook.hasCRLF = own["line_end"]?.string == "\r\n"
    }
    return notebook
  }

  private func cells(of json: JSON) -> [JSON]? {
    if case .list(let cells)? = json["cells"] { return cells }
    guard case .list(let sheets)? = json["worksheets"] else { return nil }
    return sheets.flatMap { sheet in
      if case .list(let cells)? = sheet["cells"] { return cells }
      return []
    }
  }

  private func language(_ metadata: JSON?, _ cells: [JSON]) -> String {
    let found =
      metadata?["language_info"]?["name"]?.string ?? metadata?["kernelspec"]?["language"]?.string
      ?? cells.lazy.compactMap { $0["language"]?.string }.first ?? "python"
    let word = found.lowercased().unicodeScalars.prefix(32).filter { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        || "+#-_.".unicodeScalars.contains(scalar)
    }
    return word.isEmpty ? "python" : word.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  private mutating func cell(_ json: JSON) throws(NotebookProblem) -> Notebook.Cell? {
    guard let type = json["cell_type"]?.string else {
      throw .badCell(number: number, part: "cell_type", expected: "a word")
    }
    guard let kind = isOld && type == "heading" ? .markdown : Notebook.Cell.Kind(rawValue: type)
    else {
      leftOut.unknown += 1
      return nil
    }
    let part = isOld && kind == .code ? "input" : "source"
    guard let source = (json[part] ?? "").joined else {
      throw .badCell(number: number, part: part, expected: "a text or a list of lines")
    }
    var cell = Notebook.Cell(kind, source.replacing("\r\n", with: "\n"))
    if type == "heading" {
      let level = max(1, min(6, json["level"]?.wholeNumber ?? 1))
      cell.source = String(repeating: "#", count: level) + " " + cell.source
    }
    cell.id = json["id"]?.string ?? ""
    cell.count = json["execution_count"]?.wholeNumber
    if case .object(let files)? = json["attachments"] { leftOut.attachments += files.count }
    readMetadata(json["metadata"], into: &cell)
    if kind == .code { cell.outputs = try outputs(json["outputs"] ?? []) }
    return cell
  }

  private func readMetadata(_ metadata: JSON?, into cell: inout Notebook.Cell) {
    cell.tags = metadata?["tags"]?.items(\.string) ?? []
    guard let own = metadata?["nabla"] else { return }
    cell.notes.kind = own["kind"]?.string
    cell.notes.options = own["options"]?.string
    cell.notes.gap = own["gap"]?.string
    cell.notes.text = own["text"]?.joined
  }

  private mutating func outputs(_ json: JSON) throws(NotebookProblem) -> [Notebook.Output] {
    guard case .list(let items) = json else {
      throw .badCell(number: number, part: "outputs", expected: "a list")
    }
    var outputs: [Notebook.Output] = []
    for item in items {
      switch item["output_type"]?.string {
      case "stream": outputs.append(.stream(try text(item["text"], "text")))
      case "error", "pyerr": outputs.append(error(item))
      case "display_data", "execute_result", "pyout":
        if let shown = try shown(item) { outputs.append(.shown(shown)) }
      default: leftOut.unknown += 1
      }
    }
    return outputs
  }

  private func text(_ json: JSON?, _ part: String) throws(NotebookProblem) -> String {
    guard let text = (json ?? "").joined else {
      throw .badCell(number: number, part: part, expected: "a text or a list of lines")
    }
    return text
  }

  private func error(_ item: JSON) -> Notebook.Output {
    let lines = item["traceback"]?.items(\.string) ?? []
    let name = item["ename"]?.string ?? "error"
    let brief = name + ": " + (item["evalue"]?.string ?? "")
    return .error(name: name, text: lines.isEmpty ? brief : lines.joined(separator: "\n"))
  }

  /// `nil` for pictures alone, which are left out.
  private mutating func shown(_ item: JSON) throws(NotebookProblem) -> Notebook.Shown? {
    let data = isOld ? item : item["data"] ?? []
    let note = data[Notebook.noteType]
    if note == nil, case .object(let members) = data {
      let isMedium = { (name: String) in
        ["image/", "audio/", "video/"].contains { name.hasPrefix($0) }
          || ["png", "jpeg", "svg", "text/html", "html"].contains(name)
      }
      if members.contains(where: { isMedium($0.name) }) { leftOut.media += 1 }
    }
    guard let plain = data["text/plain"] ?? (isOld ? data["text"] : nil) else { return nil }
    var shown = Notebook.Shown(try text(plain, "text/plain"))
    shown.isResult = item["output_type"]?.string != "display_data"
    shown.note = note
    return shown
  }
}

extension JSON {
  /// A text, or the lines of one; `nil` for anything else. A zero byte, which no text has, becomes U+FFFD.
  var joined: String? {
    guard let text = string ?? items(\.string)?.joined() else { return nil }
    guard text.utf8.contains(0) else { return text }
    return text.unicodeScalars.reduce(into: "") {
      $0.unicodeScalars.append($1 == "\0" ? "\u{FFFD}" : $1)
    }
  }
}

import Support

/// What a session draws beside the text of an output, for those who read it elsewhere.
package struct DrawnOutput: Equatable, Sendable {
  /// A chart as SVG, an element that may stand in a page; `nil` where there is none.
  package var svg: String?
  /// Whether the chart is made of lines and words alone, whose colours may be turned round in the dark.
  package var isInk = false
  /// A table as HTML.
  package var html: String?

  /// Nothing beside the text.
  package init() {}
}

extension Notebook.Output {
  /// A stored output, from which the same is read again.
  init(_ stored: StoredOutput, _ drawn: DrawnOutput = DrawnOutput()) {
    let plain: Notebook.Output? =
      switch stored.kind {
      case .text: .stream(stored.body + "\n")
      case .error: .error(name: stored.code ?? "error", text: stored.body)
      default: nil
      }
    if let plain, StoredOutput(plain) == stored {
      self = plain
      return
    }
    var shown = Notebook.Shown(stored.view ?? stored.body)
    shown.isResult = stored.kind == .value
    (shown.svg, shown.html) = (drawn.svg, drawn.html)
    shown.note = stored.note(beside: shown.text)
    self = .shown(shown)
  }
}

extension StoredOutput {
  /// What a notebook keeps beside the text that it shows, so that the same is read again.
  package func note(beside text: String) -> JSON {
    var note = [JSON.Member("attributes", .text(attributes.text))]
    if view != nil || body != text { note.append(JSON.Member("body", .lines(body))) }
    note.append(JSON.Member("kind", .text(kind.rawValue)))
    return .object(note)
  }
}

extension StoredOutput {
  /// What a notebook shows, in the form that a session keeps.
  init(_ output: Notebook.Output) {
    switch output {
    case .stream(let text):
      self.init(.text, text.hasSuffix("\n") ? String(text.dropLast()) : text)
    case .error(let name, let text):
      self.init(.error, text)
      if name.hasPrefix("E"), name.utf8.dropFirst().allSatisfy({ 0x30...0x39 ~= $0 }) {
        attributes.set("code", name)
      }
    case .shown(let shown):
      guard let note = shown.note, let kind = note["kind"]?.string.flatMap(Kind.init(rawValue:))
      else {
        self.init(shown.isResult ? .value : .text, shown.text)
        return
      }
      let info = InfoString("nabla-out " + (note["attributes"]?.string ?? ""))
      let body = note["body"]?.joined
      self.init(
        asStored: kind, body ?? shown.text, info.attributes, view: body == nil ? nil : shown.text)
    }
  }
}

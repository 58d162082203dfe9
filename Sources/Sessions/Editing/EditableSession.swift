/// A session whose parts can be edited, moved, added and taken away.
///
/// What nobody touches keeps its bytes: a session that is opened and written is the same file.
package struct EditableSession: Sendable {
  /// The file as the user named it.
  package let name: String
  /// Why it may be read and run, and not be saved; empty where it may.
  package let readOnlyReasons: [ReadOnlyReason]
  /// What was not understood when it was read.
  package let warnings: [SessionWarning]
  /// What its head says: seed, type, how it is verified.
  package let frontMatter: FrontMatter
  /// In the order of the file.
  package internal(set) var parts: [SessionPart] = []
  /// Byte-order mark, front matter, and the blank lines behind it.
  private var head: [UInt8]
  private let lineEnd: [UInt8]
  private var lastID = 0

  /// Takes a document apart; until something is edited, `bytes` are those of the document.
  package init(_ document: SessionDocument) {
    name = document.name
    readOnlyReasons = document.readOnlyReasons
    warnings = document.warnings
    frontMatter = document.frontMatter
    head = Array(document.bytes[document.frontMatterRange])
    lineEnd = document.lineEnd
    for unit in SessionUnits.of(document) { append(unit) }
  }

  /// A session that is not written yet.
  package init(name: String, frontMatter lines: [String]) {
    self.name = name
    (readOnlyReasons, warnings, lineEnd) = ([], [], [0x0A])
    let text = (["---"] + lines + ["---"]).joined(separator: "\n") + "\n"
    head = Array(text.utf8)
    let document = try? SessionDocument.parse(head, name: name)
    frontMatter = document?.frontMatter ?? FrontMatter()
  }

  /// Whether it must not be saved.
  package var isReadOnly: Bool { !readOnlyReasons.isEmpty }

  /// The file as it would be written now.
  package var bytes: [UInt8] {
    var result = head
    result.reserveCapacity(head.count + parts.reduce(0) { $0 + $1.bytes.count + $1.gap.count })
    for part in parts {
      result += part.bytes
      result += part.gap
    }
    return result
  }

  /// Where a part stands now; `nil` for one that is gone.
  package func index(of id: Int) -> Int? { parts.firstIndex { $0.id == id } }

  private mutating func append(_ unit: SessionUnits.Unit) {
    guard let bytes = unit.bytes else {
      if parts.isEmpty { head += unit.gap } else { parts[parts.count - 1].gap += unit.gap }
      return
    }
    parts.append(part(bytes, unit.gap))
  }

  private mutating func part(_ bytes: [UInt8], _ gap: [UInt8]) -> SessionPart {
    lastID += 1
    return SessionPart(id: lastID, bytes: bytes, gap: gap)
  }

  /// One cell with the front matter of all, for the rules by which its outputs are compared.
  package func document(of id: Int) -> SessionDocument? {
    guard let index = index(of: id), parts[index].kind == .cell else { return nil }
    return try? SessionDocument.parse(head + parts[index].bytes, name: name)
  }
}

// Changing.
extension EditableSession {
  /// Adds a part at a place; answers its number. A cell may have options: `expect=error:E0605`.
  @discardableResult
  package mutating func insert(
    _ kind: SessionPart.Kind, _ text: String, at index: Int, options: String = ""
  ) -> Int {
    let place = max(0, min(index, parts.count))
    let bytes =
      kind == .cell ? SessionPart.cell(text, lineEnd, options) : SessionPart.prose(text, lineEnd)
    let part = part(bytes, lineEnd)
    parts.insert(part, at: place)
    separate(place)
    return part.id
  }

  /// Puts a part that was taken away at a place, as it was.
  package mutating func insert(_ part: SessionPart, at index: Int) {
    let place = max(0, min(index, parts.count))
    parts.insert(part, at: place)
    separate(place)
  }

  /// Takes a part away; nothing where it is gone already.
  package mutating func remove(_ id: Int) { parts.removeAll { $0.id == id } }

  /// A part of its own with the content of another.
  package mutating func copy(of part: SessionPart) -> SessionPart {
    self.part(part.bytes, part.gap.isEmpty ? lineEnd : part.gap)
  }

  /// Another text of a part. Prose that holds cells falls into its parts.
  package mutating func setText(_ text: String, of id: Int) {
    guard let index = index(of: id), parts[index].text != text else { return }
    if parts[index].kind == .cell {
      parts[index].setSource(text, lineEnd)
      return
    }
    let closed = SessionPart.closed(text)
    parts[index].setBytes(SessionPart.prose(closed, lineEnd))
    fallApart(index)
    separate(index)
  }

  /// The same text as prose, or as a cell.
  package mutating func setKind(_ kind: SessionPart.Kind, of id: Int) {
    guard let index = index(of: id), parts[index].kind != kind else { return }
    let text = parts[index].text
    parts[index].setBytes(
      kind == .cell
        ? SessionPart.cell(text, lineEnd) : SessionPart.prose(SessionPart.closed(text), lineEnd))
    separate(index)
  }

  /// What is stored for a cell; what stands there already keeps its bytes.
  package mutating func setOutputs(_ outputs: [StoredOutput], of id: Int) {
    guard let index = index(of: id), parts[index].kind == .cell,
      let document = try? SessionDocument.parse(
        parts[index].bytes, name: name, ignoresFrontMatter: true),
      let edited = try? document.replacingOutputs([1: outputs]), edited.bytes != parts[index].bytes
    else { return }
    parts[index].setBytes(edited.bytes)
  }

  /// Goes back to earlier parts. Those whose texts are the same keep what is stored for them now,
  /// except where `outputs` go back, too.
  package mutating func goBack(to earlier: EditableSession, outputsOf outputs: Set<Int> = []) {
    let now = Dictionary(uniqueKeysWithValues: parts.map { ($0.id, $0) })
    parts = earlier.parts.map { part in
      guard let other = now[part.id], other.kind == part.kind, other.text == part.text else {
        return part
      }
      return outputs.contains(part.id) ? part : other
    }
  }

  /// The fingerprint of what computed the stored outputs.
  package mutating func record(_ fingerprint: [(key: String, value: String)]) {
    guard let document = try? SessionDocument.parse(head, name: name),
      let edited = try? document.recording(fingerprint)
    else { return }
    head = edited.bytes
  }

  /// Prose into which cells were written becomes several parts.
  private mutating func fallApart(_ index: Int) {
    guard
      let document = try? SessionDocument.parse(
        parts[index].bytes, name: name, ignoresFrontMatter: true)
    else { return }
    var pieces: [SessionPart] = []
    for unit in SessionUnits.of(document) {
      guard let bytes = unit.bytes else {
        if !pieces.isEmpty { pieces[pieces.count - 1].gap += unit.gap }
        continue
      }
      pieces.append(part(bytes, unit.gap))
    }
    guard pieces.count > 1 || pieces.first?.kind == .cell else { return }
    pieces[pieces.count - 1].gap += parts[index].gap
    parts.replaceSubrange(index...index, with: pieces)
    for place in index..<index + pieces.count { separate(place) }
  }

  /// A blank line stands before and behind a part that is new at its place.
  private mutating func separate(_ index: Int) {
    for place in [index - 1, index] where parts.indices.contains(place) {
      if parts[place].bytes.last != 0x0A { parts[place].endLine(lineEnd) }
      if place < parts.count - 1, parts[place].gap.isEmpty { parts[place].gap = lineEnd }
    }
    if index == 0, !head.isEmpty, head.last != 0x0A { head += lineEnd }
  }
}

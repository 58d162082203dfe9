/// Cuts a document into front matter, prose, directives and blocks, line by line.
///
/// Markdown is followed where it matters: a cell inside a code block of another language or inside
/// an HTML comment is no cell.
struct SessionParser {
  let name: String
  var source: SourceLines
  var frontMatter = FrontMatter()
  var frontMatterEnd = 0
  var elements: [SessionElement] = []
  var warnings: [SessionWarning] = []
  var readOnlyReasons: [ReadOnlyReason] = []

  private var proseStart = 0
  private var proseLine = 1
  private var blockCount = 0
  private var hasConflict = false

  init(bytes: [UInt8], name: String) {
    self.name = name
    source = SourceLines(bytes: bytes)
  }

  mutating func run(ignoresFrontMatter: Bool) throws(SessionError) {
    try refuseWhatIsNoText()
    proseStart = source.position
    frontMatterEnd = source.position
    if !ignoresFrontMatter { try readFrontMatter() }
    while let line = try nextLine() {
      let content = source.bytes[line.content]
      if let fence = Fence(opening: content) {
        try readBlock(fence, openedBy: line)
      } else if startsComment(content) {
        try readComment(openedBy: line)
      }
    }
    endProse(at: source.bytes.count)
  }

  private mutating func refuseWhatIsNoText() throws(SessionError) {
    let bytes = source.bytes
    if bytes.count > SessionLimits.fileBytes {
      throw error(nil, .fileTooLong(bytes: bytes.count, limit: SessionLimits.fileBytes))
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw error(lineNumber(of: offset), .zeroByte(offset: offset))
    }
    if let offset = firstInvalidOffset(bytes) {
      let line = lineNumber(of: offset)
      warnings.append(SessionWarning(line: line, kind: .invalidText(offset: offset)))
      readOnlyReasons.append(.invalidText(offset: offset, line: line))
    }
  }

  private func lineNumber(of offset: Int) -> Int {
    source.bytes[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  }

  private func error(_ line: Int?, _ problem: SessionError.Problem) -> SessionError {
    SessionError(name: name, line: line, problem: problem)
  }

  /// The next line, within the limits and looked through for the marks of an open merge.
  private mutating func nextLine() throws(SessionError) -> SourceLines.Line? {
    guard let line = source.next() else { return nil }
    if line.content.count > SessionLimits.lineBytes {
      throw error(
        line.number, .lineTooLong(bytes: line.content.count, limit: SessionLimits.lineBytes))
    }
    if !hasConflict, isConflictMarker(source.bytes[line.content]) {
      hasConflict = true
      warnings.append(SessionWarning(line: line.number, kind: .conflictMarkers))
      readOnlyReasons.append(.conflictMarkers(line: line.number))
    }
    return line
  }

  private mutating func endProse(at end: Int) {
    guard end > proseStart else { return }
    let range = proseStart..<end
    elements.append(
      .prose(SessionProse(text: source.text(range), line: proseLine, range: range)))
  }

  private mutating func append(_ element: SessionElement) throws(SessionError) {
    blockCount += 1
    if blockCount > SessionLimits.blocks {
      throw error(element.line, .tooManyBlocks(limit: SessionLimits.blocks))
    }
    endProse(at: element.range.lowerBound)
    elements.append(element)
    proseStart = element.range.upperBound
    proseLine = source.number + 1
  }
}

extension SessionParser {
  private mutating func readFrontMatter() throws(SessionError) {
    var ahead = source
    guard let first = ahead.next(), isRule(first.content) else { return }
    var lines: [(number: Int, text: String)] = []
    while let line = ahead.next(), lines.count < SessionLimits.frontMatterLines {
      guard isRule(line.content) else {
        lines.append((line.number, source.text(line.content)))
        continue
      }
      try interpret(lines)
      while source.position < ahead.position { _ = try nextLine() }
      frontMatterEnd = source.position
      proseStart = source.position
      proseLine = source.number + 1
      return
    }
    throw error(1, .unclosedFrontMatter(limit: SessionLimits.frontMatterLines))
  }

  private func isRule(_ range: Range<Int>) -> Bool { trimmed(source.text(range)) == "---" }

  private mutating func interpret(_ lines: [(number: Int, text: String)]) throws(SessionError) {
    do {
      var reader = FrontMatterReader(lines: lines)
      let entries = try reader.read()
      frontMatter = try FrontMatter(entries, warnings: &warnings)
    } catch let located {
      throw error(located.line, .frontMatter(located.problem))
    }
    if let version = frontMatter.version, version > SessionLimits.formatVersion {
      let known = SessionLimits.formatVersion
      warnings.append(SessionWarning(line: 1, kind: .newerVersion(found: version, known: known)))
      readOnlyReasons.append(.newerVersion(found: version, known: known))
    }
  }

  private mutating func readBlock(
    _ fence: Fence, openedBy opening: SourceLines.Line
  ) throws(SessionError) {
    let info = InfoString(fence.info)
    let kind = SessionBlock.Kind(word: info.word)
    var body: [String] = []
    var isClosed = false
    while let line = try nextLine() {
      isClosed = fence.isClosed(by: source.bytes[line.content])
      if isClosed { break }
      if kind != nil { body.append(bodyText(line.content, indentation: fence.indentation)) }
    }
    // An open block of another language is Markdown's own matter.
    guard let kind else { return }
    let block = SessionBlock(
      kind: kind, subtype: info.subtype, attributes: info.attributes,
      body: body.joined(separator: "\n"), line: opening.number,
      range: opening.whole.lowerBound..<source.position, isClosed: isClosed,
      indentation: fence.indentation)
    warn(of: block, info)
    if !isClosed {
      warnings.append(
        SessionWarning(line: opening.number, kind: .unclosedBlock(fence: fence.text)))
      readOnlyReasons.append(.unclosedBlock(line: opening.number, fence: fence.text))
    }
    try append(.block(block))
  }

  private func bodyText(_ range: Range<Int>, indentation: Int) -> String {
    let cut = source.bytes[range].prefix(indentation).prefix { $0 == 0x20 }.count
    return String(decoding: source.bytes[range].dropFirst(cut), as: UTF8.self)
  }

  private mutating func warn(of block: SessionBlock, _ info: InfoString) {
    func add(_ kind: SessionWarning.Kind) {
      warnings.append(SessionWarning(line: block.line, kind: kind))
    }
    if case .unknown(let word) = block.kind { return add(.unknownBlock(word)) }
    if let rest = info.rest { add(.badAttributes(text: rest)) }
    let known = block.kind.knownAttributes
    let hasColumns = block.kind == .cell || block.kind == .output
    for name in block.attributes.names where !known.contains(name) {
      if hasColumns, ColumnTolerance.isKey(name) { continue }
      add(.unknownAttribute(name, block: info.word))
    }
    if block.kind == .output, let subtype = block.subtype,
      StoredOutput.Kind(rawValue: subtype) == nil
    {
      add(.unknownOutputKind(subtype))
    }
  }

  private func startsComment(_ content: ArraySlice<UInt8>) -> Bool {
    let indentation = content.prefix(4).prefix { $0 == 0x20 }.count
    return indentation <= 3 && content.dropFirst(indentation).starts(with: "<!--".utf8)
  }

  private mutating func readComment(openedBy opening: SourceLines.Line) throws(SessionError) {
    let text = trimmed(source.text(opening.content))
    if let directive = SessionDirective(text, line: opening.number, range: opening.whole) {
      if !SessionDirective.knownNames.contains(directive.name) {
        warnings.append(
          SessionWarning(line: opening.number, kind: .unknownDirective(directive.name)))
      }
      return try append(.directive(directive))
    }
    if holdsCommentEnd(source.bytes[opening.content].dropFirst(4)) { return }
    while let line = try nextLine() {
      if holdsCommentEnd(source.bytes[line.content]) { return }
    }
    warnings.append(SessionWarning(line: opening.number, kind: .unclosedComment))
  }
}

private func holdsCommentEnd(_ line: ArraySlice<UInt8>) -> Bool {
  var hyphens = 0
  for byte in line {
    if byte == UInt8(ascii: ">"), hyphens >= 2 { return true }
    hyphens = byte == UInt8(ascii: "-") ? hyphens + 1 : 0
  }
  return false
}

/// `=======` alone is no mark: Markdown underlines headings so.
private func isConflictMarker(_ line: ArraySlice<UInt8>) -> Bool {
  guard let first = line.first, first == UInt8(ascii: "<") || first == UInt8(ascii: ">"),
    line.prefix(while: { $0 == first }).count == 7
  else { return false }
  return line.count == 7 || line[line.startIndex + 7] == 0x20
}

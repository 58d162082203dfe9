import Support

/// Text made fit for a file: no escape sequences, no trailing blanks, at most 200 lines or 64 kB.
package struct OutputText: Equatable, Sendable {
  /// What is stored: lines joined by LF, without a last line end.
  package private(set) var text: String
  /// Whether lines were left out; the last line then says how many.
  package private(set) var isTruncated = false

  /// Longer texts end with the line `... 1,843 more lines`, which compares as a wildcard.
  package init(_ raw: String) {
    let visible = Sanitizer.visible(withoutEscapeSequences(raw))
    var lines = visible.split(separator: "\n", omittingEmptySubsequences: false).map(withoutTail)
    while lines.last?.isEmpty == true { lines.removeLast() }
    var kept = 0
    var bytes = 0
    for line in lines.prefix(SessionLimits.outputLines) {
      bytes += line.utf8.count + 1
      if bytes > SessionLimits.outputBytes { break }
      kept += 1
    }
    if kept < lines.count {
      let rest = lines.count - kept
      lines.removeSubrange(kept...)
      lines.append("... \(NumberText.count(rest, "more line"))")
      isTruncated = true
    }
    text = lines.joined(separator: "\n")
  }
}

private func withoutTail(_ line: Substring) -> String {
  let scalars = line.unicodeScalars
  guard let last = scalars.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
  return String(Substring(scalars[...last]))
}

/// Drops colours, cursor movements and titles, and the returns of CRLF line ends.
///
/// Whatever else could steer a terminal stays, for the gate to show it.
func withoutEscapeSequences(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 0x1B || $0 == 0x0D }) else { return text }
  let scalars = Array(text.unicodeScalars)
  var result = String.UnicodeScalarView()
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    if scalar == "\r", next == "\n" {
      index += 1
    } else if scalar == "\u{1B}", next == "[", let end = endOfControl(scalars, from: index + 2) {
      index = end
    } else if scalar == "\u{1B}", next == "]", let end = endOfCommand(scalars, from: index + 2) {
      index = end
    } else {
      result.append(scalar)
      index += 1
    }
  }
  return String(result)
}

/// `ESC [ parameters final`, where the final byte is one of `@` to `~`.
private func endOfControl(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
  var index = start
  while index < scalars.count, (0x20...0x3F).contains(scalars[index].value) { index += 1 }
  guard index < scalars.count, (0x40...0x7E).contains(scalars[index].value) else { return nil }
  return index + 1
}

/// `ESC ] text BEL` or `ESC ] text ESC \`.
private func endOfCommand(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
  var index = start
  while index < scalars.count, scalars[index] != "\n" {
    if scalars[index] == "\u{7}" { return index + 1 }
    if scalars[index] == "\u{1B}", index + 1 < scalars.count, scalars[index + 1] == "\\" {
      return index + 2
    }
    index += 1
  }
  return nil
}

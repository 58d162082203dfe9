/// One place of a file at which a merge was left open: what stands on either side.
package struct OpenMerge: Equatable, Sendable {
  /// What Git calls the sides: a branch, a commit.
  package let mineName: String
  /// The same of the other side.
  package let theirsName: String
  /// The lines between the first mark and the middle one.
  package let mine: [String]
  /// The lines between the middle mark and the last one.
  package let theirs: [String]
  /// The line of the first mark, counted from 1.
  package let line: Int

  /// All that a text holds; a side that never ends reaches to the end of the text. What both had
  /// before, which Git may write between the sides, is left out.
  package static func all(in text: String) -> [OpenMerge] {
    var found: [OpenMerge] = []
    var start: (line: Int, name: String)?
    var (mine, theirs, place) = ([String](), [String](), 0)
    func close(_ name: String) {
      if let open = start {
        found.append(
          OpenMerge(
            mineName: open.name, theirsName: name, mine: mine, theirs: theirs, line: open.line))
      }
      (start, mine, theirs, place) = (nil, [], [], 0)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(line)
      switch mark(line) {
      case "<":
        close("")
        start = (index + 1, name(line))
      case "|" where start != nil: place = 1
      case "=" where start != nil: place = 2
      case ">" where start != nil: close(name(line))
      default:
        guard start != nil else { continue }
        if place == 0 { mine.append(text) } else if place == 2 { theirs.append(text) }
      }
    }
    close("")
    return found
  }

  private static func mark(_ line: Substring) -> Character? {
    guard let first = line.first, "<|=>".contains(first),
      line.prefix(while: { $0 == first }).count == 7,
      line.count == 7 || line.dropFirst(7).first == " "
    else { return nil }
    return first
  }

  private static func name(_ line: Substring) -> String { String(line.dropFirst(8)) }
}

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
  /// The same lines by their places, counted from 0: all of it with its marks, and either side.
  let places: (all: Range<Int>, mine: Range<Int>, theirs: Range<Int>)

  /// Whether both say the same of the same lines.
  package static func == (left: OpenMerge, right: OpenMerge) -> Bool {
    left.mineName == right.mineName && left.theirsName == right.theirsName
      && left.mine == right.mine && left.theirs == right.theirs && left.line == right.line
  }

  /// All that a text holds; a side that never ends reaches to the end of the text. What both had
  /// before, which Git may write between the sides, is left out.
  package static func all(in text: String) -> [OpenMerge] {
    var found: [OpenMerge] = []
    var start: (line: Int, name: String)?
    var (mine, theirs, place) = ([String](), [String](), 0)
    // Where the other side begins.
    var middle: Int?
    func close(_ name: String, at end: Int) {
      if let open = start {
        let other = middle ?? end
        found.append(
          OpenMerge(
            mineName: open.name, theirsName: name, mine: mine, theirs: theirs, line: open.line,
            places: (
              (open.line - 1)..<end, open.line..<(open.line + mine.count),
              other..<(other + theirs.count)
            )))
      }
      (start, mine, theirs, place, middle) = (nil, [], [], 0, nil)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(line)
      switch mark(line) {
      case "<":
        close("", at: index)
        start = (index + 1, name(line))
      case "|" where start != nil && place == 0: place = 1
      // Behind the middle such a line is Markdown's, below a heading.
      case "=" where start != nil && place < 2: (place, middle) = (2, index + 1)
      case ">" where start != nil: close(name(line), at: index + 1)
      default:
        guard start != nil else { continue }
        if place == 0 { mine.append(text) } else if place == 2 { theirs.append(text) }
      }
    }
    close("", at: lines.count)
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

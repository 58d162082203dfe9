import Sessions
import Support

/// An open merge as a page: both sides beside one another.
enum NotebookConflicts {
  static func page(_ text: String, columns: Int) -> [String] {
    let merges = OpenMerge.all(in: text)
    guard !merges.isEmpty else { return ["no merge is open"] }
    let half = max(8, (columns - 3) / 2)
    var lines = WordWrap.lines(
      of:
        "This file holds \(NumberText.count(merges.count, "open merge")). It is shown and "
        + "can be run, and is not saved until the marks are gone. q shows the parts.",
      columns: max(10, columns - 1))
    for merge in merges {
      lines += ["", "line \(merge.line)"]
      lines += beside([merge.mineName], [merge.theirsName], half)
      lines.append(String(repeating: "-", count: half * 2 + 3))
      lines += beside(merge.mine, merge.theirs, half)
    }
    return lines
  }

  /// Two texts beside one another, each as wide as half of the room.
  static func beside(_ left: [String], _ right: [String], _ half: Int) -> [String] {
    func broken(_ lines: [String]) -> [String] {
      lines.flatMap { WordWrap.pieces(of: Sanitizer.visible($0), columns: half) }
    }
    let (left, right) = (broken(left), broken(right))
    return (0..<max(left.count, right.count)).map { row in
      TextWidth.padded(row < left.count ? left[row] : "", to: half) + " | "
        + (row < right.count ? right[row] : "")
    }
  }
}

import CEditline

/// A walk through the history: entries that begin with what stood before the cursor.
struct Recall {
  /// The line when the walk began, to come back to.
  var original: [Unicode.Scalar]
  var prefix: String
  /// Entries shown so far, newest first, as depths in the history.
  var depths: [Int] = []
  /// What the walk last put into the line; another text ends the walk.
  var shown: [Unicode.Scalar]
}

extension LineEditor {
  /// Ctrl-P and Up on the first line.
  func recallOlder() -> UInt8 {
    var walk = currentRecall()
    let from = (walk.depths.last ?? -1) + 1
    guard let depth = history.depth(ofPrefix: walk.prefix, from: from, butNot: string(walk.shown))
    else { return UInt8(CC_ERROR) }
    walk.depths.append(depth)
    show(history.entry(depth).map { Array($0.unicodeScalars) } ?? [], of: walk)
    return UInt8(CC_REFRESH)
  }

  /// Ctrl-N and Down on the last line; past the newest entry the line comes back as it was.
  func recallNewer() -> UInt8 {
    var walk = currentRecall()
    guard walk.depths.popLast() != nil else { return UInt8(CC_ERROR) }
    let entry = walk.depths.last.flatMap { history.entry($0) }
    show(entry.map { Array($0.unicodeScalars) } ?? walk.original, of: walk)
    return UInt8(CC_REFRESH)
  }

  private func currentRecall() -> Recall {
    let text = text
    if let recall, recall.shown == text { return recall }
    return Recall(original: text, prefix: string(text[..<cursor]), shown: text)
  }

  private func show(_ text: [Unicode.Scalar], of walk: Recall) {
    var walk = walk
    walk.shown = text
    replace(with: text, cursor: text.count)
    recall = walk
  }
}

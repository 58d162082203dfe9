import Engine
import Formats
import Support

/// Two files of texts that belong together line by line: a text, and what it becomes.
enum PairFiles {
  /// Pairs of lines, without those of which a side is empty, which are counted.
  ///
  /// Throws for different numbers of lines, and for bytes that are no UTF-8.
  static func dataset(
    _ source: ReadFile, _ target: ReadFile, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let (sources, targets) = (try lines(of: source), try lines(of: target))
    guard sources.count == targets.count else {
      throw DataError(
        .text(
          .lineCounts(
            [source.path, target.path], counts: [sources.count, targets.count])))
    }
    var (from, to): ([String], [String]) = ([], [])
    for row in sources.indices.untilInterrupted {
      guard !sources[row].isEmpty, !targets[row].isEmpty else { continue }
      from.append(sources[row])
      to.append(targets[row])
    }
    if context.isInterrupted() { throw DataError(.interrupted) }
    guard !from.isEmpty else { throw DataError(.source(.emptyText(path: source.path))) }
    if from.count < sources.count {
      context.record.notes.append(.rowsLeftOut(sources.count - from.count, .emptySide))
    }
    let longest = [from, to].map { $0.reduce(0) { max($0, $1.utf8.count) } }
    try MemoryBudget.current.require(
      data: ByteEstimate.product(8 * from.count, longest[0] + longest[1]),
      for: "\(NumberText.grouped(from.count)) pairs")
    var dataset = TextPairs.dataset(
      source.path.split(separator: "/").last.map(String.init) ?? "pairs", ("source", from),
      ("target", to))
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    dataset.provenance = "\(source.path), \(target.path)"
    return dataset
  }

  /// The lines of a file, empty ones too, without the end of the last.
  private static func lines(of file: ReadFile) throws(DataError) -> [String] {
    let text = try TextSource.text(of: file)
    // A line end of Windows is one character.
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

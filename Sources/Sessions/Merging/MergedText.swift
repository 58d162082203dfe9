/// What is taken of one open merge.
package enum MergeSide: String, Sendable, CaseIterable {
  case mine, theirs
  /// Mine, and theirs behind it.
  case both
}

/// The bytes of a file in which merges were left open, and what becomes of them.
package struct MergedText {
  /// Its merges, in the order of the file.
  package let merges: [OpenMerge]
  private let name: String
  /// The lines with their ends.
  private let lines: [ArraySlice<UInt8>]

  /// A file as it was read.
  package init(_ bytes: [UInt8], name: String) {
    self.name = name
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    self.lines = lines
    let text = lines.map { line in
      String(decoding: line.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
    merges = OpenMerge.all(in: text.joined(separator: "\n"))
  }

  /// The file with these sides taken; a merge without one stays open.
  package func resolved(_ sides: [MergeSide?]) -> [UInt8] { resolution(sides).bytes }

  /// The merges of which only stored outputs differ, or only which arithmetic wrote them: whatever is taken,
  /// they are computed again.
  package var derived: Set<Int> {
    let sides = [MergeSide.mine, .theirs].map { side in
      derived(in: resolution(merges.map { _ in side }))
    }
    return sides[0].intersection(sides[1])
  }

  private typealias Resolution = (bytes: [UInt8], places: [Range<Int>])

  /// The bytes, and where in them each merge stands now.
  private func resolution(_ sides: [MergeSide?]) -> Resolution {
    var bytes: [UInt8] = []
    var places: [Range<Int>] = []
    var next = 0
    func take(_ range: Range<Int>) {
      for line in lines[range.clamped(to: 0..<lines.count)] { bytes += line }
    }
    for (merge, side) in zip(merges, sides) {
      take(next..<merge.places.all.lowerBound)
      let start = bytes.count
      switch side {
      case nil: take(merge.places.all)
      case .mine?: take(merge.places.mine)
      case .theirs?: take(merge.places.theirs)
      case .both?:
        take(merge.places.mine)
        take(merge.places.theirs)
      }
      places.append(start..<bytes.count)
      next = merge.places.all.upperBound
    }
    take(next..<lines.count)
    return (bytes, places)
  }

  private func derived(in resolution: Resolution) -> Set<Int> {
    guard let document = try? SessionDocument.parse(resolution.bytes, name: name) else { return [] }
    let outputs = document.elements.compactMap { element -> Range<Int>? in
      guard case .block(let block) = element, block.kind == .output || block.kind == .view else {
        return nil
      }
      return block.range
    }
    return Set(
      resolution.places.indices.filter { index in
        let place = resolution.places[index]
        var start = place.lowerBound
        while start < place.upperBound {
          let end =
            resolution.bytes[start..<place.upperBound].firstIndex(of: 0x0A)
            .map { $0 + 1 } ?? place.upperBound
          let line = resolution.bytes[start..<end]
          let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
          let isRecord =
            end <= document.frontMatterRange.upperBound && line.starts(with: "recorded:".utf8)
          guard isBlank || isRecord || outputs.contains(where: { $0.contains(start) }) else {
            return false
          }
          start = end
        }
        return true
      })
  }
}

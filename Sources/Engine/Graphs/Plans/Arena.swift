/// One block of memory in which values live for a time: best fit, neighbours merged.
struct Arena {
  /// Gaps between live values, by offset.
  private var gaps: [(offset: Int, size: Int)] = []
  /// Bytes needed so far; `Int.max` when no memory could hold it.
  private(set) var byteCount = 0

  /// A place for so many bytes: the smallest gap that fits, or the end.
  mutating func allocate(_ size: Int) -> Int {
    var best: Int?
    for (index, gap) in gaps.enumerated() where gap.size >= size {
      if let known = best, gaps[known].size <= gap.size { continue }
      best = index
    }
    if let best {
      let offset = gaps[best].offset
      if gaps[best].size == size {
        gaps.remove(at: best)
      } else {
        gaps[best] = (offset + size, gaps[best].size - size)
      }
      return offset
    }
    // A gap at the end only needs the rest.
    var offset = byteCount
    if let last = gaps.last, last.offset + last.size == byteCount {
      offset = last.offset
      gaps.removeLast()
    }
    let (end, overflows) = offset.addingReportingOverflow(size)
    byteCount = overflows ? Int.max : end
    return offset
  }

  /// Gives a place back.
  mutating func free(_ offset: Int, _ size: Int) {
    let position = gaps.firstIndex { $0.offset > offset } ?? gaps.count
    gaps.insert((offset, size), at: position)
    if position + 1 < gaps.count, offset + size == gaps[position + 1].offset {
      gaps[position].size += gaps[position + 1].size
      gaps.remove(at: position + 1)
    }
    if position > 0, gaps[position - 1].offset + gaps[position - 1].size == offset {
      gaps[position - 1].size += gaps[position].size
      gaps.remove(at: position)
    }
  }
}

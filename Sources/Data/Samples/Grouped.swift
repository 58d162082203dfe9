import Support

/// Groups of rows cut in two, each group whole.
enum Grouped {
  /// Beyond so many groups times rows, or rows, the exact search would take longer than half a second.
  private static let searchLimit = (product: 4_000_000_000, rows: 10_000_000)

  /// The groups that together have as near to `size` rows as can be, at least one, and at least `leaving` others; of two
  /// sums as near the smaller.
  ///
  /// Groups are taken in the order given while they fit. Where that is not exact, all sums that some of the groups have are
  /// looked through, unless there are too many; then one more group is taken where that is nearer.
  static func chosen(_ sizes: [Int], near size: Int, leaving: Int) -> Set<Int> {
    let most = sizes.count - leaving
    var (taken, sum): ([Int], Int) = ([], 0)
    for group in sizes.indices where taken.count < most && sum + sizes[group] <= size {
      taken.append(group)
      sum += sizes[group]
    }
    guard sum != size || taken.isEmpty else { return Set(taken) }
    let total = sizes.reduce(0, +)
    if total <= searchLimit.rows, sizes.count * total <= searchLimit.product,
      let better = searched(sizes, total, near: size, most: most)
    {
      let found = better.reduce(0) { $0 + sizes[$1] }
      if taken.isEmpty || abs(found - size) < abs(sum - size) { return Set(better) }
    }
    let others = sizes.indices.filter { !taken.contains($0) }
    if taken.count < most, let next = others.min(by: { sizes[$0] < sizes[$1] }),
      taken.isEmpty || abs(sum + sizes[next] - size) < abs(sum - size)
    {
      taken.append(next)
    }
    return Set(taken)
  }

  /// The last groups of an order, whose rows are as near to `size` as can be.
  static func last(_ sizes: [Int], near size: Int, leaving: Int) -> Set<Int> {
    var (first, sum) = (sizes.count - 1, sizes.last ?? 0)
    while first > leaving, abs(sum + sizes[first - 1] - size) < abs(sum - size) {
      first -= 1
      sum += sizes[first]
    }
    return Set(first..<sizes.count)
  }

  /// Groups with the sum that is nearest; `nil` where each such sum takes too many groups.
  private static func searched(_ sizes: [Int], _ total: Int, near size: Int, most: Int) -> [Int]? {
    let width = total / 64 + 1
    var isReached = [UInt64](repeating: 0, count: width)
    isReached[0] = 1
    // The group with which a sum was reached first: the ones before it made up the rest.
    var reachedBy = [Int32](repeating: -1, count: total + 1)
    for group in sizes.indices.untilInterrupted(every: 16) {
      let (words, bits) = (sizes[group] / 64, UInt64(sizes[group] % 64))
      for word in stride(from: width - 1, through: words, by: -1) {
        var moved = isReached[word - words] << bits
        if bits > 0, word > words { moved |= isReached[word - words - 1] >> (64 - bits) }
        var new = moved & ~isReached[word]
        isReached[word] |= moved
        while new != 0 {
          let sum = word * 64 + new.trailingZeroBitCount
          if sum <= total { reachedBy[sum] = Int32(group) }
          new &= new - 1
        }
      }
    }
    for distance in 0...total {
      for sum in distance == 0 ? [size] : [size - distance, size + distance]
      where sum > 0 && sum <= total && reachedBy[sum] >= 0 {
        var (rest, groups): (Int, [Int]) = (sum, [])
        while rest > 0, reachedBy[rest] >= 0 {
          groups.append(Int(reachedBy[rest]))
          rest -= sizes[groups[groups.count - 1]]
        }
        if rest == 0, groups.count <= most { return groups }
      }
    }
    return nil
  }
}

/// The groups of rows: each row's number, and how many rows each has. Numbers follow the first rows of the groups.
struct KeyGroups {
  private(set) var numbers: [Int] = []
  private(set) var sizes: [Int] = []

  /// Rows with equal keys are one group.
  init(_ keys: [Int]) {
    var known: [Int: Int] = [:]
    for row in keys.indices.untilInterrupted {
      let key = keys[row]
      let number = known[key] ?? sizes.count
      if number == sizes.count {
        known[key] = number
        sizes.append(0)
      }
      sizes[number] += 1
      numbers.append(number)
    }
  }
}

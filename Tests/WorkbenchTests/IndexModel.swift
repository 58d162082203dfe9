/// NumPy's indexing written down as naively as possible: each element of the result by itself.
///
/// It shares nothing with the program. `nil` stands for an index that must be refused.
struct IndexModel {
  enum Term {
    case at(Double)
    case slice(Double?, Double?)
    case positions(shape: [Int], [Double])
    case truth(shape: [Int], [Bool])
  }

  let extents: [Int]
  let terms: [Term]

  /// The shape of what is chosen, and where each of its elements stands in the tensor, flat.
  func chosen() -> (shape: [Int], places: [Int])? {
    var axis = 0
    // For each axis a list of slice positions, or the number of the list of positions that it reads.
    var axes: [(slice: [Int]?, list: Int?)] = []
    var lists: [(shape: [Int], values: [Int])] = []
    var termOfList: [Int] = []
    let hasLists = terms.contains {
      switch $0 {
      case .positions, .truth: true
      case .at, .slice: false
      }
    }
    for (number, term) in terms.enumerated() {
      switch term {
      case .at(let position):
        guard axis < extents.count, let whole = place(position, extents[axis]) else { return nil }
        lists.append(([], [whole]))
        axes.append((nil, lists.count - 1))
        termOfList.append(number)
        axis += 1
      case .slice(let low, let high):
        guard axis < extents.count, let range = range(low, high, extents[axis]) else { return nil }
        axes.append((Array(range), nil))
        axis += 1
      case .positions(let shape, let numbers):
        guard axis < extents.count else { return nil }
        let places = numbers.map { place($0, extents[axis]) }
        guard places.allSatisfy({ $0 != nil }) else { return nil }
        lists.append((shape, places.compactMap { $0 }))
        axes.append((nil, lists.count - 1))
        termOfList.append(number)
        axis += 1
      case .truth(let shape, let flags):
        guard axis + shape.count <= extents.count,
          Array(extents[axis..<(axis + shape.count)]) == shape
        else { return nil }
        let found = flags.indices.filter { flags[$0] }.map { coordinates(of: $0, shape) }
        for own in shape.indices {
          lists.append(([found.count], found.map { $0[own] }))
          axes.append((nil, lists.count - 1))
          termOfList.append(number)
        }
        axis += shape.count
      }
    }
    while axis < extents.count {
      axes.append((Array(0..<extents[axis]), nil))
      axis += 1
    }
    // Plain positions only drop their axis unless a list stands beside them.
    var common: [Int] = []
    for list in lists {
      guard let next = together(common, list.shape) else { return nil }
      common = next
    }
    let first = termOfList.first ?? 0
    let isTogether =
      Set(termOfList).sorted() == Array(first..<(first + Set(termOfList).count)) || !hasLists
    let sliced = axes.indices.filter { axes[$0].slice != nil }
    let firstList = axes.firstIndex { $0.list != nil } ?? 0
    let before = isTogether && !lists.isEmpty ? sliced.filter { $0 < firstList }.count : 0
    let lengths = sliced.map { axes[$0].slice?.count ?? 0 }
    let shape = Array(lengths[..<before]) + common + Array(lengths[before...])
    let places = (0..<shape.reduce(1, *)).map { flat -> Int in
      let at = coordinates(of: flat, shape)
      let inLists = Array(at[before..<(before + common.count)])
      let inSlices = Array(at[..<before]) + Array(at[(before + common.count)...])
      var place = 0
      for axis in extents.indices {
        let position: Int
        if let number = axes[axis].list {
          position = value(lists[number], at: inLists)
        } else {
          position = axes[axis].slice?[inSlices[sliced.filter { $0 < axis }.count]] ?? 0
        }
        place = place * extents[axis] + position
      }
      return place
    }
    return (shape, places)
  }

  private func place(_ number: Double, _ extent: Int) -> Int? {
    guard number.isFinite, number == number.rounded(), abs(number) < 1e9 else { return nil }
    let whole = number < 0 ? Int(number) + extent : Int(number)
    return whole >= 0 && whole < extent ? whole : nil
  }

  private func range(_ low: Double?, _ high: Double?, _ extent: Int) -> Range<Int>? {
    var ends: [Int] = []
    for (bound, fallback) in [(low, 0.0), (high, Double(extent))] {
      let number = bound ?? fallback
      guard number.isFinite, number == number.rounded() else { return nil }
      let counted = number < 0 ? number + Double(extent) : number
      ends.append(Int(min(max(counted, 0), Double(extent))))
    }
    return ends[0]..<max(ends[0], ends[1])
  }

  private func coordinates(of flat: Int, _ shape: [Int]) -> [Int] {
    var rest = flat
    return shape.reversed().map { extent in
      defer { rest /= max(1, extent) }
      return rest % max(1, extent)
    }.reversed()
  }

  private func together(_ a: [Int], _ b: [Int]) -> [Int]? {
    let rank = max(a.count, b.count)
    let left = Array(repeating: 1, count: rank - a.count) + a
    let right = Array(repeating: 1, count: rank - b.count) + b
    var result: [Int] = []
    for (one, other) in zip(left, right) {
      guard one == other || one == 1 || other == 1 else { return nil }
      result.append(one == 1 ? other : one)
    }
    return result
  }

  private func value(_ list: (shape: [Int], values: [Int]), at coordinates: [Int]) -> Int {
    let own = coordinates.suffix(list.shape.count)
    return list.values[
      zip(own, list.shape).reduce(0) { $0 * $1.1 + ($1.1 == 1 ? 0 : $1.0) }]
  }
}

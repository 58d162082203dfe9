/// Order statistics without sorting.
enum Selection {
  /// The value that would stand at `rank` if the values were sorted (Hoare 1961).
  ///
  /// Reorders the values; they must be finite and `rank` one of their indices.
  static func value(at rank: Int, of values: inout [Double]) -> Double {
    var from = 0
    var to = values.count - 1
    while from < to {
      let pivot = values[(from + to) / 2]
      var left = from
      var right = to
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right {
        to = right
      } else if rank >= left {
        from = left
      } else {
        break
      }
    }
    return values[rank]
  }

  /// Every k-th finite value, k a power of two, so that at most `limit` remain; from k = 16 on eight neighbours of each 8k,
  /// which lie in memory together: a tenth of the time of values that all have to be fetched apart.
  static func sample(
    _ values: ArraySlice<Double>, limit: Int = 8192, where isUsed: (Double) -> Bool = \.isFinite
  ) -> [Double] {
    var step = 1
    while values.count / step > limit { step *= 2 }
    var result: [Double] = []
    result.reserveCapacity(values.count / step + 1)
    let run = step >= 16 ? 8 : 1
    for start in stride(from: values.startIndex, to: values.endIndex, by: step * run) {
      for value in values[start..<min(start + run, values.endIndex)] where isUsed(value) {
        result.append(value)
      }
    }
    return result
  }
}

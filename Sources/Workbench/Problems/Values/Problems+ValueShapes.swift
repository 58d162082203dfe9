import Engine
import Support

/// How it is worded that shapes of values do not make one.
extension Problems {
  static func words(of error: ValueShapeProblem) -> Words {
    switch error {
    case .newShape(let count, let extents):
      return shapeWords(count, extents)
    case .columnWithVector(let sign, let left, let right, let spread, let a, let b):
      let isLeft = left.rank > right.rank
      let (column, vector) = (isLeft ? a : b, isLeft ? right : left)
      let flat = "reshape(\(column), \(vector))"
      let each = joined(sign, isLeft ? flat : a, isLeft ? b : flat)
      let row = Shape([1] + vector.extents)
      let all = joined(
        sign, "reshape(\(a), \(isLeft ? left : row))", "reshape(\(b), \(isLeft ? row : right))")
      return (
        "E0301", "`\(sign)` would spread \(left) and \(right) to \(spread)",
        "`\(each)` goes element by element"
          + (vector.rank == 1 ? ", `\(all)` gives all pairs" : "")
      )
    case .raggedRows(let lengths):
      return (
        "E0304",
        "the rows have different lengths: \(list(first: 6, of: lengths.map(String.init)))",
        "all rows of a tensor are equally long; series that are not are drawn by `plot a, b`, without brackets"
      )
    }
  }

  /// Why so many numbers do not take a shape, where -1 stands for what is left.
  private static func shapeWords(
    _ numbers: Int, _ extents: [Int]
  ) -> Words {
    let shape = "[\(extents.map(String.init).joined(separator: ", "))]"
    let open = extents.count { $0 == -1 }
    let others = extents.filter { $0 != -1 }
    let taken = Shape(others.map { max(0, $0) }).count
    let reason =
      if let negative = others.first(where: { $0 < 0 }) {
        "\(shape) is no shape: \(negative) is no extent"
      } else if open > 1 {
        "\(shape) leaves \(open) extents open, and only one follows from the others"
      } else if open == 1 {
        "\(count(numbers, "number")) cannot be shared out to \(shape): the other axes take \(taken)"
      } else {
        "\(count(numbers, "number")) cannot fill \(shape), which takes \(taken)"
      }
    return (
      "E0303", "reshape: \(reason)",
      "`reshape(x, [-1])` makes one axis of all, `shape(x)` shows those that there are"
    )
  }

  /// `a - b`, `maximum(a, b)`.
  private static func joined(_ sign: String, _ a: String, _ b: String) -> String {
    let isWord = sign.utf8.first.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") } ?? false
    return isWord && !["and", "or"].contains(sign) ? "\(sign)(\(a), \(b))" : "\(a) \(sign) \(b)"
  }
}

import Engine
import Support

extension Problems {
  /// What is wrong with an index, with what is put at its place, or with the shapes of a pair.
  static func indexWords(of error: ValueProblem) -> (code: String, String, hint: String) {
    switch error {
    case .indexHuge(let number, let extent?, let axis):
      return (
        "E0305",
        "index \(NumberText.general(number)) is outside axis \(axis), which has "
          + count(extent, "entry", "entries"),
        extent == 0 ? "the axis is empty" : "positions go from \(-extent) to \(extent - 1)"
      )
    case .indexHuge(let number, nil, _):
      return (
        "E0305", "index \(NumberText.general(number)) is outside every axis",
        "`shape(x)` shows how long the axes are"
      )
    case .indexNotWhole(let number, let extent?, let axis):
      return (
        "E0118",
        "an index into axis \(axis) must be a whole number, not \(NumberText.general(number))",
        extent == 0 ? "the axis is empty" : "positions go from \(-extent) to \(extent - 1)"
      )
    case .indexNotWhole(let number, nil, _):
      return (
        "E0118", "an index must be a whole number, not \(NumberText.general(number))",
        "`floor(x)` and `round(x)` make whole numbers"
      )
    case .labelOutside(let label, let depth):
      let isWhole = label == label.rounded() && label.isFinite
      return (
        isWhole ? "E0305" : "E0118",
        "one_hot has no place for \(NumberText.general(label)) among \(count(depth, "class", "classes"))",
        isWhole && label >= Double(depth) && label < 1e6
          ? "classes go from 0 to \(depth - 1); `one_hot(x, \(NumberText.general(label + 1)))` has room"
          : "classes are whole numbers from 0 to \(depth - 1)"
      )
    case .newShape(let count, let extents):
      return shapeWords(count, extents)
    case .indexKind(let kind):
      return (
        "E0118",
        "an index must be a whole number, a slice or a tensor of positions or truth values, not "
          + kind,
        "`x[0]` is one entry, `x[0:2]` the first two, `x[[0, 2]]` some, `x[x > 0]` those that hold"
      )
    case .maskLength(let found, let extents, let axis):
      let shape = Shape(found)
      return (
        "E0305",
        found.count == 1
          ? "\(count(found[0], "truth value")) for axis \(axis), which has "
            + count(extents.first ?? 0, "entry", "entries")
          : "truth values of shape \(shape) for axes of \(Shape(extents))",
        "an index of truth values has one for each entry: compare a tensor of that length"
      )
    case .indicesDiffer(let shapes):
      return (
        "E0303",
        "the indices have different lengths: \(list(shapes.map(\.description), "and"))",
        "one after the other chooses rows, then columns: `x[a][:, b]`"
      )
    case .listIndex(let rank):
      return (
        "E0118", "a list is indexed by a list of positions, not by a tensor of \(rank) axes",
        "`x[[0, 2]]` gives a list of two items"
      )
    case .partShape(let expected, let found):
      return (
        "E0308", "the place has shape \(expected), the new value \(found)",
        "one number fills the place; otherwise the shapes are equal"
      )
    case .elementNotWhole(let number):
      return (
        "E0118",
        "a tensor of whole numbers cannot hold \(NumberText.general(number))",
        "`x = x * 1.0` makes floating-point numbers of it first"
      )
    case .elementNotTruth(let number):
      return (
        "E0118", "a tensor of truth values cannot hold \(NumberText.general(number))",
        "`x = 1 * x` makes numbers of it first"
      )
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
    default: preconditionFailure("the words of other problems stand in Problems+Values")
    }
  }

  /// Why so many numbers do not take a shape, where -1 stands for what is left.
  private static func shapeWords(
    _ numbers: Int, _ extents: [Int]
  ) -> (code: String, String, hint: String) {
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

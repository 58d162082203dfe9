import Engine
import Support

/// How mistakes in an index, or in what is put at its place, are worded.
extension Problems {
  static func words(of error: IndexProblem) -> Words {
    switch error {
    case .outside(let index, let extent, let axis):
      return (
        "E0305",
        "index \(index) is outside axis \(axis), which has \(count(extent, "entry", "entries"))",
        extent == 0 ? "the axis is empty" : "positions go from \(-extent) to \(extent - 1)"
      )
    case .huge(let number, let extent?, let axis):
      return (
        "E0305",
        "index \(NumberText.general(number)) is outside axis \(axis), which has "
          + count(extent, "entry", "entries"),
        extent == 0 ? "the axis is empty" : "positions go from \(-extent) to \(extent - 1)"
      )
    case .huge(let number, nil, _):
      return (
        "E0305", "index \(NumberText.general(number)) is outside every axis",
        "`shape(x)` shows how long the axes are"
      )
    case .notWhole(let number, let extent?, let axis):
      return (
        "E0118",
        "an index into axis \(axis) must be a whole number, not \(NumberText.general(number))",
        extent == 0 ? "the axis is empty" : "positions go from \(-extent) to \(extent - 1)"
      )
    case .notWhole(let number, nil, _):
      return (
        "E0118", "an index must be a whole number, not \(NumberText.general(number))",
        "`floor(x)` and `round(x)` make whole numbers"
      )
    case .kind(let kind):
      return (
        "E0118",
        "an index must be a whole number, a slice or a tensor of positions or truth values, not "
          + kind,
        "`x[0]` is one entry, `x[0:2]` the first two, `x[[0, 2]]` some, `x[x > 0]` those that hold"
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
    case .tooMany(let found, let rank):
      return (
        "E0305", "\(count(found, "index", "indices")) for \(count(rank, "axis", "axes"))",
        "`shape(x)` shows the axes"
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
    case .notIndexable(let kind, let hasSamples):
      return (
        "E0120", "\(kind) cannot be indexed",
        hasSamples
          ? "`d.x[0]` is the first sample of a data set d, `d.y[0]` its target; `data d { keep age > 30 }` chooses rows"
          : kind == "a report" ? numbersOfReport : "tensors and lists can"
      )
    case .notALayer(let model):
      return (
        "E0118", "a layer of \(model) has one number",
        "`\(model)[0]` is the first layer, `\(model)[-1]` the last; `summary \(model)` lists them"
      )
    case .axisOutside(let axis, let rank, let word):
      return (
        "E0305", "\(word): axis \(axis) of a tensor with \(count(rank, "axis", "axes"))",
        rank == 0
          ? "several numbers stand in a list: `\(word)([1, 2])`"
            + (["max", "min"].contains(word) ? "; `\(word)imum(a, b)` compares two" : "")
          : "axes go from 0 to \(rank - 1)"
      )
    }
  }
}

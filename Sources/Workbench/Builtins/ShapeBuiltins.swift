import Catalog
import Engine
import Support

/// Functions that ask for or change the shape of a tensor.
enum ShapeBuiltins {
  static let all: [Builtin] = [shape, length, reshape, transpose, concatenate, stack, pad]

  private static let newShape = ParameterDescription(
    "shape", "The new extents; -1 stands for what is left.", expected: "a list of whole numbers")

  private static let shape = Builtin(
    Described.function("shape", "the extents of a tensor", "shape([[1, 2], [3, 4]])", [Described.x])
  ) { call in
    let extents = try call.tensor("x").shape.extents.map(Double.init)
    return .tensor(TensorValue(weak: Tensor(extents, [extents.count])))
  }

  private static let length = Builtin(
    Described.function(
      "len", "how many items a list, a text or a tensor's first axis has", "len([4, 5, 6])",
      [Described.x])
  ) { call in
    switch try call.value("x") {
    case .list(let items): return .number(Double(items.count))
    case .text(let text): return .number(Double(text.count))
    case .tensor(let tensor) where tensor.shape.rank > 0: return .number(Double(tensor.shape[0]))
    case .dataset(let dataset): return .number(Double(dataset.train.count))
    default: throw call.wrongType("x", expected: "a list, a text or a tensor")
    }
  }

  private static let reshape = Builtin(
    Described.function(
      "reshape", "the same numbers in another shape", "reshape(range(6), [2, 3])",
      [Described.x, newShape])
  ) { call in
    let x = try call.tensor("x")
    let given = try call.wholes("shape")
    var extents = given
    if let open = extents.firstIndex(of: -1) {
      let others = Shape(
        extents.enumerated().filter { $0.offset != open }.map { max(0, $0.element) })
      guard extents.count(where: { $0 == -1 }) == 1, others.count > 0,
        x.shape.count % others.count == 0
      else { throw ValueProblem.newShape(count: x.shape.count, given) }
      extents[open] = x.shape.count / others.count
    }
    guard extents.allSatisfy({ $0 >= 0 }), Shape(extents).count == x.shape.count else {
      throw ValueProblem.newShape(count: x.shape.count, given)
    }
    return .tensor(try Operators.reshape(x, Shape(extents)))
  }

  private static let transpose = Builtin(
    Described.function(
      "transpose", "axes in reverse or in a given order", "transpose([[1, 2], [3, 4]])",
      [
        Described.x,
        ParameterDescription(
          "axes", "The new order of the axes.", expected: "a list of whole numbers",
          default: "none"),
      ])
  ) { call in
    let x = try call.tensor("x")
    guard call.optional("axes") != nil else { return .tensor(try Fields.transposed(x)) }
    let axes = try call.wholes("axes")
    guard axes.sorted() == Array(0..<x.shape.rank) else {
      throw call.wrongType("axes", expected: "each of the \(x.shape.rank) axes once")
    }
    return .tensor(
      try Numerics.applyAsIs(Transpose(permutation: axes), [x], isWeak: x.isWeak))
  }

  private static let tensors = ParameterDescription(
    "tensors", "The tensors to join.", expected: "a list of tensors", isList: true)

  private static let concatenate = Builtin(
    Described.function(
      "concat", "joins tensors along an axis", "concat([[1, 2], [3, 4]])",
      [
        tensors,
        ParameterDescription("axis", "The axis to join.", expected: "a whole number", default: "0"),
      ])
  ) { call in
    if case .tensor(let whole) = try call.value("tensors"), whole.shape.rank > 1,
      try call.axis(rank: whole.shape.rank - 1) ?? 0 == 0
    {
      // Its parts stand one after the other already.
      let extents = whole.shape.extents
      let rows = Shape(Array(extents[..<2])).count
      return .tensor(try Operators.reshape(whole, Shape([rows] + extents[2...])))
    }
    let parts = try parts(call)
    guard let rank = parts.first?.shape.rank, rank > 0 else {
      throw call.wrongType("tensors", expected: "a list of tensors")
    }
    return .tensor(try ListValue.concatenate(parts, axis: try call.axis(rank: rank) ?? 0))
  }

  private static let stack = Builtin(
    Described.function(
      "stack", "puts tensors of one shape under a new first axis", "stack([[1, 2], [3, 4]])",
      [tensors])
  ) { call in
    if case .tensor(let whole) = try call.value("tensors"), whole.shape.rank > 0,
      whole.shape[0] > 0
    {
      return .tensor(whole)
    }
    let parts = try parts(call)
    guard let first = parts.first else { throw ValueProblem.emptyList("stack") }
    guard parts.allSatisfy({ $0.shape == first.shape }) else {
      throw ShapeError(operation: "stack", expected: "equal shapes", found: parts.map(\.shape))
    }
    return .tensor(try ListValue.stack(parts))
  }

  /// A list of tensors, or a tensor whose first axis counts them.
  private static func parts(_ call: BuiltinCall) throws -> [TensorValue] {
    switch try call.value("tensors") {
    case .tensor(let tensor) where tensor.shape.rank > 0:
      return try (0..<tensor.shape[0]).map {
        if $0 & 0xFF == 0 { try Interrupt.check() }
        return try Indexing.element(tensor, at: $0)
      }
    case .list(let items):
      return try items.map { item in
        guard let tensor = item.tensor else {
          throw call.wrongType("tensors", expected: "a list of tensors")
        }
        return tensor
      }
    default: throw call.wrongType("tensors", expected: "a list of tensors")
    }
  }

  private static let pad = Builtin(
    Described.function(
      "pad", "zeros before and after an axis", "pad([1, 2], 1, 1)",
      [
        Described.x,
        ParameterDescription("before", "How many before.", expected: "a whole number"),
        ParameterDescription("after", "How many after.", expected: "a whole number"),
        ParameterDescription("axis", "The axis to pad.", expected: "a whole number", default: "0"),
      ])
  ) { call in
    let x = try call.tensor("x")
    let before = try call.whole("before")
    let after = try call.whole("after")
    guard x.shape.rank > 0, before >= 0, after >= 0 else {
      throw call.wrongType("before", expected: "0 or more")
    }
    let axis = try call.axis(rank: x.shape.rank) ?? 0
    return .tensor(
      try Numerics.applyAsIs(
        Pad(axis: axis, before: before, after: after), [x], isWeak: x.isWeak))
  }
}

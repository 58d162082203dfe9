import Catalog
import Engine
import Support

/// Functions that ask for or change the shape of a tensor.
enum ShapeBuiltins {
  static let all: [Builtin] = [
    shape, length, HeadBuiltin.head, reshape, transpose, concatenate, stack, pad,
  ]

  private static let newShape = Parameter<[Int]>.wholes(
    "shape", "The new extents; -1 stands for what is left.")

  private static let shape = Builtin(
    Described.function(
      "shape", "the extents of a tensor", "shape([[1, 2], [3, 4]])", [Described.x.description])
  ) { call in
    let extents = try call[Described.x].shape.extents.map(Double.init)
    return .tensor(TensorValue(weak: Tensor(extents, [extents.count])))
  }

  private static let length = Builtin(
    Described.function(
      "len", "how many items a list, a text or a tensor's first axis has", "len([4, 5, 6])",
      [Described.x.description])
  ) { call in
    switch call.value(of: Described.x.description) {
    case .list(let items)?: return .number(Double(items.count))
    case .record(let record)?: return .number(Double(record.names.count))
    case .text(let text)?: return .number(Double(text.count))
    case .tensor(let tensor)? where tensor.shape.rank > 0: return .number(Double(tensor.shape[0]))
    case .dataset(let dataset)?: return .number(Double(dataset.train.count))
    default: throw call.wrongType(Described.x, "a list, a text or a tensor")
    }
  }

  private static let reshape = Builtin(
    Described.function(
      "reshape", "the same numbers in another shape", "reshape(range(6), [2, 3])",
      [Described.x.description, newShape.description])
  ) { call in
    let x = try call[Described.x]
    let given = try call[newShape]
    var extents = given
    if let open = extents.firstIndex(of: -1) {
      let others = Shape(
        extents.enumerated().filter { $0.offset != open }.map { max(0, $0.element) })
      guard extents.count(where: { $0 == -1 }) == 1, others.count > 0,
        x.shape.count % others.count == 0
      else { throw ValueProblem.shape(.newShape(count: x.shape.count, given)) }
      extents[open] = x.shape.count / others.count
    }
    guard extents.allSatisfy({ $0 >= 0 }), Shape(extents).count == x.shape.count else {
      throw ValueProblem.shape(.newShape(count: x.shape.count, given))
    }
    return .tensor(try Operators.reshape(x, Shape(extents)))
  }

  private static let order = Parameter<[Int]>.wholes(
    "axes", "The new order of the axes.", shown: .nothing)

  private static let transpose = Builtin(
    Described.function(
      "transpose", "axes in reverse or in a given order", "transpose([[1, 2], [3, 4]])",
      [Described.x.description, order.description])
  ) { call in
    let x = try call[Described.x]
    guard let axes = try call.optional(order) else { return .tensor(try Fields.transposed(x)) }
    guard axes.sorted() == Array(0..<x.shape.rank) else {
      throw call.wrongType(order, "each of the \(x.shape.rank) axes once")
    }
    return .tensor(
      try Numerics.applyAsIs(Transpose(permutation: axes), [x], isWeak: x.isWeak))
  }

  private static let tensors = Parameter<Value>.any(
    "tensors", "The tensors to join.", expected: "a list of tensors", isList: true)
  private static let joined = Parameter<Int>("axis", "The axis to join.", default: 0)

  private static let concatenate = Builtin(
    Described.function(
      "concat", "joins tensors along an axis", "concat([[1, 2], [3, 4]])",
      [tensors.description, joined.description])
  ) { call in
    if case .tensor(let whole) = try call[tensors], whole.shape.rank > 1,
      try call.axis(joined, rank: whole.shape.rank - 1) ?? 0 == 0
    {
      // Its parts stand one after the other already.
      let extents = whole.shape.extents
      let rows = Shape(Array(extents[..<2])).count
      return .tensor(try Operators.reshape(whole, Shape([rows] + extents[2...])))
    }
    let parts = try parts(call)
    guard let rank = parts.first?.shape.rank, rank > 0 else {
      throw call.wrongType(tensors, "a list of tensors")
    }
    return .tensor(try ListValue.concatenate(parts, axis: try call.axis(joined, rank: rank) ?? 0))
  }

  private static let stack = Builtin(
    Described.function(
      "stack", "puts tensors of one shape under a new first axis", "stack([[1, 2], [3, 4]])",
      [tensors.description])
  ) { call in
    if case .tensor(let whole) = try call[tensors], whole.shape.rank > 0,
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
    switch try call[tensors] {
    case .tensor(let tensor) where tensor.shape.rank > 0:
      return try (0..<tensor.shape[0]).map {
        if $0 & 0xFF == 0 { try Interrupt.check() }
        return try Indexing.element(tensor, at: $0)
      }
    case .list(let items):
      return try items.map { item in
        guard let tensor = item.tensor else {
          throw call.wrongType(tensors, "a list of tensors")
        }
        return tensor
      }
    default: throw call.wrongType(tensors, "a list of tensors")
    }
  }

  private static let before = Parameter<Int>("before", "How many before.")
  private static let after = Parameter<Int>("after", "How many after.")
  private static let padded = Parameter<Int>("axis", "The axis to pad.", default: 0)

  private static let pad = Builtin(
    Described.function(
      "pad", "zeros before and after an axis", "pad([1, 2], 1, 1)",
      [Described.x.description, before.description, after.description, padded.description])
  ) { call in
    let x = try call[Described.x]
    let (first, last) = (try call[before], try call[after])
    guard x.shape.rank > 0, first >= 0, last >= 0 else {
      throw call.wrongType(before, "0 or more")
    }
    let axis = try call.axis(padded, rank: x.shape.rank) ?? 0
    return .tensor(
      try Numerics.applyAsIs(
        Pad(axis: axis, before: first, after: last), [x], isWeak: x.isWeak))
  }
}

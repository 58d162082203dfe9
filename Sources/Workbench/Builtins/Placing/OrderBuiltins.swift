import Catalog
import Engine
import Support

/// Functions about the order of elements: where they stand in it, and which there are.
enum OrderBuiltins {
  static let all: [Builtin] = [order, search, unique]

  private static let sorted = Parameter<Int>("axis", "The axis to order along.", default: -1)
  private static let descending = Parameter<Bool>(
    "descending", "The largest first.", default: false)

  private static let order = Builtin(
    Described.function(
      "argsort", "the positions of the elements in ascending order", "argsort([30, 10, 20])",
      [Described.x.description, sorted.description, descending.description],
      details:
        "Equal elements keep their order; nan counts as the largest. `x[argsort(x)]` sorts x.")
  ) { call in
    let x = try call[Described.x]
    guard x.shape.rank > 0 else { return .tensor(TensorValue(Tensor([Int32(0)], []))) }
    let axis = try call.counted(call[sorted], rank: x.shape.rank)
    return .tensor(
      try Numerics.applyAsIs(
        ArgSort(axis: axis, descending: try call[descending]), [x], isWeak: false))
  }

  private static let ascending = Parameter<TensorValue>.tensor(
    "sorted", "A vector in ascending order.", expected: "a vector")
  private static let wanted = Parameter<TensorValue>.tensor("values", "What is looked for.")
  private static let sides = ["left", "right"]
  private static let side = Parameter<String>.value(
    "side", "left: in front of equal elements; right: behind them.", expected: "a word",
    shown: .word("left"), words: sides
  ) { value, _ in
    switch value {
    case .spec(let spec, _) where sides.contains(spec.name): spec.name
    case .text(let text) where sides.contains(text): text
    default: nil
    }
  }

  private static let search = Builtin(
    Described.function(
      "searchsorted", "where values would stand in an ordered vector",
      "searchsorted([10, 20, 30], [5, 20, 35])",
      [ascending.description, wanted.description, side.description])
  ) { call in
    let written = try call[ascending]
    guard written.shape.rank == 1 else { throw call.wrongType(ascending, "a vector") }
    let values = try call[wanted]
    let type =
      [written, values].first { !$0.isWeak && $0.dtype.isFloat }?.dtype ?? .float64
    guard let known = try Numerics.constant(Numerics.cast(written, to: type)),
      let looked = try Numerics.constant(Numerics.cast(values, to: type))
    else { throw ValueProblem.conditionTraced }
    try call.requireBytes(ByteEstimate.product(known.count + looked.count, 16))
    let (edges, numbers) = (known.doubles, looked.doubles)
    guard zip(edges, edges.dropFirst()).allSatisfy({ !isBelow($1, $0) }) else {
      throw call.outOfRange(ascending, "in ascending order")
    }
    let isRight = try call.optional(side) == "right"
    let places = try Interrupt.map(numbers.count) {
      Int32(clamping: place(of: numbers[$0], in: edges, isRight: isRight))
    }
    return .tensor(TensorValue(Tensor(places, looked.shape)))
  }

  /// Whether a stands in front of b; nan behind all numbers.
  private static func isBelow(_ a: Double, _ b: Double) -> Bool {
    a < b || (b.isNaN && !a.isNaN)
  }

  /// How many edges stand in front of a number: all below it, on the right also those equal to it.
  static func place(of number: Double, in edges: [Double], isRight: Bool) -> Int {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      let goesOn =
        isRight ? !isBelow(number, edges[middle]) : isBelow(edges[middle], number)
      if goesOn { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static let anything = Parameter<Value>.any(
    "x", "A tensor, or a list of texts.", expected: "a tensor or a list of texts")
  private static let counted = Parameter<Bool>(
    "return_counts", "Gives a record with how often each is there.", default: false)
  private static let inverse = Parameter<Bool>(
    "return_inverse", "Gives a record with the place of each element of x among them.",
    default: false)

  private static let unique = Builtin(
    Described.function(
      "unique", "the different elements in ascending order", "unique([3, 1, 3, 2])",
      [anything.description, counted.description, inverse.description],
      details: """
        With an option a record: `u = unique(x, return_counts=true)`, then `u.values` and `u.counts`. A list of texts
        gives a list of texts. All nan are one.
        """)
  ) { call in
    let (values, groups, shape) = try different(call)
    var (names, fields) = (["values"], [values])
    if try call[counted] {
      var counts = [Int32](repeating: 0, count: values.itemCount)
      for place in groups { counts[Int(place)] += 1 }
      names.append("counts")
      fields.append(.tensor(TensorValue(Tensor(counts, [counts.count]))))
    }
    if try call[inverse] {
      names.append("inverse")
      fields.append(.tensor(TensorValue(Tensor(groups, shape))))
    }
    return names.count == 1 ? values : .record(try RecordValue(names, fields).checked())
  }

  /// The different elements, and for each element of x its place among them.
  private static func different(
    _ call: BuiltinCall
  ) throws -> (values: Value, groups: [Int32], shape: Shape) {
    let written = try call[anything]
    if case .list(let items) = written {
      let texts = items.compactMap { item -> String? in
        if case .text(let text) = item { text } else { nil }
      }
      guard texts.count == items.count else {
        throw call.wrongType(anything, "a tensor or a list of texts")
      }
      let order = texts.indices.interruptiblySorted { texts[$0] < texts[$1] }
      let (firsts, groups) = try grouped(order) { texts[$0] == texts[$1] }
      return (.list(firsts.map { .text(texts[$0]) }), groups, [texts.count])
    }
    guard let x = written.tensor else { throw call.wrongType(anything, found: written.foundText) }
    guard let known = try Numerics.constant(x) else { throw ValueProblem.conditionTraced }
    try call.requireBytes(ByteEstimate.product(known.count, 40))
    let flat = try Rearranging.flat(
      (x.isWeak ? TensorValue(weak: known) : TensorValue(known)).with(x.roles))
    let positions = try Numerics.applyAsIs(ArgSort(axis: 0), [flat], isWeak: false)
    let numbers = known.doubles
    let order = (positions.known?.doubles ?? []).map { Int(saturating: $0) }
    let (firsts, groups) = try grouped(order) {
      numbers[$0] == numbers[$1] || (numbers[$0].isNaN && numbers[$1].isNaN)
    }
    let index = firsts.map { Int32(clamping: $0) }
    let values = try Rearranging.taken(flat, axis: 0, index, [index.count])
    return (.tensor(values), groups, known.shape)
  }

  /// The first of each run of equal elements in an order, and the number of the run of each.
  private static func grouped(
    _ order: [Int], _ areEqual: (Int, Int) -> Bool
  ) throws -> (firsts: [Int], groups: [Int32]) {
    try Interrupt.check()
    var firsts: [Int] = []
    var groups = [Int32](repeating: 0, count: order.count)
    for index in order.indices.untilInterrupted {
      let position = order[index]
      if index == 0 || !areEqual(order[index - 1], position) { firsts.append(position) }
      groups[position] = Int32(clamping: firsts.count - 1)
    }
    try Interrupt.check()
    return (firsts, groups)
  }
}

extension Value {
  /// How many items a list or the first axis of a tensor has; 0 for anything else.
  var itemCount: Int {
    switch self {
    case .list(let items): items.count
    case .tensor(let tensor): tensor.shape.extents.first ?? 0
    default: 0
    }
  }
}

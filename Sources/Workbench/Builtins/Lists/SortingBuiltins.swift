import Catalog
import Engine
import Support

/// `sorted`, by the items themselves or by what a function gives for them.
enum SortingBuiltins {
  static let all: [Builtin] = [sorted]

  private static let key = Parameter<Value>.value(
    "key", "A function; items are ordered by what it gives, a number or a text.",
    expected: "a function", shown: .nothing
  ) { value, _ in
    switch value {
    case .function, .spec, .model: value
    default: nil
    }
  }
  private static let reverse = Parameter<Bool>("reverse", "The largest first.", default: false)

  private static let sorted = Builtin(
    Described.function(
      "sorted", "the items in ascending order; equal ones stay in theirs",
      "sorted([\"pear\", \"fig\"], key=len)",
      [ListBuiltins.items.description, key.description, reverse.description],
      details: """
        Numbers or texts; anything else by a key: `sorted(rows, key=r -> r.age)`. Texts go by their code points.
        `sort(x)` orders each row of a tensor.
        """)
  ) { call in
    let source = try call[ListBuiltins.items]
    let isReversed = try call[reverse]
    let key = try call.optional(key)
    if key == nil, case .tensor(let tensor) = source, tensor.shape.rank == 1 {
      return .tensor(
        try Numerics.applyAsIs(
          Sort(axis: 0, descending: isReversed), [tensor], isWeak: tensor.isWeak))
    }
    let items = Array(try call.evaluator.items(of: source, for: "sorted"))
    let keys = try key.map { function in
      try items.map { try call.evaluator.call(function, [$0]) }
    }
    let order = try order(of: keys ?? items, isReversed, call)
    return try ListBuiltins.kind(of: order.map { items[$0] }, from: source)
  }

  private static func order(
    of keys: [Value], _ isReversed: Bool, _ call: BuiltinCall
  ) throws -> [Int] {
    let texts = keys.compactMap { if case .text(let text) = $0 { text } else { nil } }
    if texts.count == keys.count, !texts.isEmpty {
      return try checked(
        keys.indices.interruptiblySorted {
          isReversed ? texts[$1] < texts[$0] : texts[$0] < texts[$1]
        })
    }
    let numbers = try keys.compactMap { value -> Double? in
      guard let tensor = value.tensor, tensor.shape.count == 1 else { return nil }
      guard let known = try Numerics.constant(tensor) else { throw ValueProblem.conditionTraced }
      return known.first
    }
    guard numbers.count == keys.count else {
      let other = keys.first { $0.tensor?.shape.count != 1 } ?? .none
      throw call.wrongType(
        ListBuiltins.items, "numbers or texts, or what a `key` makes them", found: other.messageText
      )
    }
    // nan stands at the end, as in `sort`.
    func isBelow(_ a: Double, _ b: Double) -> Bool { a < b || (b.isNaN && !a.isNaN) }
    return try checked(
      keys.indices.interruptiblySorted {
        isReversed ? isBelow(numbers[$1], numbers[$0]) : isBelow(numbers[$0], numbers[$1])
      })
  }

  private static func checked(_ order: [Int]) throws -> [Int] {
    try Interrupt.check()
    return order
  }
}

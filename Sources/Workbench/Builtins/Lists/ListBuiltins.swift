import Catalog
import Engine
import Support

/// Functions of lists, and of whatever else can be gone through: tensors by their first axis, ranges, texts.
enum ListBuiltins {
  static let all: [Builtin] =
    [map, filter, zip, enumerate, reversed] + SortingBuiltins.all + [VectorizedMap.builtin]

  static let items = Parameter<Value>.any(
    "items", "A list, a tensor, a range of whole numbers or a text.",
    expected: "a list, a tensor, a range or a text")
  static let function = Parameter<Value>(
    "f", "The function.", expected: "a function"
  ) { argument in
    switch argument.languageValue {
    case .function, .spec, .model: argument.languageValue
    default: nil
    }
  }
  private static let lists = Parameter<[Value]>.values(
    "items", "What f is called with; of several one item of each.",
    expected: "lists, tensors, ranges or texts")

  /// Several values as what they are best: numbers and tensors of one shape as a tensor, anything else as a list.
  static func collected(_ values: [Value]) throws -> Value {
    let tensors = values.lazy.compactMap(\.tensor)
    if let first = tensors.first, tensors.count == values.count,
      tensors.contains(where: { $0.shape != first.shape })
    {
      return .list(try ValueList(values).checked())
    }
    return try ListValue.make(values)
  }

  /// The items of several values at one time, as many as the shortest has.
  private static func rows(
    _ call: BuiltinCall, _ each: ([Value]) throws -> Void
  ) throws {
    let given = try call[lists]
    guard !given.isEmpty else { return }
    let name = call.signature.name
    let iterators = try given.map {
      try call.evaluator.items(of: $0, for: name).makeIterator()
    }
    var count = 0
    while true {
      var row: [Value] = []
      for index in iterators.indices {
        guard let value = iterators[index].next() else { return }
        row.append(value)
      }
      count += 1
      try Evaluator.checkRounds(count)
      try each(row)
    }
  }

  private static let map = Builtin(
    Described.function(
      "map", "what a function gives for each item; numbers give a tensor, anything else a list",
      "map(x -> x^2, [1, 2, 3])", [function.description, lists.description],
      details: "The same as `[f(x) for x in xs]`. With several lists f gets an item of each.")
  ) { call in
    let f = try call[function]
    var results: [Value] = []
    try rows(call) { results.append(try call.evaluator.call(f, $0)) }
    return try collected(results)
  }

  private static let filter = Builtin(
    Described.function(
      "filter", "the items for which a function holds", "filter(x -> x > 1, [3, 1, 2])",
      [function.description, items.description],
      details: "Of a tensor its rows. `x[x > 1]` selects from a tensor at once.")
  ) { call in
    let f = try call[function]
    let source = try call[items]
    var kept: [Value] = []
    for item in try call.evaluator.items(of: source, for: "filter") {
      let answer = try call.evaluator.call(f, [item])
      if try call.evaluator.truth(of: answer) { kept.append(item) }
    }
    return try kind(of: kept, from: source)
  }

  /// Items of a list as a list, those of a tensor as a tensor, characters as a text.
  static func kind(of items: [Value], from source: Value) throws -> Value {
    switch source {
    case .list: return .list(try ValueList(items).checked())
    case .text:
      return .text(items.map { if case .text(let text) = $0 { text } else { "" } }.joined())
    case .tensor(let tensor) where items.isEmpty:
      return .tensor(try Indexing.slice(tensor, 0, 0, 0))
    default: return try collected(items)
    }
  }

  private static let zip = Builtin(
    Described.function(
      "zip", "the first items of several lists together, then the second ones, and so on",
      "zip([\"a\", \"b\"], [1, 2])", [lists.description],
      details: "Ends with the shortest. Rows of numbers give a tensor.")
  ) { call in
    var results: [Value] = []
    try rows(call) { results.append(try collected($0)) }
    return try collected(results)
  }

  private static let start = Parameter<Double>("start", "The first number.", default: 0)

  private static let enumerate = Builtin(
    Described.function(
      "enumerate", "each item behind its number, from 0 on", "enumerate([\"a\", \"b\"])",
      [items.description, start.description])
  ) { call in
    let first = try call[start]
    var results: [Value] = []
    for item in try call.evaluator.items(of: call[items], for: "enumerate") {
      results.append(try collected([.number(first + Double(results.count)), item]))
    }
    return try collected(results)
  }

  private static let reversed = Builtin(
    Described.function(
      "reversed", "the items in the opposite order", "reversed([1, 2, 3])", [items.description],
      details: "Of a tensor its first axis; `flip` turns any axis.")
  ) { call in
    let source = try call[items]
    if case .tensor(let tensor) = source, tensor.shape.rank > 0 {
      return .tensor(
        try Numerics.applyAsIs(Reverse(axis: 0), [tensor], isWeak: tensor.isWeak))
    }
    if case .text(let text) = source { return .text(String(text.reversed())) }
    var values: [Value] = []
    for item in try call.evaluator.items(of: source, for: "reversed") { values.append(item) }
    return try kind(of: values.reversed(), from: source)
  }
}

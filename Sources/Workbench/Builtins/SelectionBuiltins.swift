import Catalog
import Engine
import Support

/// Functions that pick, order and encode elements.
enum SelectionBuiltins {
  static let all: [Builtin] = [sort, topk, oneHot, shuffle, confusion]

  private static let sort = Builtin(
    Described.function(
      "sort", "elements in ascending order along the last axis", "sort([3, 1, 2])",
      [Described.x.description])
  ) { call in
    let x = try call[Described.x]
    guard x.shape.rank > 0 else { return .tensor(x) }
    return .tensor(try Numerics.applyAsIs(Sort(axis: x.shape.rank - 1), [x], isWeak: x.isWeak))
  }

  private static let count = Parameter<Int>("k", "How many.")

  private static let topk = Builtin(
    Described.function(
      "topk", "the k largest elements in descending order", "topk([3, 9, 4], 2)",
      [Described.x.description, count.description])
  ) { call in
    let x = try call[Described.x]
    let k = try call[count]
    guard x.shape.rank > 0, k >= 0, k <= x.shape[x.shape.rank - 1] else {
      throw call.wrongType(count, "between 0 and the length of the last axis")
    }
    return .tensor(try Numerics.applyAsIs(TopK(count: k), [x], isWeak: x.isWeak))
  }

  private static let depth = Parameter<Int>("depth", "How many classes.")

  private static let oneHot = Builtin(
    Described.function(
      "one_hot", "class numbers as rows with a single 1", "one_hot([0, 2], 3)",
      [Described.x.description, depth.description])
  ) { call in
    let depth = try call[depth]
    guard depth >= 1 else { throw call.wrongType(Self.depth, "1 or more") }
    let labels = try call[Described.x]
    func isForeign(_ label: Double) -> Bool {
      !(label == label.rounded(.down) && label >= 0 && label < Double(depth))
    }
    if let foreign = try Numerics.constant(labels)?.first(where: isForeign) {
      throw ValueProblem.index(.labelOutside(foreign, depth: depth))
    }
    let x = try Numerics.cast(labels, to: .int32)
    return .tensor(
      try Numerics.applyAsIs(
        OneHot(depth: depth, dtype: call.evaluator.dtype), [x], isWeak: false))
  }

  private static let shuffle = Builtin(
    Described.function(
      "shuffle", "the rows in a random order that follows from the seed", "shuffle([1, 2, 3])",
      [Described.x.description])
  ) { call in
    let x = try call[Described.x]
    guard x.shape.rank > 0 else { return .tensor(x) }
    try call.requireBytes(ByteEstimate.product(x.shape[0], 12))
    let positions = try order(of: x.shape[0], call.evaluator)
    return .tensor(try Numerics.applyAsIs(Gather(), [x, positions], isWeak: x.isWeak))
  }

  /// 0..<count in a random order; in a step of a training in another one for each batch.
  private static func order(of count: Int, _ evaluator: Evaluator) throws -> TensorValue {
    if let step = evaluator.context.tracing.step {
      let keys = RandomUniform([count], .float64, stream: step.nextStream("shuffle \(count)"))
      let node = try step.graph.apply(ArgSort(axis: 0), to: step.graph.apply(keys, toAll: []))
      return TensorValue(node, in: step.graph, isWeak: false)
    }
    let order = evaluator.session.random.stream(.shuffle, "shuffle \(count)").permutation(
      count, epoch: 0)
    return TensorValue(Tensor(TensorType([count], .int32)) { Double(order[$0]) })
  }

  private static let truth = Parameter<TensorValue>.tensor(
    "y", "True class numbers.", expected: "a tensor")
  private static let prediction = Parameter<TensorValue>.tensor(
    "p", "Predicted class numbers.", expected: "a tensor")

  private static let confusion = Builtin(
    Described.function(
      "confusion", "counts of true classes (rows) against predicted ones (columns)",
      "confusion([0, 1, 1], [0, 1, 0])",
      [truth.description, prediction.description])
  ) { call in
    guard let classes = try call[truth].known, let predicted = try call[prediction].known else {
      throw ValueProblem.conditionTraced
    }
    guard classes.count == predicted.count else {
      throw ShapeError(
        operation: "confusion", kind: .classCounts, expected: "one prediction for each true class",
        found: [classes.shape, predicted.shape])
    }
    try call.requireBytes(ByteEstimate.product(classes.count, 20))
    let rows = try classNumbers(classes, truth, call)
    let columns = try classNumbers(predicted, prediction, call)
    var most: Int32 = -1
    for index in rows.indices.untilInterrupted { most = max(most, rows[index], columns[index]) }
    let width = Int(most) + 1
    let type = TensorType([width, width], .int32)
    // A class number decides how large the table is, and hardly any of its memory is touched.
    try call.requireBytes(type.byteCount)
    return .tensor(
      TensorValue(
        Tensor(
          countsOf: rows.indices.untilInterrupted.lazy.map {
            Int(rows[$0]) * width + Int(columns[$0])
          }, type.shape)
      ).asConfusion())
  }

  private static func classNumbers(
    _ tensor: Tensor, _ parameter: Parameter<TensorValue>, _ call: BuiltinCall
  ) throws -> [Int32] {
    let numbers = tensor.doubles
    return try Interrupt.map(numbers.count) { index in
      let label = Int(checked: numbers[index], rounded: .toNearestOrAwayFromZero)
      guard let label, (0...9_999).contains(label) else {
        throw call.wrongType(
          parameter, "class numbers from 0 to 9,999",
          found: NumberText.general(numbers[index]))
      }
      return Int32(label)
    }
  }
}

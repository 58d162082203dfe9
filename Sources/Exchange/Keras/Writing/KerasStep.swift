import Engine
import Support

/// One operation of Keras: its class, what it is made with, and what it is called with.
struct KerasStep {
  let className: String
  var module = "numpy"
  var members: [JSON.Member] = []
  var places: [KerasEntry.Place]
  var isList = false

  init(_ className: String, _ places: [KerasEntry.Place]) {
    (self.className, self.places) = (className, places)
  }

  fileprivate init(
    _ className: String, _ module: String, _ members: [JSON.Member], _ places: [KerasEntry.Place],
    isList: Bool = false
  ) {
    (self.className, self.module, self.members) = (className, module, members)
    (self.places, self.isList) = (places, isList)
  }

  /// An operation of a graph; `nil` where Keras has none that gives the same numbers.
  init?(
    _ operation: any Operation, _ inputs: [Graph.Node], _ places: [KerasEntry.Place],
    _ node: Graph.Node, _ pair: GraphPair
  ) {
    if let words = Self.plain[operation.name], words.count == inputs.count {
      self.init(words.className, words.module, words.members, places)
      return
    }
    let rank = inputs.first?.shape.rank ?? 0
    func positive(_ axis: Int) -> Int { axis < 0 ? axis + rank : axis }
    switch operation {
    case is GaussianLinearUnit:
      self.init("Gelu", "nn", [.init("approximate", false)], places)
    case let clip as Clip:
      self.init(
        "Clip", "numpy",
        [.init("x_min", .number(clip.low)), .init("x_max", .number(clip.high))], places)
    case is Negate: self.init("Negative", "numpy", [], places)
    case is Where: self.init("Where", "numpy", [], places)
    case let comparison as Comparison:
      self.init(Self.comparisons[comparison.name] ?? "Equal", "numpy", [], places)
    case let cast as Cast:
      self.init("Cast", "core", [.init("dtype", .text("\(cast.dtype)"))], places)
    case let rows as OneHot:
      self.init(
        "OneHot", "nn",
        [
          .init("num_classes", .whole(rows.depth)), .init("axis", -1),
          .init("dtype", .text("\(rows.dtype)")), .init("sparse", false),
        ], places)
    case let most as ArgMax where positive(most.axis) > 0:
      self.init(
        "Argmax", "numpy",
        [.init("axis", .whole(positive(most.axis))), .init("keepdims", false)], places)
    case let least as ArgMin where positive(least.axis) > 0:
      self.init(
        "Argmin", "numpy",
        [.init("axis", .whole(positive(least.axis))), .init("keepdims", false)], places)
    case let sums as CumulativeSum where positive(sums.axis) > 0 && !sums.isReversed:
      self.init(
        "Cumsum", "numpy", [.init("axis", .whole(positive(sums.axis))), .init("dtype", .null)],
        places)
    case let turned as Reverse where positive(turned.axis) > 0:
      self.init("Flip", "numpy", [.init("axis", .whole(positive(turned.axis)))], places)
    case let logical as Logical:
      self.init(Self.logic[logical.kind] ?? "LogicalNot", "numpy", [], places)
    case let softmax as Softmax where positive(softmax.axis) > 0:
      self.init("Softmax", "nn", [.init("axis", .whole(positive(softmax.axis)))], places)
    case let softmax as LogSoftmax where positive(softmax.axis) > 0:
      self.init("LogSoftmax", "nn", [.init("axis", .whole(positive(softmax.axis)))], places)
    case let sum as Sum: self.init("Sum", sum.axes, sum.keepsAxes, rank, places)
    case let mean as Mean: self.init("Mean", mean.axes, mean.keepsAxes, rank, places)
    case let most as MaximumOf: self.init("Max", most.axes, most.keepsAxes, rank, places)
    case let least as MinimumOf: self.init("Min", least.axes, least.keepsAxes, rank, places)
    case let product as MatrixProduct
    where !product.transposeLeft && !product.transposeRight && rank == inputs[1].shape.rank:
      self.init("Matmul", "numpy", [], places)
    case let transpose as Transpose where transpose.permutation.first == 0:
      self.init(
        "Transpose", "numpy", [.init("axes", .list(transpose.permutation.map { .whole($0) }))],
        places)
    case let concatenate as Concatenate where positive(concatenate.axis) > 0:
      self.init(
        "Concatenate", "numpy", [.init("axis", .whole(positive(concatenate.axis)))], places,
        isList: true)
    case is Reshape:
      guard let extents = pair.extents(of: node), extents.first == .batches(1) else { return nil }
      var target: [JSON] = [.whole(-1)]
      for extent in extents.dropFirst() {
        guard case .known(let length) = extent else { return nil }
        target.append(.whole(length))
      }
      self.init("Reshape", "numpy", [.init("newshape", .list(target))], places)
    case let slice as Slice where positive(slice.axis) > 0:
      let key = (0..<rank).map { axis in
        Self.range(axis == positive(slice.axis) ? (slice.from, slice.to) : nil)
      }
      self.init(
        "GetItem", "numpy", [],
        places + [.json(.list(key))])
    default: return nil
    }
  }

  /// Along axes, none of which is the batch.
  private init?(
    _ className: String, _ axes: [Int]?, _ keeps: Bool, _ rank: Int, _ places: [KerasEntry.Place]
  ) {
    let positive = (axes ?? Array(0..<rank)).map { $0 < 0 ? $0 + rank : $0 }
    guard !positive.contains(0), !positive.isEmpty else { return nil }
    self.init(
      className, "numpy",
      [.init("axis", .list(positive.map { .whole($0) })), .init("keepdims", .bool(keeps))], places)
  }

  private static func range(_ ends: (Int, Int)?) -> JSON {
    [
      "class_name": "__slice__",
      "config": [
        "start": ends.map { .whole($0.0) } ?? .null, "stop": ends.map { .whole($0.1) } ?? .null,
        "step": .null,
      ],
    ]
  }

  private static let comparisons = [
    "==": "Equal", "!=": "NotEqual", "<": "Less", "<=": "LessEqual", ">": "Greater",
    ">=": "GreaterEqual",
  ]

  private static let logic: [Logical.Kind: String] = [
    .and: "LogicalAnd", .or: "LogicalOr", .not: "LogicalNot",
  ]

  private struct Words {
    let className: String
    let module: String
    let count: Int
    var members: [JSON.Member] = []
  }

  /// Operations number by number, by their names in a graph.
  private static let plain: [String: Words] = {
    let unary = [
      "exp": "Exp", "log": "Log", "sin": "Sin", "cos": "Cos", "tanh": "Tanh", "sqrt": "Sqrt",
      "abs": "Absolute", "sign": "Sign", "floor": "Floor", "ceil": "Ceil", "trunc": "Trunc",
      "tan": "Tan", "asin": "Arcsin", "acos": "Arccos", "atan": "Arctan", "sinh": "Sinh",
      "cosh": "Cosh", "asinh": "Arcsinh", "acosh": "Arccosh", "atanh": "Arctanh",
      "log1p": "Log1p", "expm1": "Expm1", "log2": "Log2", "log10": "Log10",
    ].mapValues { Words(className: $0, module: "numpy", count: 1) }
    let others = [
      "sigmoid": ("Sigmoid", "nn"), "softplus": ("Softplus", "nn"), "relu": ("Relu", "nn"),
      "erf": ("Erf", "math"), "rsqrt": ("Rsqrt", "math"),
    ].mapValues { Words(className: $0.0, module: $0.1, count: 1) }
    let binary = [
      "+": "Add", "-": "Subtract", "*": "Multiply", "/": "TrueDivide", "**": "Power",
      "maximum": "Maximum", "minimum": "Minimum", "mod": "Mod", "atan2": "Arctan2",
      "hypot": "Hypot",
    ].mapValues { Words(className: $0, module: "numpy", count: 2) }
    let rounded = [
      "round": Words(
        className: "Round", module: "numpy", count: 1, members: [.init("decimals", 0)])
    ]
    return unary.merging(rounded) { first, _ in first }.merging(others) { first, _ in first }
      .merging(binary) { first, _ in first }
  }()
}

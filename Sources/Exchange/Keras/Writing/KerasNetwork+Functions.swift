import Catalog
import Engine
import Learning
import Support

/// Functions of the user: operations of Keras's own, one entry for each step of the formula.
extension KerasNetwork {
  /// The entries of a function of tensors, the last one called `label` where nothing else is.
  ///
  /// Throws where a step has no operation in Keras, and where the result depends on the size of the batch.
  mutating func trace(
    _ function: any TraceableFunction, _ label: String, _ tensors: [KerasTensor], as shown: String
  ) throws(KerasError) -> KerasTensor {
    let refusal = KerasError.option(shown, layer: label)
    let type = dtype
    let pair: GraphPair
    do throws(ExportError) {
      pair = try GraphPair(named: label, format: "Keras") { (rows) throws(ExportError) in
        let graph = Graph()
        let inputs = tensors.map {
          graph.input(TensorType(Shape([rows] + $0.shape), type), name: $0.layer)
        }
        do {
          return (graph, inputs, try function.trace(inputs, in: graph), nil)
        } catch {
          throw .model(error)
        }
      }
    } catch {
      throw refusal
    }
    guard pair.extents(of: pair.output)?.first == .batches(1) else { throw refusal }
    var places: [Int: KerasEntry.Place] = [:]
    // What is true or false there, and no number: a cast makes one where it is used as one.
    var truths: [Int: KerasTensor] = [:]
    for (input, tensor) in zip(pair.inputs, tensors) { places[input.index] = .tensor(tensor) }
    for index in pair.needed().all where places[index] == nil {
      let node = pair.graph.nodes[index]
      switch pair.graph.sources[index] {
      case .constant(let tensor) where pair.isFixed(node):
        places[index] = tensor.count == 1 ? .number(tensor.doubles[0]) : .array(tensor)
      case .operation(let operation, let inputs):
        var operands: [KerasEntry.Place] = []
        for (place, input) in inputs.enumerated() {
          if let truth = truths[input.index], operation.takesTruth(at: place) {
            operands.append(.tensor(truth))
          } else if let truth = truths[input.index], places[input.index] == nil {
            let number = number(truth, free("\(label)_cast"), input)
            places[input.index] = .tensor(number)
            operands.append(.tensor(number))
          } else if let operand = places[input.index] {
            operands.append(operand)
          }
        }
        guard operands.count == inputs.count,
          let step = KerasStep(operation, inputs, operands, node, pair)
        else { throw refusal }
        let isTruth = operation is Comparison || operation is Logical
        let isLast =
          index == pair.output.index && !isTruth && !entries.contains { $0.name == label }
        let tensor = append(
          step, isLast ? label : free("\(label)_\(step.className.lowercased())"), node)
        if isTruth { truths[index] = tensor } else { places[index] = .tensor(tensor) }
      default: throw refusal
      }
    }
    if let truth = truths[pair.output.index] {
      return number(
        truth, entries.contains { $0.name == label } ? free("\(label)_cast") : label, pair.output)
    }
    guard case .tensor(let result)? = places[pair.output.index] else { throw refusal }
    // What goes through unchanged is an operation, too: it ends a mask.
    return pair.inputs.contains(pair.output)
      ? append(
        KerasStep("Multiply", [.tensor(result), .number(1)]), free("\(label)_multiply"), pair.output
      ) : result
  }

  /// 1 for what is true and 0 for what is not, as all comparisons give here.
  private mutating func number(
    _ truth: KerasTensor, _ name: String, _ node: Graph.Node
  ) -> KerasTensor {
    var step = KerasStep("Cast", [.tensor(truth)])
    step.module = "core"
    step.members = [.init("dtype", .text("\(dtype)"))]
    return append(step, name, node)
  }

  private mutating func append(
    _ step: KerasStep, _ name: String, _ node: Graph.Node
  ) -> KerasTensor {
    add(
      KerasEntry(
        name: name, className: step.className, module: "keras.src.ops.\(step.module)",
        config: .object([.init("name", .text(name))] + step.members),
        calls: [.init(places: step.places, isList: step.isList)]),
      shape: Array(node.shape.extents.dropFirst()))
  }
}

extension Operation {
  /// Whether Keras wants no number there, but what is true or false.
  fileprivate func takesTruth(at place: Int) -> Bool {
    self is Logical || self is Where && place == 0
  }
}

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

  private init(
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
      "abs": "Absolute", "sign": "Sign", "floor": "Floor",
    ].mapValues { Words(className: $0, module: "numpy", count: 1) }
    let others = [
      "sigmoid": ("Sigmoid", "nn"), "softplus": ("Softplus", "nn"), "relu": ("Relu", "nn"),
      "erf": ("Erf", "math"), "rsqrt": ("Rsqrt", "math"),
    ].mapValues { Words(className: $0.0, module: $0.1, count: 1) }
    let binary = [
      "+": "Add", "-": "Subtract", "*": "Multiply", "/": "TrueDivide", "**": "Power",
      "maximum": "Maximum", "minimum": "Minimum",
    ].mapValues { Words(className: $0, module: "numpy", count: 2) }
    return unary.merging(others) { first, _ in first }.merging(binary) { first, _ in first }
  }()
}

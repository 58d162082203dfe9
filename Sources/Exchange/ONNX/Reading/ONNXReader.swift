import Catalog
import Engine
import Formats
import Learning
import Support

/// Reads a graph of ONNX as lines of a model.
///
/// Nodes are walked in the order of what they need. What is known already is computed (`ONNXFolding`); what follows from
/// an input is a stream (`ONNXStream`), and each operator appends lines to it. What cannot be read is told all at once.
final class ONNXReader {
  let graph: ONNXGraph
  /// The version of the operators.
  let version: Int
  /// How many samples the shapes of the file stand for: its own number, or one that is no product of small ones.
  private(set) var batch = 1_000_003
  var lines: ONNXLines
  var known: [String: ONNXKnown] = [:]
  var streams: [String: ONNXStream] = [:]
  var remarks: [String] = []
  let folding: ONNXFolding
  private(set) var inputs: [Model.Input] = []
  private(set) var turnedInputs = false
  /// Whether the user said what the file leaves open of an input.
  private var leavesOpen = false
  /// Whether the user has said which output is taken.
  private var isChosen = false
  /// Values that follow from what could not be read.
  private var lost: Set<String> = []
  /// How many numbers were computed beforehand.
  private var computed = 0
  private var problems: [ONNXReadingError.Unknown] = []

  /// Versions of the operators that are read.
  static let versions = 7...22

  init(_ model: ONNXModel) throws(ONNXReadingError) {
    let checked = try ONNXGraphCheck.graph(of: model)
    (graph, version) = (checked.graph, checked.version)
    lines = ONNXLines(inputs: [])
    let held = graph.initializers.reduce(0) { saturatingSum($0, $1.bytes.count) }
    folding = ONNXFolding(limit: max(1 << 16, held))
    for tensor in graph.initializers { known[tensor.name] = ONNXKnown(tensor) }
  }

  /// The model; `shapes` are extents of samples for inputs whose own the file leaves open.
  func read(
    shapes: [[Int]] = [], isChosen: Bool = false
  ) throws(ONNXReadingError) -> ForeignModel {
    self.isChosen = isChosen
    try takeInputs(shapes)
    let unknown = unknownOperators()
    guard unknown.isEmpty else { throw .operators(unknown) }
    for node in graph.nodes {
      if Interrupt.isRaised { throw .interrupted }
      do throws(ONNXObstacle) {
        try append(node)
      } catch {
        for output in node.outputs where !output.isEmpty { lost.insert(output) }
        if let reason = error.reason { note(reason, node) }
      }
    }
    guard problems.isEmpty else { throw .operators(problems) }
    if Interrupt.isRaised { throw .interrupted }
    return try finished()
  }

  private func finished() throws(ONNXReadingError) -> ForeignModel {
    let output = graph.outputs[0]
    guard let stream = streams[output.name] else { throw .graph(.constant(output: output.name)) }
    if graph.outputs.count > 1, !isChosen {
      let others = graph.outputs.dropFirst().map(\.name)
      remarks.append(
        "of its outputs \(output.name) is taken, not \(others.joined(separator: ", ")): "
          + "`load \"…\", output=\"\(others[0])\"` takes another")
    }
    let last = try answer(stream, graph.outputs[0].name)
    if turnedInputs {
      remarks.append("pictures and sequences go in with their channels last: \(inputs[0].shape)")
    }
    let (lines, weights) = lines.finished(output: last.line)
    var model = ForeignModel(
      name: graph.name.isEmpty ? nil : graph.name, inputs: inputs, lines: lines, weights: weights)
    model.remarks = remarks
    model.leavesOpen = leavesOpen
    return model
  }

  /// Notes once what is told of the model.
  func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  private func note(_ reason: String, _ node: ONNXNode) {
    let name = node.shownName
    if let place = problems.firstIndex(where: {
      $0.operation == node.operation && $0.reason == reason
    }) {
      problems[place].nodes.append(name)
    } else {
      problems.append(.init(operation: node.operation, reason: reason, nodes: [name]))
    }
  }

  /// Operators that follow from an input and are not known.
  private func unknownOperators() -> [ONNXReadingError.Unknown] {
    var following = Set(streams.keys)
    var result: [ONNXReadingError.Unknown] = []
    for node in graph.nodes where node.inputs.contains(where: following.contains) {
      if node.operation != "Shape" { following.formUnion(node.outputs) }
      guard !node.domain.isEmpty || !Self.operators.contains(node.operation) else { continue }
      let name = node.domain.isEmpty ? node.operation : "\(node.domain).\(node.operation)"
      if let place = result.firstIndex(where: { $0.operation == name }) {
        result[place].nodes.append(node.shownName)
      } else {
        result.append(.init(operation: name, reason: nil, nodes: [node.shownName]))
      }
    }
    return result
  }

  private func append(_ node: ONNXNode) throws(ONNXObstacle) {
    guard !node.inputs.contains(where: lost.contains) else { throw ONNXObstacle(nil) }
    if node.domain.isEmpty, node.operation == "Shape", let stream = streams[node.inputs.first ?? ""]
    {
      var extents = stream.extents(batch)
      let from = node.int("start").map { $0 < 0 ? saturatingSum($0, extents.count) : $0 } ?? 0
      let to =
        node.int("end").map { $0 < 0 ? saturatingSum($0, extents.count) : $0 } ?? extents.count
      extents = Array(
        extents[max(0, min(from, extents.count))...].prefix(max(0, to - max(0, from))))
      known[node.outputs.first ?? ""] = ONNXKnown(wholes: extents)
      return
    }
    if !node.inputs.contains(where: { streams[$0] != nil }) {
      if node.operation == "Shape", let value = known[node.inputs.first ?? ""] {
        known[node.outputs.first ?? ""] = ONNXKnown(wholes: value.extents)
        return
      }
      let operands = node.inputs.map { known[$0] }
      guard node.domain.isEmpty, let results = folding.fold(node, operands) else {
        throw ONNXObstacle("numbers of the file that it would have to compute beforehand")
      }
      for (name, value) in zip(node.outputs, results) {
        if !value.isSame { computed = saturatingSum(computed, value.count) }
        known[name] = value
      }
      guard computed <= 4 * folding.limit else {
        throw ONNXObstacle("more numbers than the file has, computed beforehand")
      }
      return
    }
    try appendOperator(node)
    for name in node.outputs {
      guard let extents = streams[name]?.actual else { continue }
      guard extents.allSatisfy({ $0 > 0 }), extents.reduce(1, saturatingProduct) <= 1 << 31 else {
        throw ONNXObstacle("more than 2^31 numbers of a sample")
      }
    }
  }

  private func takeInputs(_ shapes: [[Int]]) throws(ONNXReadingError) {
    let held = Set(graph.initializers.map(\.name))
    var read = Set(graph.nodes.flatMap(\.inputs))
    read.insert(graph.outputs[0].name)
    let given = graph.inputs.filter { !held.contains($0.name) && read.contains($0.name) }
    guard !given.isEmpty else {
      throw .graph(graph.inputs.isEmpty ? .noInput : .constant(output: graph.outputs[0].name))
    }
    var names: [String] = []
    for input in given {
      names.append(LabelText.label(of: input.name, taken: Set(names), isOnly: given.count == 1))
    }
    lines = ONNXLines(inputs: names)
    if case .known(let count)? = given[0].extents?.first, count > 0,
      (given[0].extents?.count ?? 0) > 1 || count == 1
    {
      batch = count
    }
    for (place, input) in given.enumerated() {
      guard input.elementType != .string else { throw .graph(.texts(input: input.name)) }
      let extents = try sample(of: input, shapes.count > place ? shapes[place] : nil)
      let rank = extents.count + 1
      let isTurned = rank > 2 && ONNXLayouts.wantsChannelsFirst(input.name, in: graph)
      turnedInputs = turnedInputs || isTurned
      let actual = isTurned ? Array(extents.dropFirst()) + [extents[0]] : extents
      let axes =
        isTurned ? [[0], [rank - 1]] + (1..<rank - 1).map { [$0] } : (0..<rank).map { [$0] }
      let shown = actual.isEmpty ? [1] : actual
      inputs.append(Model.Input(names[place], Shape(shown)))
      streams[input.name] = ONNXStream(line: -1 - place, shown, axes: axes)
    }
  }

  /// The extents of a sample, those of the user where the file leaves them open.
  private func sample(of input: ONNXValue, _ shape: [Int]?) throws(ONNXReadingError) -> [Int] {
    func open() -> ONNXReadingError {
      let shown = input.extents?.map { extent in
        switch extent {
        case .known(let length): String(length)
        case .named(let name): name.isEmpty ? "?" : name
        }
      }
      return .openShape(input: input.name, extents: shown ?? [], given: shape)
    }
    guard let extents = input.extents, !extents.isEmpty, extents.count <= 16 else {
      guard let shape, shape.allSatisfy({ $0 > 0 }), shape.reduce(1, saturatingProduct) <= 1 << 31
      else { throw open() }
      leavesOpen = true
      return shape
    }
    if let shape {
      // What the file says stands: its layers were made for that.
      let fits = zip(shape, extents.dropFirst()).allSatisfy { given, extent in
        if case .known(let length) = extent, length > 0 { given == length } else { given > 0 }
      }
      guard shape.count == extents.count - 1, fits else { throw open() }
      let isKnown = extents.dropFirst().allSatisfy { extent in
        if case .known(let length) = extent { length > 0 } else { false }
      }
      if !isKnown { leavesOpen = true }
      guard shape.reduce(1, saturatingProduct) <= 1 << 31 else { throw open() }
      return shape
    }
    var result: [Int] = []
    for extent in extents.dropFirst() {
      guard case .known(let length) = extent, length > 0, length < 1 << 31 else { throw open() }
      result.append(length)
    }
    guard result.reduce(1, saturatingProduct) <= 1 << 31 else { throw open() }
    return result
  }
}

/// What keeps an operator from being read; without a reason where another one is the cause.
struct ONNXObstacle: Error {
  let reason: String?

  init(_ reason: String?) { self.reason = reason }
}

extension ONNXNode {
  /// What messages call it: its name, or that of what it makes.
  var shownName: String { name.isEmpty ? outputs.first ?? "?" : name }
}

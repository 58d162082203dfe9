import Engine
import Learning

/// A model as PyTorch has it: modules with their weights, the lines of `forward`, and what stands beside them.
struct TorchModel {
  let model: Model
  let pair: GraphPair
  /// In the order of the model's lines, each once; those of weights without a module among them.
  private(set) var modules: [TorchModule] = []
  private(set) var calls: [Int: PythonCall] = [:]
  /// What training there leaves out.
  private(set) var remarks: [String] = []
  /// All lines with what they are there.
  let lines: [TorchLine]
  /// The pictures, channels last, whose rows stand by channels in this program and its weights, by the name of the module
  /// that takes the row; empty where rows are used in other ways, too, and stay as they are here.
  private(set) var turnedRows: [String: [Int]] = [:]
  private var expressions: [ObjectIdentifier: String] = [:]

  /// Looks at each line. For weights alone (`calling` false) a module counts that cannot be called, too.
  init(_ model: Model, calling: Bool = true) throws(ExportError) {
    // Two sizes may not do: the lines are those of the pair that is kept.
    var records: [Int: LayerRecord] = [:]
    let pair = try GraphPair(named: model.name, format: "PyTorch") { (rows) throws(ExportError) in
      let record = LayerRecord()
      records[rows] = record
      let application = Application(drawsMasks: true, record: record)
      let graph = Graph()
      let inputs = model.inputs.map {
        graph.input(TensorType(Shape([rows] + $0.shape.extents), model.dtype), name: $0.name)
      }
      do {
        let applied = try model.apply(to: inputs, in: graph, application)
        return (graph, inputs, applied.output, applied.mask)
      } catch {
        throw .model(error)
      }
    }
    self.init(model, pair, records[pair.small]?.lines ?? [], calling: calling)
  }

  /// The same of a graph that is there, with the model's lines in it.
  init(_ model: Model, _ pair: GraphPair, _ found: [ModelLine], calling: Bool = true) {
    (self.model, self.pair) = (model, pair)
    lines = Self.translated(found, model, pair)
    collect(calling: calling)
  }

  /// Each line with its weights and its module; lines inside one that is a module as a whole are left out.
  private static func translated(
    _ lines: [ModelLine], _ model: Model, _ pair: GraphPair
  ) -> [TorchLine] {
    let paths = Dictionary(model.parameters.map { (ObjectIdentifier($1), $0) }) { first, _ in first
    }
    var result: [TorchLine] = []
    var hidden: [Range<Int>] = []
    // Structures end behind the lines that stand in them.
    for (place, line) in lines.enumerated().reversed() {
      if hidden.contains(where: {
        $0.contains(line.nodes.lowerBound) && line.nodes.upperBound <= $0.upperBound
      }) {
        continue
      }
      let variables = Self.variables(of: line, pair.graph)
      let path =
        variables.values.compactMap { paths[ObjectIdentifier($0)] }.sorted().first
        .map { Self.owner(of: $0, line.call?.label ?? "") } ?? line.path
      let inner = lines[..<place].filter {
        line.nodes.contains($0.nodes.lowerBound) && !line.isLayer
      }
      let source = TorchSource(
        pair: pair, line: line, options: LineOptions(line.call), variables: variables, path: path,
        name: PythonText.identifier(path), inner: inner)
      let translated = source.translated()
      if !line.isLayer, translated.module != nil { hidden.append(line.nodes) }
      result.append(translated)
    }
    return result.reversed()
  }

  /// The weights that a line's operations read, by what stands behind its label.
  private static func variables(of line: ModelLine, _ graph: Graph) -> [String: Variable] {
    guard let label = line.call?.label else { return [:] }
    var found: [String: Variable] = [:]
    for index in line.nodes {
      guard case .operation(_, let inputs) = graph.sources[index] else { continue }
      for node in inputs {
        guard case .variable(let variable) = graph.sources[node.index] else { continue }
        let parts = variable.name.split(separator: ".")
        guard let place = parts.lastIndex(where: { $0 == label }), place + 1 < parts.count else {
          continue
        }
        found[parts[(place + 1)...].joined(separator: ".")] = variable
      }
    }
    return found
  }

  /// `encoder.dense.kernel` belongs to `encoder.dense`.
  private static func owner(of path: String, _ label: String) -> String {
    let parts = path.split(separator: ".")
    guard let place = parts.lastIndex(where: { $0 == label }) else { return path }
    return parts[...place].joined(separator: ".")
  }

  private mutating func collect(calling: Bool) {
    // A module that one of its lines cannot call is none.
    let unusable = Set(
      lines.filter { calling && $0.module != nil && $0.call == nil }.compactMap { $0.module?.path })
    var known: Set<String> = []
    for line in lines {
      if let module = line.module {
        if unusable.contains(module.path) { continue }
        if known.insert(module.name).inserted { add(module) }
      }
      if let call = line.call, line.line.output != line.line.input {
        calls[line.line.output.index] = call
        for remark in line.remarks where !remarks.contains(remark) { remarks.append(remark) }
      }
    }
    for (path, variable) in model.parameters where expressions[ObjectIdentifier(variable)] == nil {
      var name = PythonText.identifier(path)
      while !known.insert(name).inserted { name += "_" }
      add(.plain(variable, path, name: name))
      expressions[ObjectIdentifier(variable)] = "self.\(name)"
    }
    if calling, let found = rowsByChannels {
      turnedRows = found.modules
      calls.merge(found.calls) { _, flatten in flatten }
    }
  }

  private mutating func add(_ module: TorchModule) {
    modules.append(module)
    for group in module.groups {
      guard let first = group.variables.first else { continue }
      expressions[ObjectIdentifier(first)] = group.expression("self.\(module.name)")
      for (place, variable) in group.variables.enumerated().dropFirst() {
        expressions[ObjectIdentifier(variable)] =
          "\(group.expression("self.\(module.name)")).chunk(\(group.variables.count))[\(place)]"
      }
    }
  }

  /// A weight as an expression of its own layout here.
  func expression(of variable: Variable) -> String {
    expressions[ObjectIdentifier(variable)] ?? "self.\(PythonText.identifier(variable.name))"
  }

  /// How the inputs of a layer behind a flattened picture stand in its weights.
  var layout: TorchState.Layout {
    turnedRows.isEmpty && hasOwnOrder ? .channelsLast : .channelsFirst
  }

  /// All weights under PyTorch's names and in its layouts, in the order of the modules; the inputs of those that take a
  /// row of `turned` by channels.
  func state(turning turned: [String: [Int]]? = nil) -> [(name: String, tensor: Tensor)] {
    let turned = turned ?? turnedRows
    return modules.flatMap { module in
      module.groups.flatMap { group in
        var written = group.write(group.variables.map(\.value))
        if let picture = turned[module.name] {
          written = written.map { $0.turned(to: picture, axis: group.inputAxis ?? 0) }
        }
        return zip(group.names, written).map { (module.weightName($0), $1) }
      }
    }
  }
}

extension TorchModule {
  /// A weight by itself, in its layout here.
  static func plain(_ variable: Variable, _ path: String, name: String) -> TorchModule {
    let shape = PythonText.tuple(variable.type.shape.extents)
    let empty = "torch.empty(\(shape))"
    return TorchModule(
      name: name, path: path,
      constructor: variable.isTrainable ? "nn.Parameter(\(empty))" : empty,
      groups: [TorchWeights("", variable)])
  }

  /// Whether it is a weight that no gradient reaches.
  var isBuffer: Bool { constructor.hasPrefix("torch.") }

  /// The name of a weight in a state dictionary.
  func weightName(_ name: String) -> String { name.isEmpty ? self.name : "\(self.name).\(name)" }
}

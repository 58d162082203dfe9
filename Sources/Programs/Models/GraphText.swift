import Exchange
import Learning

/// Writes a functional model as lines: what goes on from elsewhere begins with `from`, what joins has paths.
///
/// Lines stand in the order in which a path needs them; a chain that only one path takes stands inside it.
struct GraphText {
  let inputs: [GraphNode]
  let output: GraphNode
  /// Inputs and labelled lines by what they are called.
  var names: [ObjectIdentifier: String] = [:]
  private let inner: ModelObject?
  private let innerOutput: GraphNode?
  private var consumers: [ObjectIdentifier: Int] = [:]

  /// A graph; `inner` is a model that is its beginning.
  init(inputs: [GraphNode], output: GraphNode, beginningWith inner: ModelObject?) {
    self.inputs = inputs
    self.output = output
    self.inner = inner
    if let inner, case .graph(_, let output) = inner.kind {
      innerOutput = output
    } else {
      innerOutput = nil
    }
    for node in Self.ancestors(of: output, until: innerOutput) where node !== innerOutput {
      for parent in node.parents { consumers[ObjectIdentifier(parent), default: 0] += 1 }
    }
  }

  /// All that a node is computed of, itself included; what stands behind `end` is left out.
  static func ancestors(of output: GraphNode, until end: GraphNode? = nil) -> [GraphNode] {
    var found: [GraphNode] = []
    var seen: Set<ObjectIdentifier> = []
    var waiting = [output]
    while let node = waiting.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      found.append(node)
      if node !== end { waiting += node.parents }
    }
    return found
  }

  private func parents(of node: GraphNode) -> [GraphNode] {
    node === innerOutput ? Array(inputs.prefix(1)) : node.parents
  }

  /// The chain of lines that ends at a parent of a join and that nothing else takes, and where it begins.
  private func chain(to parent: GraphNode) -> (start: GraphNode, nodes: [GraphNode]) {
    var (start, nodes) = (parent, [GraphNode]())
    while nodes.count < 50, start !== innerOutput, consumers[ObjectIdentifier(start)] == 1 {
      switch start.kind {
      case .layer, .model: break
      default: return (start, nodes.reversed())
      }
      guard start.parents.count == 1 else { break }
      nodes.append(start)
      start = start.parents[0]
    }
    return (start, nodes.reversed())
  }

  private struct Step {
    let node: GraphNode
    /// For a join, what its paths are.
    var paths: [(start: GraphNode, nodes: [GraphNode])] = []
    var needs: [GraphNode]
  }

  private func step(for node: GraphNode) -> Step {
    guard case .merge = node.kind else { return Step(node: node, needs: parents(of: node)) }
    let paths = node.parents.map(chain)
    return Step(node: node, paths: paths, needs: paths.map(\.start))
  }

  /// The steps in an order in which each has what it needs.
  private func steps() -> [Step] {
    var ordered: [Step] = []
    var done = Set(inputs.map { ObjectIdentifier($0) })
    var stack: [(step: Step, next: Int)] = []
    if !done.contains(ObjectIdentifier(output)) { stack.append((step(for: output), 0)) }
    while let (current, next) = stack.last {
      if next < current.needs.count {
        stack[stack.count - 1].next += 1
        let need = current.needs[next]
        if !done.contains(ObjectIdentifier(need)) { stack.append((step(for: need), 0)) }
      } else {
        stack.removeLast()
        if done.insert(ObjectIdentifier(current.node)).inserted { ordered.append(current) }
      }
    }
    return ordered
  }

  mutating func lines(_ text: inout ModelText) -> [String] {
    let steps = steps()
    tellShared(&text)
    var labelled: Set<ObjectIdentifier> = []
    var current: GraphNode? = inputs.count == 1 ? inputs.first : nil
    for step in steps {
      for need in jumps(of: step, from: current) { labelled.insert(ObjectIdentifier(need)) }
      current = step.node
    }
    var written: [String] = []
    current = inputs.count == 1 ? inputs.first : nil
    for step in steps {
      let needsLabel = labelled.contains(ObjectIdentifier(step.node))
      written += lines(of: step, from: current, needsLabel: needsLabel, &text)
      current = step.node
    }
    return written
  }

  /// Layers that share their weights with themselves, which lines do not.
  private func tellShared(_ text: inout ModelText) {
    var seen: Set<ObjectIdentifier> = []
    for node in Self.ancestors(of: output, until: innerOutput) where node !== innerOutput {
      guard case .layer(let layer) = node.kind, !Self.weightless.contains(layer.keras.className),
        !seen.insert(ObjectIdentifier(layer)).inserted
      else { continue }
      text.tell(
        layer.line, .changed,
        "this layer is called more than once and shares its weights; each line here has its own: what shares "
          + "is a model, `twin = model 8 { dense 4 }`, and `twin` a line of both paths")
    }
  }

  private static let weightless: Set = [
    "Activation", "Dropout", "Flatten", "Reshape", "Permute", "RepeatVector", "Rescaling", "ReLU",
    "LeakyReLU", "ELU",
    "Softmax", "GaussianNoise", "MaxPooling1D", "MaxPooling2D", "AveragePooling1D",
    "AveragePooling2D",
    "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
    "UpSampling1D", "UpSampling2D", "ZeroPadding1D", "ZeroPadding2D", "Cropping1D", "Cropping2D",
    "Masking", "MaxPool2D", "AvgPool2D", "SpatialDropout1D", "SpatialDropout2D", "GaussianDropout",
    "AlphaDropout", "UnitNormalization", "ActivityRegularization",
  ]

  /// What a step takes that does not stand right before it.
  private func jumps(of step: Step, from current: GraphNode?) -> [GraphNode] {
    var found = step.needs.filter { $0 !== current }
    if case .layer = step.node.kind, step.node.parents.count > 1 {
      found += step.node.parents.dropFirst()
    }
    return found
  }

  private mutating func lines(
    of step: Step, from current: GraphNode?, needsLabel: Bool, _ text: inout ModelText
  ) -> [String] {
    let node = step.node
    if case .merge(let word, let axis) = node.kind {
      let plain = String(word.prefix { $0 != " " })
      let label = label(node, word: plain, isNeeded: needsLabel, &text)
      let paths = step.paths.map { path -> String in
        var inside = path.start === current ? [] : ["from \(name(of: path.start))"]
        for node in path.nodes { inside += written(node, label: nil, named: true, &text) }
        // A comment would take the brace with it.
        inside = inside.filter { !$0.hasPrefix("#") }
        return inside.isEmpty ? "path { }" : "path { \(inside.joined(separator: "; ")) }"
      }
      let option = word == "concatenate" && axis != -1 ? " axis=\(axis)" : ""
      let head = "\(label.map { "\($0): " } ?? "")\(word)\(option) {"
      let single = "\(head) \(paths.joined(separator: "; ")) }"
      return single.utf8.count <= 100 ? [single] : [head] + paths.map { "  \($0)" } + ["}"]
    }
    var lines: [String] = []
    if let parent = parents(of: node).first, parent !== current {
      lines.append("from \(name(of: parent))")
    }
    let word = word(of: node, &text)
    let label = label(node, word: word, isNeeded: needsLabel, &text)
    let own = written(node, label: label, named: false, &text)
    if needsLabel, own.allSatisfy({ $0.hasPrefix("#") }), let parent = parents(of: node).first {
      // A line that is left out hands on what it is given.
      names[ObjectIdentifier(node)] = name(of: parent)
    }
    return lines + own
  }

  private func name(of node: GraphNode) -> String { names[ObjectIdentifier(node)] ?? "input" }

  private func word(of node: GraphNode, _ text: inout ModelText) -> String {
    if node === innerOutput { return inner?.name ?? "m" }
    switch node.kind {
    case .layer(let layer): return KerasLayers.row(of: layer.keras.className)?.word ?? "layer"
    case .model(let model): return model.name
    case .merge(let word, _): return String(word.prefix { $0 != " " })
    case .input: return "input"
    }
  }

  private mutating func label(
    _ node: GraphNode, word: String, isNeeded: Bool, _ text: inout ModelText
  ) -> String? {
    guard isNeeded else {
      if case .layer(let layer) = node.kind, node !== innerOutput {
        return text.label(layer.keras.name, word: word)
      }
      return nil
    }
    let label = text.unique(node.name ?? word)
    names[ObjectIdentifier(node)] = label
    return label
  }

  /// The line of a layer or a model that stands in the graph.
  private func written(
    _ node: GraphNode, label: String?, named: Bool, _ text: inout ModelText
  ) -> [String] {
    let mark = label.map { "\($0): " } ?? ""
    if node === innerOutput { return [mark + (inner?.name ?? "m")] }
    switch node.kind {
    case .model(let model): return [mark + model.name]
    case .layer(let layer):
      guard var description = text.description(of: layer) else {
        return ["# line \(layer.line): \(layer.keras.className) has no counterpart"]
      }
      if node.parents.count > 1 { description = attending(description, node) }
      let own = named ? text.label(layer.keras.name, word: description.word) : label
      return [ProgramText.line(description, label: own)]
    case .input, .merge: return []
    }
  }

  /// Attention to other lines: `value=memory`.
  private func attending(_ description: LayerDescription, _ node: GraphNode) -> LayerDescription {
    var arguments = description.arguments
    let (query, value) = (node.parents[0], node.parents[1])
    if value !== query { arguments.named.append(("value", .word(name(of: value)))) }
    if node.parents.count > 2, node.parents[2] !== value {
      arguments.named.append(("key", .word(name(of: node.parents[2]))))
    }
    return LayerDescription(description.word, arguments)
  }
}

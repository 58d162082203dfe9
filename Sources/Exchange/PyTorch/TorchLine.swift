import Catalog
import Engine
import Learning

/// A line of a model as PyTorch has it: its module, and how that is called.
struct TorchLine {
  let line: ModelLine
  /// `nil` where PyTorch has no module for it.
  var module: TorchModule?
  /// `nil` where its operations have to be written one by one.
  var call: PythonCall?
  /// What is left out in training.
  var remarks: [String] = []
}

/// What modules are made of: a line with its options, its weights and its operations.
struct TorchSource {
  let pair: GraphPair
  let line: ModelLine
  let options: LineOptions
  /// Weights by what stands behind the line's label: `kernel`, `query.bias`.
  let variables: [String: Variable]
  /// The path of the line's weights, and the name of its module.
  let path: String
  let name: String
  /// Lines that stand inside.
  let inner: [ModelLine]

  /// The samples' shape at the line's input and output.
  var input: [Int] { line.input.shape.extents }
  var output: [Int] { line.output.shape.extents }
  var channels: Int { input.last ?? 0 }
  var attribute: String { "self.\(name)" }

  /// Whether it has exactly these weights.
  func has(_ names: [String], bias: Bool = false) -> Bool {
    Set(variables.keys) == Set(names + (bias ? ["bias"] : []))
  }

  /// The operations of a kind among those that the line appended, with what they read.
  func operations<Kind: Operation>(_: Kind.Type) -> [(
    operation: Kind, inputs: [Graph.Node], node: Graph.Node
  )] {
    line.nodes.compactMap { index in
      guard case .operation(let operation, let inputs) = pair.graph.sources[index],
        let found = operation as? Kind
      else { return nil }
      return (found, inputs, pair.graph.nodes[index])
    }
  }

  /// The same with what makes no shape: what a node was before it was only reshaped.
  func unshaped(_ node: Graph.Node) -> Graph.Node {
    guard case .operation(let operation, let inputs) = pair.graph.sources[node.index],
      operation is Reshape
    else { return node }
    return unshaped(inputs[0])
  }

  /// The one weight that a node is.
  func variable(_ node: Graph.Node) -> Variable? {
    if case .variable(let variable) = pair.graph.sources[unshaped(node).index] {
      variable
    } else {
      nil
    }
  }

  func module(
    _ constructor: String, _ groups: [TorchWeights], frozen: [String] = []
  ) -> TorchModule {
    TorchModule(name: name, path: path, constructor: constructor, groups: groups, frozen: frozen)
  }

  /// Calls the module on the line's input.
  func call(
    channelsFirst: Bool = false, of node: Graph.Node? = nil, _ text: @escaping (String) -> String
  ) -> PythonCall {
    PythonCall(
      reads: [node ?? line.input], takesChannelsFirst: channelsFirst,
      givesChannelsFirst: channelsFirst
    ) { text($0[0]) }
  }
}

/// The options of a line by their names, defaults filled in.
struct LineOptions {
  private let values: [String: Argument]
  let compatibility: Compatibility

  init(_ call: LayerCall?) {
    values = Dictionary(call?.arguments ?? []) { first, _ in first }
    compatibility = call?.bound.compatibility ?? .keras
  }

  subscript(_ name: String) -> Argument { (values[name] ?? .none).listed }

  func number(_ name: String) -> Double? {
    if case .number(let number) = self[name] { number } else { nil }
  }

  func whole(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0) } }

  func flag(_ name: String) -> Bool {
    if case .bool(let flag) = self[name] { flag } else { false }
  }

  func word(_ name: String) -> String? {
    if case .word(let word) = self[name] { word } else { nil }
  }

  /// A number, or several.
  func wholes(_ name: String) -> [Int] {
    switch self[name] {
    case .number(let number): [Int(exactly: number) ?? 0]
    case .list(let items):
      items.compactMap { if case .number(let number) = $0 { Int(exactly: number) } else { nil } }
    default: []
    }
  }

  /// The activation under a name as a function of PyTorch's; `nil` for a function of the user.
  func activation(_ name: String = "activation") -> TorchActivation? {
    TorchActivation(self[name], compatibility)
  }
}

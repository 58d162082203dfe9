/// The order in which Keras lists the layers of a graph, which the names of their weights' groups follow.
///
/// By how far a layer is from the output, the farthest first; those that are as far in the order in which they are met on
/// the way back from the output. A layer that is called more than once is as far as its farthest call.
struct KerasOrder {
  private struct Node: Hashable {
    let layer: Int
    let call: Int
  }

  private let entries: [KerasEntry]
  private let places: [String: Int]
  private var met: [Int: Int] = [:]
  private var finished: Set<Node> = []
  private var nodes: [Node] = []

  /// The places of the entries in that order.
  static func of(_ entries: [KerasEntry], output: KerasTensor) -> [Int] {
    var order = KerasOrder(entries)
    order.walk(from: output)
    return order.sorted()
  }

  private init(_ entries: [KerasEntry]) {
    self.entries = entries
    places = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// Depth first, without recursion: a model may have ten thousand layers.
  private mutating func walk(from output: KerasTensor) {
    guard let start = places[output.layer] else { return }
    var stack: [(node: Node, next: Int)] = [(Node(layer: start, call: output.call), 0)]
    met[start] = 0
    while let (node, next) = stack.last {
      let inputs = self.inputs(of: node)
      guard next < inputs.count else {
        stack.removeLast()
        if finished.insert(node).inserted { nodes.append(node) }
        continue
      }
      stack[stack.count - 1].next += 1
      let input = inputs[next]
      guard let layer = places[input.layer] else { continue }
      let child = Node(layer: layer, call: input.call)
      guard !finished.contains(child) else { continue }
      if met[layer] == nil { met[layer] = met.count }
      stack.append((child, 0))
    }
  }

  private func inputs(of node: Node) -> [KerasTensor] {
    let calls = entries[node.layer].calls
    return node.call < calls.count ? calls[node.call].inputs : []
  }

  private func sorted() -> [Int] {
    var depths: [Node: Int] = [:]
    var farthest: [Int: Int] = [:]
    for node in nodes.reversed() {
      let depth = max(depths[node] ?? 0, farthest[node.layer] ?? 0)
      depths[node] = depth
      farthest[node.layer] = depth
      for input in inputs(of: node) {
        guard let layer = places[input.layer] else { continue }
        let parent = Node(layer: layer, call: input.call)
        depths[parent] = max(depth + 1, depths[parent] ?? 0)
      }
    }
    // An input that nothing reads stands at the end.
    return entries.indices.filter { farthest[$0] != nil || entries[$0].isInput }.sorted {
      let (first, second) = (farthest[$0] ?? 0, farthest[$1] ?? 0)
      return first != second ? first > second : (met[$0] ?? -1) < (met[$1] ?? -1)
    }
  }
}

import Catalog
import Formats
import Learning
import Support

extension ONNXReader {
  /// A recurrent operator: its weights for each direction, in nabla's order of gates.
  private struct Recurrence {
    let word: String
    let units: Int
    let inputs: Int
    var named: [(name: String, value: Argument)] = []
    var weights: [[(name: String, numbers: [Float], extents: [Int])]] = []
  }

  func appendRecurrent(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    // [time × batch × features], or the batch first.
    let isBatchFirst = (node.int("layout") ?? 0) != 0
    let (time, batch) = isBatchFirst ? (1, 0) : (0, 1)
    guard x.axes.count == 3, x.axes[batch] == [0], let steps = ordered(x, [time, 2]) else {
      throw ONNXObstacle("sequences whose axes are mixed with the batch")
    }
    let length = steps.actual[0]
    let direction = node.text("direction") ?? "forward"
    let directions = direction == "bidirectional" ? 2 : 1
    guard !isGiven(node, 4) || value(node, 4)?.uniform == Double(length) else {
      throw ONNXObstacle("sequences of several lengths")
    }
    for place in [5, 6] where isGiven(node, place) {
      guard value(node, place)?.uniform == 0 else { throw ONNXObstacle("a state to begin with") }
    }
    guard !isGiven(node, 7), node.float("clip") == nil, (node.int("input_forget") ?? 0) == 0 else {
      throw ONNXObstacle("peepholes, bounds, or gates that are joined")
    }
    var layer = try recurrence(node, steps.actual[1], directions)
    let wantsAll = isUsed(node, 0)
    let wantsLast = isUsed(node, 1)
    guard !isUsed(node, 2) else { throw ONNXObstacle("the memory behind the last step") }
    if wantsAll { layer.named.append(("return_sequences", .bool(true))) }
    if direction == "reverse" { layer.named.append(("go_backwards", .bool(true))) }
    let (units, width) = (layer.units, layer.units * directions)
    let shape = wantsAll ? [length, width] : [width]
    var line = ONNXLine(word: layer.word, sources: [steps.line], shape: shape)
    if directions == 2 {
      line = ONNXLine(word: "bidirectional", sources: [steps.line], shape: shape)
      line.inner = [
        LayerDescription(layer.word, Arguments([.whole(units)], named: layer.named))
      ]
      for (prefix, own) in zip(["forward.$0.", "backward.$0."], layer.weights) {
        line.weights += own.map { (prefix + $0.name, $0.numbers, $0.extents) }
      }
    } else {
      (line.positional, line.named) = ([.whole(units)], layer.named)
      line.weights = layer.weights[0]
    }
    var place = lines.append(line)
    if wantsAll, direction == "reverse" {
      // In the order of time, as ONNX gives them.
      guard length <= 4096 else { throw ONNXObstacle("a long sequence read backwards") }
      let order = FormulaWords.wholes(Array((0..<length).reversed()))
      place = lines.append(
        ONNXLine(
          word: "activation", positional: [.formula("x -> x[:, \(order), :]")], sources: [place],
          shape: shape))
    }
    giveStates(node, place, length, units, directions, isBatchFirst, direction, wantsAll, wantsLast)
  }

  private func giveStates(
    _ node: ONNXNode, _ line: Int, _ length: Int, _ units: Int, _ directions: Int,
    _ isBatchFirst: Bool, _ direction: String, _ wantsAll: Bool, _ wantsLast: Bool
  ) {
    let width = units * directions
    if wantsAll {
      // [time × directions × batch × units]
      let states = ONNXStream(line: line, [length, width])
      let split = states.reshaped(to: [batch, length, directions, units], batch) ?? states
      give(split.renamed(isBatchFirst ? [0, 1, 2, 3] : [1, 2, 0, 3]), to: node, 0)
    }
    guard wantsLast else { return }
    var last = line
    if wantsAll {
      let ends = length - 1
      let text =
        switch direction {
        case "reverse": "x[:, 0]"
        case "bidirectional":
          "concat([x[:, \(ends), 0:\(units)], x[:, 0, \(units):\(width)]], axis=1)"
        default: "x[:, \(ends)]"
        }
      last = lines.append(
        ONNXLine(
          word: "activation", positional: [.formula("x -> \(text)")], sources: [line],
          shape: [width]))
    }
    // [directions × batch × units]
    let states = ONNXStream(line: last, [width])
    let split = states.reshaped(to: [batch, directions, units], batch) ?? states
    give(split.renamed(isBatchFirst ? [0, 1, 2] : [1, 0, 2]), to: node, 1)
  }

  /// Whether anything reads what a node makes.
  func isUsed(_ node: ONNXNode, _ place: Int) -> Bool {
    guard node.outputs.count > place, !node.outputs[place].isEmpty else { return false }
    let name = node.outputs[place]
    return graph.outputs[0].name == name || graph.nodes.contains { $0.inputs.contains(name) }
  }

  private func recurrence(
    _ node: ONNXNode, _ inputs: Int, _ directions: Int
  ) throws(ONNXObstacle) -> Recurrence {
    let kernel = try numbers(node, 1, "weights")
    let recurrent = try numbers(node, 2, "weights")
    let bias = isGiven(node, 3) ? try numbers(node, 3, "a bias") : nil
    // Where the gates of nabla stand among those of ONNX: i f g o of i o f c, z r h of z r h.
    let (word, order): (String, [Int]) =
      switch node.operation {
      case "LSTM": ("lstm", [0, 2, 3, 1])
      case "GRU": ("gru", [0, 1, 2])
      default: ("simple_rnn", [0])
      }
    let gates = order.count
    guard recurrent.extents.count == 3, let units = recurrent.extents.last, units > 0,
      kernel.extents == [directions, gates * units, inputs],
      recurrent.extents == [directions, gates * units, units],
      bias.map({ $0.extents == [directions, 2 * gates * units] }) ?? true,
      let w = kernel.floats(limit: folding.limit), let r = recurrent.floats(limit: folding.limit)
    else { throw ONNXObstacle("weights that do not fit") }
    let b = bias?.floats(limit: folding.limit)
    var layer = Recurrence(word: word, units: units, inputs: inputs)
    layer.named = try functions(node, directions)
    let resetsAfter = (node.int("linear_before_reset") ?? 0) != 0
    if word == "gru", !resetsAfter { layer.named.append(("reset_after", .bool(false))) }
    if b == nil { layer.named.append(("use_bias", .bool(false))) }
    /// Rows of gates as columns in nabla's order.
    func columns(_ all: [Float], _ width: Int, _ start: Int) -> [Float] {
      var result = [Float](repeating: 0, count: width * gates * units)
      for (gate, from) in order.enumerated() {
        for unit in 0..<units {
          for column in 0..<width {
            result[column * gates * units + gate * units + unit] =
              all[start + (from * units + unit) * width + column]
          }
        }
      }
      return result
    }
    for direction in 0..<directions {
      var own: [(name: String, numbers: [Float], extents: [Int])] = [
        (
          "kernel", columns(w, inputs, direction * gates * units * inputs), [inputs, gates * units]
        ),
        (
          "recurrent_kernel", columns(r, units, direction * gates * units * units),
          [units, gates * units]
        ),
      ]
      if let b {
        let start = direction * 2 * gates * units
        let first = columns(b, 1, start)
        let second = columns(b, 1, start + gates * units)
        own.append(
          word == "gru" && resetsAfter
            ? ("bias", first + second, [2, gates * units])
            : ("bias", zip(first, second).map { $0 + $1 }, [gates * units]))
      }
      layer.weights.append(own)
    }
    return layer
  }

  /// Activations that are not the usual ones.
  private func functions(
    _ node: ONNXNode, _ directions: Int
  ) throws(ONNXObstacle) -> [(name: String, value: Argument)] {
    guard let given = node.texts("activations"), !given.isEmpty else { return [] }
    let each = node.operation == "LSTM" ? 3 : node.operation == "GRU" ? 2 : 1
    guard given.count == each * directions,
      (0..<given.count).allSatisfy({ given[$0] == given[$0 % each] })
    else { throw ONNXObstacle("activations of its own for each direction") }
    let own = try given.prefix(each).map { (name) throws(ONNXObstacle) -> String in
      guard let word = Self.words[name.prefix(1).uppercased() + name.dropFirst().lowercased()]
      else {
        throw ONNXObstacle("the activation \(name)")
      }
      return word
    }
    guard each < 3 || own[1] == own[2] else { throw ONNXObstacle("activations of its own") }
    var result: [(name: String, value: Argument)] = []
    let bend = each == 1 ? own[0] : own[1]
    if bend != "tanh" { result.append(("activation", .word(bend))) }
    if each > 1, own[0] != "sigmoid" { result.append(("recurrent_activation", .word(own[0]))) }
    return result
  }
}

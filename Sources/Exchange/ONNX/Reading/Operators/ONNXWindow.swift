import Formats
import Support

/// How a window moves over pictures or sequences, in the settings of ONNX.
struct ONNXWindow {
  let size: [Int]
  let strides: [Int]
  let dilations: [Int]
  /// Before and behind each axis.
  private(set) var pads: [[Int]]
  let inputs: [Int]
  /// Whether the last window may begin inside and end outside.
  let isCeiled: Bool

  /// Throws for numbers that cannot be.
  init(_ node: ONNXNode, _ size: [Int], _ inputs: [Int]) throws(ONNXObstacle) {
    let axes = size.count
    func each(_ name: String) throws(ONNXObstacle) -> [Int] {
      let numbers = node.ints(name) ?? size.map { _ in 1 }
      guard numbers.count == axes, numbers.allSatisfy({ (1...1_000_000).contains($0) }) else {
        throw ONNXObstacle("\(name) that cannot be")
      }
      return numbers
    }
    guard axes == inputs.count, size.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw ONNXObstacle("a window that cannot be")
    }
    let (strides, dilations) = (try each("strides"), try each("dilations"))
    let given = node.ints("pads") ?? [Int](repeating: 0, count: 2 * axes)
    guard given.count == 2 * axes, given.allSatisfy({ (0...1_000_000).contains($0) }) else {
      throw ONNXObstacle("pads that cannot be")
    }
    (self.size, self.strides, self.dilations, self.inputs) = (size, strides, dilations, inputs)
    isCeiled = (node.int("ceil_mode") ?? 0) != 0
    pads = (0..<axes).map { [given[$0], given[axes + $0]] }
    switch node.text("auto_pad") ?? "NOTSET" {
    case "SAME_UPPER": pads = (0..<axes).map { same($0) }
    case "SAME_LOWER": pads = (0..<axes).map { same($0).reversed() }
    case "VALID": pads = (0..<axes).map { _ in [0, 0] }
    default: break
    }
    guard isCeiled else { return }
    // The last window that begins inside is taken whole.
    for axis in 0..<axes {
      let room = inputs[axis] + pads[axis][0] + pads[axis][1] - reach[axis]
      guard room >= 0, room % strides[axis] != 0 else { continue }
      let begin = (room / strides[axis] + 1) * strides[axis]
      if begin < inputs[axis] + pads[axis][0] {
        pads[axis][1] += strides[axis] - room % strides[axis]
      }
    }
  }

  /// From the first tap to the last.
  var reach: [Int] { zip(size, dilations).map { ($0 - 1) * $1 + 1 } }

  /// Whether it is padded as `padding=same` does.
  var isSame: Bool { pads.indices.allSatisfy { pads[$0] == same($0) } }

  var outputs: [Int] {
    inputs.indices.map { axis in
      let room = inputs[axis] + pads[axis][0] + pads[axis][1] - reach[axis]
      return room < 0 ? 0 : room / strides[axis] + 1
    }
  }

  private func same(_ axis: Int) -> [Int] {
    let places = (inputs[axis] + strides[axis] - 1) / strides[axis]
    let total = max(0, (places - 1) * strides[axis] + reach[axis] - inputs[axis])
    return [total / 2, total - total / 2]
  }
}

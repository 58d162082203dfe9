import Formats
import Support

/// Computes operators whose operands are known: the arithmetic of shapes that exporters leave in a file.
struct ONNXFolding {
  /// What would be longer is not computed.
  let limit: Int

  /// The results; `nil` where the operator is not known here, or its operands are not what it takes.
  func fold(_ node: ONNXNode, _ x: [ONNXKnown?]) -> [ONNXKnown]? {
    if node.operation == "Constant" { return constant(node).map { [$0] } }
    guard let first = x.first ?? nil, x.allSatisfy({ $0?.isOrdinary ?? true }) else { return nil }
    let second = x.count > 1 ? x[1] : nil
    if let combine = Self.arithmetic(node.operation), let second {
      return combined(first, second, combine).map { [$0] }
    }
    if let change = Self.function(node.operation) {
      return changed(first) { change($0) }.map { [$0] }
    }
    switch node.operation {
    case "Identity", "Dropout": return [first]
    case "Neg":
      return first.isWhole
        ? first.wholes().map { [ONNXKnown(first.extents, .wholes($0.map { 0 &- $0 }))] }
        : changed(first) { -$0 }.map { [$0] }
    case "Not":
      return first.wholes(limit: limit).map {
        [ONNXKnown(first.extents, .wholes($0.map { $0 == 0 ? 1 : 0 }))]
      }
    case "Cast": return cast(first, node).map { [$0] }
    case "Where":
      guard let second, x.count > 2, let third = x[2] else { return nil }
      return chosen(first, second, third).map { [$0] }
    case "Reshape", "Flatten", "Squeeze", "Unsqueeze":
      return reshaped(first, second, node).map { [$0] }
    case "Transpose": return transposed(first, node.ints("perm")).map { [$0] }
    case "Concat": return joined(x.compactMap { $0 }, node, x.count).map { [$0] }
    case "Gather": return second.flatMap { gathered(first, $0, node.int("axis") ?? 0) }.map { [$0] }
    case "Slice": return sliced(first, node, x).map { [$0] }
    case "Expand":
      guard let shape = second?.wholes() else { return nil }
      return spread(first, over: shape).map { [$0] }
    case "ConstantOfShape":
      guard let shape = first.wholes(), shape.allSatisfy({ $0 >= 0 }) else { return nil }
      let value: ONNXKnown? =
        if case .tensor(let tensor)? = node.attribute("value") { ONNXKnown(tensor) } else { nil }
      guard value.map({ $0.count == 1 }) ?? true else { return nil }
      return [
        ONNXKnown(
          shape, .same(value?.double(at: 0) ?? 0, isWhole: value?.isWhole ?? false))
      ]
    case "Range":
      guard let second, x.count > 2, let step = x[2], first.count == 1, second.count == 1 else {
        return nil
      }
      return range(first, second, step).map { [$0] }
    case "Size": return [ONNXKnown(whole: first.count)]
    case "Trilu": return triangle(first, second, node).map { [$0] }
    case "DequantizeLinear":
      guard let second else { return nil }
      return dequantized(first, second, x.count > 2 ? x[2] : nil, node).map { [$0] }
    case "ReduceProd", "ReduceSum", "ReduceMax", "ReduceMin":
      guard let all = first.wholes(), first.isWhole, first.extents.count == 1, !all.isEmpty else {
        return nil
      }
      let extents = node.int("keepdims") == 0 ? [] : [1]
      let result: Int =
        switch node.operation {
        case "ReduceProd": all.reduce(1, saturatingProduct)
        case "ReduceSum": all.reduce(0, saturatingSum)
        case "ReduceMax": all.max() ?? 0
        default: all.min() ?? 0
        }
      return [ONNXKnown(extents, .wholes([result]))]
    default: return nil
    }
  }

  private func constant(_ node: ONNXNode) -> ONNXKnown? {
    for (name, value) in node.attributes {
      switch (name, value) {
      case ("value", .tensor(let tensor)): return ONNXKnown(tensor)
      case ("value_int", .int(let number)): return ONNXKnown(whole: number)
      case ("value_float", .float(let number)): return ONNXKnown(float: number)
      case ("value_ints", .ints(let numbers)): return ONNXKnown(wholes: numbers)
      case ("value_floats", .floats(let numbers)):
        return ONNXKnown([numbers.count], .floats(numbers))
      default: continue
      }
    }
    return nil
  }

  private func cast(_ x: ONNXKnown, _ node: ONNXNode) -> ONNXKnown? {
    guard let type = ONNXElementType(rawValue: node.int("to") ?? 0), type != .string else {
      return nil
    }
    let isWhole = !([.float, .double, .float16, .bfloat16] as [ONNXElementType]).contains(type)
    if case .same(let number, _) = x.numbers {
      let whole = type == .bool ? (number == 0 ? 0 : 1) : number.rounded(.towardZero)
      return ONNXKnown(x.extents, .same(isWhole ? whole : number, isWhole: isWhole))
    }
    guard x.count <= limit else { return nil }
    let all = (0..<x.count)
    if type == .bool {
      return ONNXKnown(x.extents, .wholes(all.map { x.double(at: $0) == 0 ? 0 : 1 }))
    }
    return ONNXKnown(
      x.extents,
      isWhole ? .wholes(all.map(x.whole)) : .floats(all.map { Float(x.double(at: $0)) }))
  }

  /// The rows that are taken away at each side, with the numbers that stay: [scale × (q − zero)].
  func dequantized(
    _ x: ONNXKnown, _ scale: ONNXKnown, _ zero: ONNXKnown?, _ node: ONNXNode
  ) -> ONNXKnown? {
    guard x.count <= limit, scale.count > 0 else { return nil }
    if scale.count == 1 {
      let (factor, offset) = (scale.double(at: 0), zero?.count == 1 ? zero?.double(at: 0) ?? 0 : 0)
      return ONNXKnown(
        x.extents, .floats((0..<x.count).map { Float((x.double(at: $0) - offset) * factor) }))
    }
    let axis = node.int("axis") ?? 1
    let place = axis < 0 ? axis + x.extents.count : axis
    guard x.extents.indices.contains(place), scale.count == x.extents[place],
      zero.map({ $0.count == scale.count || $0.count == 1 }) ?? true
    else { return nil }
    let inner = x.extents[(place + 1)...].reduce(1, saturatingProduct)
    return ONNXKnown(
      x.extents,
      .floats(
        (0..<x.count).map { index in
          let row = index / max(inner, 1) % scale.count
          let offset = zero.map { $0.double(at: $0.count == 1 ? 0 : row) } ?? 0
          return Float((x.double(at: index) - offset) * scale.double(at: row))
        }))
  }
}

extension ONNXNode {
  func int(_ name: String) -> Int? {
    if case .int(let value)? = attribute(name) { value } else { nil }
  }

  func ints(_ name: String) -> [Int]? {
    if case .ints(let values)? = attribute(name) { values } else { nil }
  }

  func float(_ name: String) -> Double? {
    if case .float(let value)? = attribute(name) { Double(value) } else { nil }
  }

  func text(_ name: String) -> String? {
    if case .string(let value)? = attribute(name) { value } else { nil }
  }

  func texts(_ name: String) -> [String]? {
    if case .strings(let values)? = attribute(name) { values } else { nil }
  }
}

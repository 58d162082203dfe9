import Formats
import Support

extension ONNXFolding {
  func reshaped(_ x: ONNXKnown, _ second: ONNXKnown?, _ node: ONNXNode) -> ONNXKnown? {
    let extents: [Int]?
    switch node.operation {
    case "Reshape":
      extents = second?.wholes().flatMap {
        Self.resolved($0, x.extents, allowsZero: node.int("allowzero") == 1)
      }
    case "Flatten":
      let axis = Self.cut(node, rank: x.extents.count)
      extents = axis.map {
        [
          x.extents[..<$0].reduce(1, saturatingProduct),
          x.extents[$0...].reduce(1, saturatingProduct),
        ]
      }
    case "Squeeze":
      let axes = second?.wholes() ?? node.ints("axes")
      let places = axes.map { $0.compactMap { Self.place($0, x.extents.count) } }
      extents = x.extents.enumerated().filter {
        places.map { [place = $0.offset] in !$0.contains(place) } ?? ($0.element != 1)
      }.map(\.element)
    default:
      extents = (second?.wholes() ?? node.ints("axes")).flatMap {
        Self.unsqueezed(x.extents, $0, with: 1)
      }
    }
    guard let extents, extents.reduce(1, saturatingProduct) == x.count else { return nil }
    return ONNXKnown(extents, x.numbers)
  }

  /// Elements with new ones between them, at the places where these are to be found; `nil` for places that cannot be.
  static func unsqueezed<Element>(
    _ elements: [Element], _ axes: [Int], with new: Element
  ) -> [Element]? {
    let rank = elements.count + axes.count
    let places = Set(axes.compactMap { place($0, rank) })
    guard places.count == axes.count, rank <= 64 else { return nil }
    var (rest, result) = (elements[...], [Element]())
    for place in 0..<rank {
      guard !places.contains(place) else {
        result.append(new)
        continue
      }
      guard let next = rest.popFirst() else { return nil }
      result.append(next)
    }
    return result
  }

  /// The extents that a shape with −1 and 0 stands for.
  static func resolved(_ shape: [Int], _ extents: [Int], allowsZero: Bool) -> [Int]? {
    var result = shape
    for (axis, extent) in shape.enumerated() where extent == 0 && !allowsZero {
      guard axis < extents.count else { return nil }
      result[axis] = extents[axis]
    }
    guard shape.allSatisfy({ $0 >= -1 }), shape.count(where: { $0 == -1 }) <= 1 else { return nil }
    guard let open = result.firstIndex(of: -1) else { return result }
    let known = result.filter { $0 != -1 }.reduce(1, saturatingProduct)
    let count = extents.reduce(1, saturatingProduct)
    guard known > 0, count % known == 0 else { return nil }
    result[open] = count / known
    return result
  }

  /// An axis that may be counted from the end; `nil` where there is none.
  static func place(_ axis: Int, _ rank: Int) -> Int? {
    let place = axis < 0 ? saturatingSum(axis, rank) : axis
    return (0..<rank).contains(place) ? place : nil
  }

  /// Where `Flatten` cuts the axes in two, from 0 to their number; a negative one counts them from the end.
  static func cut(_ node: ONNXNode, rank: Int) -> Int? {
    let axis = node.int("axis") ?? 1
    return axis == rank ? rank : place(axis, rank)
  }

  func transposed(_ x: ONNXKnown, _ order: [Int]?) -> ONNXKnown? {
    let order = order ?? Array(x.extents.indices.reversed())
    guard order.sorted() == Array(x.extents.indices) else { return nil }
    let extents = order.map { x.extents[$0] }
    if case .same = x.numbers { return ONNXKnown(extents, x.numbers) }
    guard x.count <= limit else { return nil }
    var steps = [Int](repeating: 1, count: x.extents.count)
    for axis in x.extents.indices.dropLast().reversed() {
      steps[axis] = saturatingProduct(steps[axis + 1], x.extents[axis + 1])
    }
    let turned = order.map { steps[$0] }
    return x.picked(extents, x.count) { index in
      var (rest, place) = (index, 0)
      for axis in extents.indices.reversed() {
        place += rest % extents[axis] * turned[axis]
        rest /= extents[axis]
      }
      return place
    }
  }

  func joined(_ parts: [ONNXKnown], _ node: ONNXNode, _ count: Int) -> ONNXKnown? {
    guard let first = parts.first, parts.count == count,
      let axis = Self.place(node.int("axis") ?? 0, first.extents.count),
      parts.allSatisfy({ $0.extents.count == first.extents.count })
    else { return nil }
    for part in parts {
      for (place, extent) in part.extents.enumerated()
      where place != axis && extent != first.extents[place] { return nil }
    }
    var extents = first.extents
    extents[axis] = parts.reduce(0) { saturatingSum($0, $1.extents[axis]) }
    guard extents.reduce(1, saturatingProduct) <= limit else { return nil }
    let outer = extents[..<axis].reduce(1, saturatingProduct)
    let inner = extents[(axis + 1)...].reduce(1, saturatingProduct)
    let isWhole = parts.allSatisfy(\.isWhole)
    var (wholes, floats): ([Int], [Float]) = ([], [])
    for row in 0..<outer {
      for part in parts {
        let length = part.extents[axis] * inner
        for place in row * length..<(row + 1) * length {
          if isWhole {
            wholes.append(part.whole(at: place))
          } else {
            floats.append(Float(part.double(at: place)))
          }
        }
      }
    }
    return ONNXKnown(extents, isWhole ? .wholes(wholes) : .floats(floats))
  }

  func gathered(_ x: ONNXKnown, _ indices: ONNXKnown, _ axis: Int) -> ONNXKnown? {
    guard let axis = Self.place(axis, x.extents.count), let rows = indices.wholes(limit: limit)
    else { return nil }
    let length = x.extents[axis]
    let places = rows.map { $0 < 0 ? saturatingSum($0, length) : $0 }
    guard places.allSatisfy({ (0..<length).contains($0) }) else { return nil }
    let extents = x.extents[..<axis] + indices.extents + x.extents[(axis + 1)...]
    let count = extents.reduce(1, saturatingProduct)
    guard count <= limit else { return nil }
    let inner = x.extents[(axis + 1)...].reduce(1, saturatingProduct)
    return x.picked(Array(extents), count) { index in
      let (column, rest) = (index % inner, index / inner)
      return (rest / places.count * length + places[rest % places.count]) * inner + column
    }
  }

  func sliced(_ x: ONNXKnown, _ node: ONNXNode, _ inputs: [ONNXKnown?]) -> ONNXKnown? {
    guard let cuts = Cut.all(node, inputs, extents: x.extents) else { return nil }
    var extents = x.extents
    for cut in cuts { extents[cut.axis] = cut.count }
    if case .same = x.numbers { return ONNXKnown(extents, x.numbers) }
    let count = extents.reduce(1, saturatingProduct)
    guard count <= limit else { return nil }
    var steps = [Int](repeating: 1, count: extents.count)
    for axis in extents.indices.dropLast().reversed() {
      steps[axis] = saturatingProduct(steps[axis + 1], x.extents[axis + 1])
    }
    var start = 0
    for cut in cuts {
      start += cut.from * steps[cut.axis]
      steps[cut.axis] *= cut.step
    }
    return x.picked(extents, count) { index in
      var (rest, place) = (index, start)
      for axis in extents.indices.reversed() {
        place += rest % extents[axis] * steps[axis]
        rest /= extents[axis]
      }
      return place
    }
  }

  func triangle(_ x: ONNXKnown, _ shift: ONNXKnown?, _ node: ONNXNode) -> ONNXKnown? {
    guard x.extents.count >= 2, x.count <= limit, x.count > 0 else { return nil }
    let (rows, columns) = (x.extents[x.extents.count - 2], x.extents[x.extents.count - 1])
    let offset = shift?.count == 1 ? shift?.whole(at: 0) ?? 0 : 0
    let isUpper = (node.int("upper") ?? 1) != 0
    func stays(_ index: Int) -> Bool {
      let (row, column) = (index / columns % rows, index % columns)
      let diagonal = saturatingSum(row, offset)
      return isUpper ? column >= diagonal : column <= diagonal
    }
    let all = (0..<x.count)
    return ONNXKnown(
      x.extents,
      x.isWhole
        ? .wholes(all.map { stays($0) ? x.whole(at: $0) : 0 })
        : .floats(all.map { stays($0) ? Float(x.double(at: $0)) : 0 }))
  }

  /// What a `Slice` takes of one axis: `count` elements from `from` on, each `step` behind the one before.
  struct Cut {
    let axis: Int
    let from: Int
    let count: Int
    let step: Int

    /// What is taken of each axis that is named; `nil` where that is not known.
    static func all(_ node: ONNXNode, _ inputs: [ONNXKnown?], extents: [Int]) -> [Cut]? {
      func numbers(_ place: Int, _ name: String) -> [Int]? {
        if inputs.count > place { return inputs[place]?.wholes() }
        return node.ints(name)
      }
      guard let starts = numbers(1, "starts"), let ends = numbers(2, "ends"),
        starts.count == ends.count
      else { return nil }
      let axes = numbers(3, "axes") ?? Array(starts.indices)
      let steps = numbers(4, "steps") ?? starts.map { _ in 1 }
      guard axes.count == starts.count, steps.count == starts.count, Set(axes).count == axes.count
      else { return nil }
      var cuts: [Cut] = []
      for (index, axis) in axes.enumerated() {
        guard let place = ONNXFolding.place(axis, extents.count), steps[index] != 0,
          abs(Double(steps[index])) < 1e9
        else { return nil }
        let (length, step) = (extents[place], steps[index])
        func bounded(_ position: Int, _ range: ClosedRange<Int>) -> Int {
          let own = position < 0 ? saturatingSum(position, length) : position
          return min(max(own, range.lowerBound), range.upperBound)
        }
        guard length > 0 else { return nil }
        if step > 0 {
          let (from, to) = (bounded(starts[index], 0...length), bounded(ends[index], 0...length))
          cuts.append(
            Cut(axis: place, from: from, count: max(0, (to - from + step - 1) / step), step: step))
        } else {
          let from = bounded(starts[index], 0...(length - 1))
          let to = ends[index] < -length ? -1 : bounded(ends[index], -1...(length - 1))
          cuts.append(
            Cut(axis: place, from: from, count: max(0, (from - to - step - 1) / -step), step: step))
        }
      }
      return cuts
    }
  }
}

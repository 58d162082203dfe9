import Catalog
import Support

extension ONNXReader {
  /// Appends a line that changes a stream; without `axes` only its numbers change.
  func append(
    _ word: String, _ positional: [Argument] = [], named: [(name: String, value: Argument)] = [],
    to stream: ONNXStream, actual: [Int], axes: [[Int]],
    weights: [(name: String, numbers: [Float], extents: [Int])] = []
  ) -> ONNXStream {
    var line = ONNXLine(
      word: word, positional: positional, named: named, sources: [stream.line], shape: actual)
    line.weights = weights
    return ONNXStream(line: lines.append(line), actual, axes: axes)
  }

  /// A change of each number: a word, as `relu` and `elu(0.5)`, or a formula.
  func activated(_ word: Argument, _ stream: ONNXStream) -> ONNXStream {
    var result = stream
    result.line = lines.append(
      ONNXLine(
        word: "activation", positional: [word], sources: [stream.line], shape: stream.actual))
    return result
  }

  /// A change of each number by a formula of `x`.
  func changed(_ formula: String, _ stream: ONNXStream) -> ONNXStream {
    activated(.formula("x -> \(formula)"), stream)
  }

  /// Scales and shifts all numbers, or those of each place of the line's last axis.
  func scaled(
    _ stream: ONNXStream, by scale: [Double]?, plus shift: [Double]?
  ) -> ONNXStream {
    var line = ONNXLine(word: "affine", sources: [stream.line], shape: stream.actual)
    (line.scale, line.shift) = (scale, shift)
    var result = stream
    result.line = lines.append(line)
    return result
  }

  /// A stream whose line has these groups of atoms as its axes; every atom is in one of them.
  func arranged(_ stream: ONNXStream, _ groups: [[Int]]) -> ONNXStream {
    var (line, shape) = (stream.line, stream.actual)
    func add(_ word: String, _ argument: Argument?, _ extents: [Int]) {
      line = lines.append(
        ONNXLine(
          word: word, positional: argument.map { [$0] } ?? [], sources: [line], shape: extents))
      shape = extents
    }
    func give(_ extents: [Int]) {
      guard shape != extents else { return }
      extents.count == 1 ? add("flatten", nil, extents) : add("reshape", .wholes(extents), extents)
    }
    let order = groups.flatMap { $0 }
    if order != order.sorted() {
      let (units, dims) = Self.units(stream.atoms, order)
      give(units)
      add("permute", .wholes(dims), dims.map { units[$0 - 1] })
    }
    give(stream.extents(of: groups))
    return stream.arranged(groups, line: line)
  }

  /// Atoms that stay together in another order are one axis: their extents, and the axes in that order.
  private static func units(_ atoms: [Int], _ order: [Int]) -> (extents: [Int], dims: [Int]) {
    var runs: [[Int]] = []
    for atom in order {
      if let last = runs.last?.last, last + 1 == atom {
        runs[runs.count - 1].append(atom)
      } else {
        runs.append([atom])
      }
    }
    let sorted = runs.sorted { $0[0] < $1[0] }
    return (
      sorted.map { $0.reduce(1) { saturatingProduct($0, atoms[$1 - 1]) } },
      runs.map { run in (sorted.firstIndex(of: run) ?? 0) + 1 }
    )
  }

  /// A stream whose line has these axes of ONNX as its own, in this order; `nil` where one holds the batch, or
  /// something is left.
  func ordered(_ stream: ONNXStream, _ axes: [Int]) -> ONNXStream? {
    let groups = axes.map { stream.axes[$0] }
    guard !groups.contains(where: { $0.contains(0) }),
      groups.reduce(0, { $0 + $1.count }) == stream.atoms.count
    else { return nil }
    return arranged(stream, groups)
  }

  /// All axes of ONNX behind the batch in their order.
  func plain(_ stream: ONNXStream) -> ONNXStream? {
    guard let batch = stream.batchAxis else { return nil }
    return ordered(stream, stream.axes.indices.filter { $0 != batch })
  }

  /// A stream in which an axis of ONNX is one of the line's, and which; `nil` where it holds the batch.
  func placed(_ stream: ONNXStream, _ axis: Int) -> (stream: ONNXStream, position: Int)? {
    if let position = stream.position(ofAxis: axis) { return (stream, position) }
    let own = stream.axes[axis]
    guard !own.contains(0) else { return nil }
    var (groups, position) = ([[Int]](), 0)
    for atom in 1..<stream.atoms.count + 1 where !own.contains(atom) || atom == own.min() {
      if own.contains(atom) { position = groups.count }
      groups.append(own.contains(atom) ? own : [atom])
    }
    if own.isEmpty {
      position = groups.count
      groups.append([])
    }
    return (arranged(stream, groups), position)
  }

  /// The same with the axis last.
  func last(_ stream: ONNXStream, _ axis: Int) -> ONNXStream? {
    if let position = stream.position(ofAxis: axis), position == stream.actual.count - 1 {
      return stream
    }
    let own = stream.axes[axis]
    guard !own.contains(0) else { return nil }
    let others = (1..<stream.atoms.count + 1).filter { !own.contains($0) }
    return arranged(stream, others.map { [$0] } + [own])
  }
}

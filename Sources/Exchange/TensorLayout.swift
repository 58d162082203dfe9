import Engine

extension Tensor {
  /// The same numbers with the axes in another order; fast, since weights may be gigabytes.
  func reordered(_ order: [Int]) -> Tensor {
    if order == Array(order.indices) { return self }
    let strides = rowMajorStrides(shape)
    let (extents, steps) = merged(order.map { shape[$0] }, order.map { strides[$0] })
    let type = TensorType(Shape(order.map { shape[$0] }), dtype)
    return withBytes { source in
      Tensor(type) { target in
        switch dtype.byteCount {
        case 8: copy(UInt64.self, source, extents, steps, to: target)
        default: copy(UInt32.self, source, extents, steps, to: target)
        }
      }
    }
  }

  private init(_ type: TensorType, _ body: (UnsafeMutableRawBufferPointer) -> Void) {
    self.init(type, filledBy: body)
  }

  /// Blocks of equal length along the last axis in another order.
  func lastAxisBlocks(_ order: [Int]) -> Tensor {
    let width = shape[shape.rank - 1]
    let each = width / order.count
    return Tensor(type) { target in
      withBytes { source in
        guard let from = source.baseAddress, let to = target.baseAddress, width > 0 else { return }
        let size = dtype.byteCount
        for row in 0..<count / width {
          for (place, block) in order.enumerated() {
            (to + (row * width + place * each) * size).copyMemory(
              from: from + (row * width + block * each) * size, byteCount: each * size)
          }
        }
      }
    }
  }

  /// Tensors one behind the other along the first axis.
  static func joined(_ parts: [Tensor]) -> Tensor {
    let first = parts[0]
    let rows = parts.reduce(0) { $0 + $1.shape[0] }
    let type = TensorType(Shape([rows] + first.shape.extents.dropFirst()), first.dtype)
    return Tensor(type) { target in
      guard var place = target.baseAddress else { return }
      for part in parts {
        part.withBytes { source in
          guard let from = source.baseAddress else { return }
          place.copyMemory(from: from, byteCount: source.count)
          place += source.count
        }
      }
    }
  }

  /// The parts of the first axis, so many of equal length.
  func firstAxisParts(_ parts: Int) -> [Tensor] {
    let rows = shape[0] / parts
    let type = TensorType(Shape([rows] + shape.extents.dropFirst()), dtype)
    return (0..<parts).map { part in
      Tensor(type) { target in
        withBytes { source in
          guard let from = source.baseAddress, let to = target.baseAddress else { return }
          to.copyMemory(from: from + part * type.byteCount, byteCount: type.byteCount)
        }
      }
    }
  }
}

private func rowMajorStrides(_ shape: Shape) -> [Int] {
  var strides = [Int](repeating: 1, count: shape.rank)
  for axis in stride(from: shape.rank - 2, through: 0, by: -1) {
    strides[axis] = strides[axis + 1] * max(shape[axis + 1], 1)
  }
  return strides
}

/// Neighbouring axes that lie one in the other as one.
private func merged(_ extents: [Int], _ steps: [Int]) -> ([Int], [Int]) {
  var (lengths, strides): ([Int], [Int]) = ([], [])
  for (extent, step) in zip(extents, steps) where extent != 1 || extents.count == 1 {
    if let last = strides.last, last == step * extent {
      lengths[lengths.count - 1] *= extent
      strides[strides.count - 1] = step
    } else {
      lengths.append(extent)
      strides.append(step)
    }
  }
  return (lengths, strides)
}

/// Writes elements in the order of `extents`, whose steps in the source are given.
private func copy<Element: BitwiseCopyable>(
  _: Element.Type, _ source: UnsafeRawBufferPointer, _ extents: [Int], _ steps: [Int],
  to target: UnsafeMutableRawBufferPointer
) {
  guard extents.allSatisfy({ $0 > 0 }), let from = source.baseAddress, let to = target.baseAddress
  else { return }
  let read = from.assumingMemoryBound(to: Element.self)
  let write = to.assumingMemoryBound(to: Element.self)
  let rank = extents.count
  guard rank >= 2 else {
    for place in 0..<(extents.first ?? 1) { write[place] = read[place * (steps.first ?? 0)] }
    return
  }
  let (rows, columns) = (extents[rank - 2], extents[rank - 1])
  let (rowStep, columnStep) = (steps[rank - 2], steps[rank - 1])
  let outer = extents.dropLast(2).reduce(1, *)
  // Squares, so that what is read along one axis and written along the other stays in the cache.
  let side = 32
  for plane in 0..<outer {
    var (rest, start) = (plane, 0)
    for axis in stride(from: rank - 3, through: 0, by: -1) {
      start += rest % extents[axis] * steps[axis]
      rest /= extents[axis]
    }
    let first = plane * rows * columns
    for rowStart in stride(from: 0, to: rows, by: side) {
      for columnStart in stride(from: 0, to: columns, by: side) {
        for row in rowStart..<min(rowStart + side, rows) {
          for column in columnStart..<min(columnStart + side, columns) {
            write[first + row * columns + column] =
              read[start + row * rowStep + column * columnStep]
          }
        }
      }
    }
  }
}

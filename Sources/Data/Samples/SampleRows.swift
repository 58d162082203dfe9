import Engine
import Support

/// Rows of one shape over shared memory; an immutable value that copies nothing when it is cut.
///
/// Rows may overlap: the windows of a text stand for its characters once, with a stride smaller
/// than a row. So a million windows need the memory of the text, and are gathered batch by batch.
package struct SampleRows: Sendable {
  /// All numbers, one after the other.
  let memory: Tensor
  /// The shape of one row.
  package let shape: Shape
  /// How many rows.
  package let count: Int
  /// Where row 0 begins, and how far the next one is, in elements.
  let start: Int
  let stride: Int
  /// Which row of the memory stands at each position; `nil` where they stand in order.
  let order: [Int32]?

  /// The rows of a tensor: its first axis counts them.
  package init(_ tensor: Tensor) {
    precondition(tensor.shape.rank > 0, "the first axis counts samples")
    let shape = Shape(Array(tensor.shape.extents.dropFirst()))
    self.init(memory: tensor, shape, count: tensor.shape[0], start: 0, stride: shape.count)
  }

  /// Windows of `length` neighbours, each `stride` further than the one before.
  init(windowsOf numbers: Tensor, length: Int, stride: Int, from start: Int, count: Int) {
    self.init(memory: numbers, [length], count: count, start: start, stride: stride)
  }

  private init(
    memory: Tensor, _ shape: Shape, count: Int, start: Int, stride: Int, order: [Int32]? = nil
  ) {
    let reach = start + max(count - 1, 0) * (order == nil ? stride : 0) + shape.count
    precondition(count == 0 || (start >= 0 && reach <= memory.count), "rows inside their memory")
    self.memory = memory
    self.shape = shape
    self.count = count
    self.start = start
    self.stride = stride
    self.order = order
  }

  /// The element type of all rows.
  package var dtype: DType { memory.dtype }

  /// The type of all rows as one tensor.
  package var type: TensorType { batchType(count) }

  /// The type of a batch of rows.
  package func batchType(_ rows: Int) -> TensorType {
    TensorType(Shape([rows] + shape.extents), dtype)
  }

  /// Whether the rows stand one after the other in memory, without gaps or overlaps.
  var isDense: Bool { order == nil && (stride == shape.count || count < 2) }

  /// Whether `tensor` costs no memory.
  package var isWhole: Bool { isDense && start == 0 && memory.count == type.shape.count }

  /// The rows as they follow each other in memory that they share, and how many further ones each reaches into, with the
  /// number behind its last one; `nil` where they share none.
  var overlap: (rows: [Int], reach: Int)? {
    guard stride > 0, stride < shape.count, count > 1 else { return nil }
    let rows = Array(0..<count)
    return (
      order.map { order in rows.sorted { order[$0] < order[$1] } } ?? rows, shape.count / stride
    )
  }

  /// All rows as one tensor. Overlapping rows are copied: look at `type.byteCount` before.
  package var tensor: Tensor {
    if isWhole { return memory.reshaped(type.shape) }
    return Tensor(type) { gather(0..<count, into: $0) }
  }

  /// The rows at these positions as one tensor.
  package func tensor(_ positions: some Collection<Int>) -> Tensor {
    Tensor(batchType(positions.count)) { gather(positions, into: $0) }
  }

  /// Copies the rows at these positions, one after the other; allocates nothing.
  package func gather(
    _ positions: some Sequence<Int>, into target: UnsafeMutableRawBufferPointer
  ) {
    let width = dtype.byteCount
    let size = shape.count * width
    guard size > 0, let target = target.baseAddress else { return }
    memory.withBytes { bytes in
      guard let source = bytes.baseAddress else { return }
      var (offset, looked) = (0, 0)
      for position in positions {
        if offset - looked >= 1 << 20 {
          if Interrupt.isRaised { return }
          looked = offset
        }
        (target + offset).copyMemory(from: source + place(position) * width, byteCount: size)
        offset += size
      }
    }
  }

  /// Where the numbers of the row at a position begin, counted in numbers.
  private func place(_ position: Int) -> Int {
    start + (order.map { Int($0[position]) } ?? position) * stride
  }

  /// The memory of the row at a position, for as long as the memory's `withBytes` runs.
  func byteOffset(_ position: Int) -> Int {
    place(position) * dtype.byteCount
  }

  /// One number of a row, widened.
  package func number(_ position: Int, _ element: Int = 0) -> Double {
    memory[byteOffset(position) / dtype.byteCount + element]
  }

  /// Neighbouring rows; shares the memory.
  package func subset(_ range: Range<Int>) -> SampleRows {
    if let order {
      return SampleRows(
        memory: memory, shape, count: range.count, start: start, stride: stride,
        order: Array(order[range]))
    }
    return SampleRows(
      memory: memory, shape, count: range.count, start: start + range.lowerBound * stride,
      stride: stride)
  }

  /// The rows at these positions, in this order. Dense ones are copied, so that they stay together.
  package func subset(_ positions: some Collection<Int>) -> SampleRows {
    if isDense { return SampleRows(tensor(positions)) }
    let chosen = positions.map { order?[$0] ?? Int32($0) }
    return SampleRows(
      memory: memory, shape, count: chosen.count, start: start, stride: stride, order: chosen)
  }

  /// Rows of another shape with as many numbers.
  func reshaped(_ shape: Shape) -> SampleRows {
    precondition(shape.count == self.shape.count, "as many numbers as before")
    return SampleRows(
      memory: memory, shape, count: count, start: start, stride: stride, order: order)
  }

  /// The rows with numbers of another type; the same memory where they have it already.
  package func cast(to dtype: DType) -> SampleRows {
    dtype == self.dtype ? self : mapping { $0.cast(to: dtype) }
  }

  /// The same rows over memory that was changed number by number.
  func mapping(_ change: (Tensor) -> Tensor) -> SampleRows {
    let covered = covered
    return SampleRows(
      memory: change(covered), shape, count: count, start: order == nil ? 0 : start,
      stride: stride, order: order)
  }

  /// The memory of `covered`.
  var coveredByteCount: Int { coveredRange.count * dtype.byteCount }

  /// Every number that stands in some row once; between windows with gaps also what lies there.
  package var covered: Tensor {
    let range = coveredRange
    if range.count == memory.count { return memory }
    let size = dtype.byteCount
    return Tensor(TensorType([range.count], dtype)) { target in
      memory.withBytes { source in
        target.copyPieces(
          from: UnsafeRawBufferPointer(
            rebasing: source[range.lowerBound * size..<range.upperBound * size]))
      }
    }
  }

  /// Hands over the same numbers without copying them.
  package func forEachCovered(_ body: (Double) -> Void) { memory.forEach(in: coveredRange, body) }

  /// Where they stand in the memory.
  private var coveredRange: Range<Int> {
    if order != nil { return 0..<memory.count }
    return start..<start + (count == 0 ? 0 : (count - 1) * stride + shape.count)
  }

  /// The first row with such a number; `nil` without one, and where the thread's interrupt is raised
  /// before one is found.
  package func firstRow(where isMeant: (Double) -> Bool) -> Int? {
    guard order == nil else {
      return (0..<count).untilInterrupted(every: 64).first { row in
        (0..<shape.count).contains { isMeant(number(row, $0)) }
      }
    }
    guard let place = memory.firstPosition(in: coveredRange, where: isMeant) else { return nil }
    // The first window that reaches as far as the number.
    return stride == 0 ? 0 : max(0, (place - start - shape.count + stride) / stride)
  }

  /// The first row with a number that is not finite; `nil` without one.
  ///
  /// Looked for before each training and evaluation, in all numbers: as fast as memory is read where all is well.
  package var firstRowNotFinite: Int? {
    guard dtype.isFloat, memory.hasNotFinite(in: coveredRange) else { return nil }
    return firstRow { !$0.isFinite }
  }

  /// Whether both are the same rows of the same memory.
  package func isSame(as other: SampleRows) -> Bool {
    type == other.type && start == other.start && stride == other.stride && order == other.order
      && memory.withBytes { $0.baseAddress } == other.memory.withBytes { $0.baseAddress }
  }
}

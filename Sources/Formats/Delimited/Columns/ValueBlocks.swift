import Glibc
import Support

/// Values in order, in blocks that never move: a column grows without being copied.
///
/// Large blocks are the system's own pages, which go back as soon as they are drained, so that the
/// array that is made of them never stands beside all of them.
final class ValueBlocks<Value: BitwiseCopyable> {
  /// The largest block, in bytes, unless more is asked for at once.
  private static var limit: Int { 4 << 20 }
  /// From here on a block is pages of its own.
  private static var mapped: Int { 1 << 18 }

  private struct Block {
    var base: UnsafeMutablePointer<Value>
    var capacity: Int
    var count = 0
    var mappedBytes = 0
  }

  private var blocks: [Block] = []
  /// How many values.
  private(set) var count = 0

  /// How many blocks, and values of the next, were pulled.
  private var (pulledBlocks, pulledValues) = (0, 0)

  deinit { blocks.dropFirst(pulledBlocks).forEach(Self.release) }

  /// Room for as many values in one piece, behind those that are there; the caller fills it.
  func append(_ more: Int) -> UnsafeMutablePointer<Value> {
    if blocks.isEmpty || blocks[blocks.count - 1].capacity - blocks[blocks.count - 1].count < more {
      let stride = MemoryLayout<Value>.stride
      blocks.append(Self.make(max(more, min(count / 2, Self.limit / stride))))
    }
    let last = blocks.count - 1
    let place = blocks[last].base + blocks[last].count
    blocks[last].count += more
    count += more
    return place
  }

  /// Gives back the end of the room that was asked for last.
  func removeLast(_ less: Int) {
    blocks[blocks.count - 1].count -= less
    count -= less
  }

  /// Hands out the values in order, none of which was pulled, and frees each block behind; there are none afterwards.
  /// Leaves out the rest where the thread's interrupt is raised.
  func drain(_ body: (UnsafeBufferPointer<Value>) -> Void) {
    for block in blocks {
      // Where the work is to end nobody looks at what was made.
      if !Interrupt.isRaised {
        body(UnsafeBufferPointer(start: block.base, count: block.count))
      }
      Self.release(block)
    }
    (blocks, count) = ([], 0)
  }

  /// Moves the next values, in order, to another place, and frees the blocks that are done.
  func pull(_ wanted: Int, to place: UnsafeMutablePointer<Value>) {
    var done = 0
    while done < wanted, pulledBlocks < blocks.count {
      let block = blocks[pulledBlocks]
      let more = min(wanted - done, block.count - pulledValues)
      (place + done).initialize(from: block.base + pulledValues, count: more)
      (done, pulledValues) = (done + more, pulledValues + more)
      if pulledValues == block.count {
        Self.release(block)
        (pulledBlocks, pulledValues) = (pulledBlocks + 1, 0)
      }
    }
  }

  /// All values as an array; there are none here afterwards.
  func takeArray() -> [Value] {
    guard count > 0 else { return [] }
    return Array(unsafeUninitializedCapacity: count) { space, filled in
      drain { values in
        guard let place = space.baseAddress, let first = values.baseAddress else { return }
        (place + filled).initialize(from: first, count: values.count)
        filled += values.count
      }
    }
  }

  private static func make(_ capacity: Int) -> Block {
    let bytes = max(1, capacity) * MemoryLayout<Value>.stride
    if bytes >= mapped {
      let pages =
        (bytes >= DiskMemory.smallest ? DiskMemory.current?.pages(bytes) : nil)
        ?? mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      if let pages, pages != MAP_FAILED {
        return Block(
          base: pages.bindMemory(to: Value.self, capacity: capacity), capacity: capacity,
          mappedBytes: bytes)
      }
    }
    return Block(base: .allocate(capacity: max(1, capacity)), capacity: capacity)
  }

  private static func release(_ block: Block) {
    if block.mappedBytes > 0 {
      munmap(block.base, block.mappedBytes)
    } else {
      block.base.deallocate()
    }
  }
}

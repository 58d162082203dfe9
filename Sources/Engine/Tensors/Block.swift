import Glibc
import Support

/// Memory of a tensor: 64-byte aligned, freed with its last owner.
///
/// Sizes are rounded up to 64 bytes, because kernels read and write whole vectors, and 64 more may
/// be read behind the last.
final class Block {
  let bytes: UnsafeMutableRawBufferPointer
  /// What the allocator gave, a little more; `nil` where the memory came from the system, zeroed, and goes
  /// back to it.
  private let piece: UnsafeMutableRawPointer?
  /// Who counts it; `nil` for what lies on a disk.
  private let budget: MemoryBudget?
  /// The file whose bytes these are, which owns them; it is never written to.
  private let file: [UInt8]?

  /// Larger blocks are the system's own pages: memory that is given back is free at once, while the
  /// allocator's gaps fit no other aligned block and would double what a training holds.
  private static let mappedByteCount = 1 << 20
  /// How every piece of the C library is aligned.
  private static let pieceAlignment = 16
  /// From here on a page that is not full does not count.
  private static let hugeByteCount = 1 << 22

  init(byteCount: Int) {
    precondition(byteCount < Int.max, "sizes are estimated before memory is asked for")
    let size = Block.rounded(byteCount) + 64
    if Block.isMapped(byteCount), let start = DiskMemory.current?.pages(size) {
      bytes = UnsafeMutableRawBufferPointer(start: start, count: size)
      (piece, budget, file) = (nil, nil, nil)
      return
    }
    let budget = MemoryBudget.current
    if Block.isMapped(byteCount),
      let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    {
      // Pages of 2 MB come and go many times as fast as those of 4 kB.
      if size >= Block.hugeByteCount { madvise(start, size, MADV_HUGEPAGE) }
      bytes = UnsafeMutableRawBufferPointer(start: start, count: size)
      piece = nil
    } else {
      // Asked for 64-byte alignment, the C library cuts what lies before and behind off a larger piece:
      // what is freed fits no other block, and the heap of a long training grows by gaps.
      let piece = UnsafeMutableRawPointer.allocate(
        byteCount: size + 64 - Block.pieceAlignment, alignment: Block.pieceAlignment)
      bytes = UnsafeMutableRawBufferPointer(start: piece.alignedUp(toMultipleOf: 64), count: size)
      self.piece = piece
    }
    budget.take(size)
    (self.budget, file) = (budget, nil)
  }

  /// A file's bytes where they lie, neither aligned nor with room behind them: for copying and converting alone.
  init(_ place: Range<Int>, of file: [UInt8]) {
    // Sound while nobody writes: an array's bytes stay where they are as long as it has an owner.
    bytes = file.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(rebasing: $0[place]))
    }
    (piece, budget, self.file) = (nil, nil, file)
  }

  /// Whether its bytes are those of a file.
  var isOfFile: Bool { file != nil }

  /// Whether memory of that size is the system's own pages, zero where nothing was written.
  static func isMapped(_ byteCount: Int) -> Bool { rounded(byteCount) + 64 >= mappedByteCount }

  convenience init(zeroed byteCount: Int) {
    self.init(byteCount: byteCount)
    if piece != nil { bytes.initializeMemory(as: UInt8.self, repeating: 0) }
  }

  convenience init(copyOf tensor: Tensor) {
    self.init(byteCount: tensor.type.byteCount)
    tensor.withBytes { bytes.copyPieces(from: $0) }
  }

  static func rounded(_ byteCount: Int) -> Int {
    byteCount > Int.max - 64 ? Int.max : max((byteCount + 63) & ~63, 64)
  }

  deinit {
    if file != nil { return }
    budget?.giveBack(bytes.count)
    if let piece {
      piece.deallocate()
    } else {
      munmap(bytes.baseAddress, bytes.count)
    }
  }
}

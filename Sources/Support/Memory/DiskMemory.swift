import CAllocator
import Glibc
import Synchronization

/// Room for data larger than memory: pages that lie in a file, of which the system holds in memory what is at work.
///
/// The files have no names: each goes when its pages are given back, at the latest with the process. What is kept
/// here is in no order of its own and no format: pages of memory, as they are.
package final class DiskMemory: Sendable {
  /// Where what is large is kept by whatever runs on this thread; `nil`: in memory.
  @TaskLocal package static var current: DiskMemory?

  /// What is smaller stays in memory: the allocator's own limit for pages that stand alone.
  package static let smallest = 1 << 20
  /// The disk is never filled further than that.
  private static let share = 0.9
  /// So much is written between two looks at the interrupt.
  private static let piece = 1 << 22

  /// The folder whose disk is used.
  package let folder: String
  private let failure = Mutex<MemoryShortage?>(nil)
  private let written = Atomic(false)

  /// Room in `TMPDIR`, else in `/var/tmp`, which unlike `/tmp` lies on a disk everywhere.
  package init(folder: String? = nil) {
    let named = folder ?? Environment.value("TMPDIR") ?? ""
    self.folder = named.hasPrefix("/") ? named : "/var/tmp"
  }

  /// Keeps on disk what is large of all that `body` makes.
  package func inForce<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try DiskMemory.$current.withValue(self) { Swift.Result(catching: body) }.get()
  }

  /// Refuses what the disk has no room for; asked before it is filled.
  func require(_ bytes: Int, for what: String, ceiling: Int) throws(MemoryShortage) {
    let room = min(room, ceiling)
    guard bytes > room else { return }
    throw MemoryShortage(
      what: what, needed: bytes, held: 0, limit: room, ceiling: ceiling, folder: folder)
  }

  /// What did not find room since this was asked last, and was left in memory.
  package func takeFailure() -> MemoryShortage? {
    failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
  }

  /// Whether anything has been put there; what is small never is.
  package var isUsed: Bool { written.load(ordering: .relaxed) }

  /// Pages of zeros that lie in a file of their own; `nil` where the disk has no room, which is remembered.
  package func pages(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    guard let file = unnamed(byteCount) else { return nil }
    // Pages of a file with holes would end the process where the disk is full.
    guard posix_fallocate(file.number, 0, byteCount) == 0 else {
      note(byteCount)
      return nil
    }
    let start = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file.number, 0)
    guard let start, start != MAP_FAILED else { return nil }
    written.store(true, ordering: .relaxed)
    return start
  }

  /// Puts a file behind the pages of an array, which stays where it is and what it is.
  ///
  /// Arrays of the language can have no memory but the allocator's. Large pieces of that are pages that stand
  /// alone, so that others can take their place; with `free` they go like those that were there before.
  /// What cannot be moved stays in memory.
  package func move<Value: BitwiseCopyable>(_ values: [Value]) {
    values.withUnsafeBytes { bytes in
      guard bytes.count >= Self.smallest, let start = bytes.baseAddress,
        nabla_allocator_stands_alone(start, bytes.count)
      else { return }
      let pages = Self.wholePages(of: bytes)
      guard !nabla_allocator_lies_in_file(pages.baseAddress), let file = unnamed(pages.count)
      else { return }
      for begin in stride(from: 0, to: pages.count, by: Self.piece) {
        let end = min(begin + Self.piece, pages.count)
        if Interrupt.isRaised { return }
        guard writeAll(file.number, UnsafeRawBufferPointer(rebasing: pages[begin..<end])) == 0
        else { return note(pages.count) }
      }
      let moved = mmap(
        UnsafeMutableRawPointer(mutating: pages.baseAddress), pages.count, PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_FIXED, file.number, 0)
      if moved != MAP_FAILED { written.store(true, ordering: .relaxed) }
    }
  }

  /// What may still be taken of the disk.
  private var room: Int {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return 0 }
    let (free, all) = (Double(status.f_bavail), Double(status.f_blocks))
    let bytes = (free - (1 - Self.share) * all) * Double(status.f_frsize)
    return Int(bytes, within: 0...1 << 60)
  }

  /// An empty file without a name, where there is room for so much.
  private func unnamed(_ byteCount: Int) -> FileDescriptor? {
    if byteCount <= room, let file = FileDescriptor(unlinkedIn: folder) { return file }
    note(byteCount)
    return nil
  }

  private func note(_ byteCount: Int) {
    failure.withLock {
      $0 =
        $0
        ?? MemoryShortage(
          what: "stream=true", needed: byteCount, held: 0, limit: room, ceiling: .max,
          folder: folder)
    }
  }

  private static func wholePages(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let size = max(1, sysconf(Int32(_SC_PAGESIZE)))
    let start = Int(bitPattern: bytes.baseAddress)
    let first = (start + size - 1) / size * size
    let last = (start + bytes.count) / size * size
    return UnsafeRawBufferPointer(rebasing: bytes[first - start..<last - start])
  }

}

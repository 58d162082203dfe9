import Glibc

/// Elements in pages of their own, which go back to the system as soon as nobody has them.
///
/// What a long run keeps comes and goes in pieces of this size between small things that stay: in the
/// allocator's memory they would leave gaps that fit nothing, and a run of ten million steps would hold
/// twice what it keeps.
final class PagedChunk<Element: Sendable>: @unchecked Sendable {
  let elements: UnsafeBufferPointer<Element>
  private let memory: UnsafeMutableRawBufferPointer
  private let isMapped: Bool

  init(_ array: [Element]) {
    let bytes = max(1, array.count * MemoryLayout<Element>.stride)
    let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if let start, start != MAP_FAILED {
      memory = UnsafeMutableRawBufferPointer(start: start, count: bytes)
      isMapped = true
    } else {
      memory = .allocate(byteCount: bytes, alignment: MemoryLayout<Element>.alignment)
      isMapped = false
    }
    let typed = memory.bindMemory(to: Element.self)
    _ = typed.initialize(from: array)
    elements = UnsafeBufferPointer(typed)
  }

  deinit {
    UnsafeMutableBufferPointer(mutating: elements).deinitialize()
    if isMapped { munmap(memory.baseAddress, memory.count) } else { memory.deallocate() }
  }
}

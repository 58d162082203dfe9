extension [UInt8] {
  /// Appends bytes piece by piece; where the thread's interrupt is raised the rest is left out.
  package mutating func append(pieces bytes: UnsafeRawBufferPointer) {
    let size = 1 << 22
    for start in stride(from: 0, to: bytes.count, by: size) {
      if start > 0, Interrupt.isRaised { return }
      append(contentsOf: bytes[start..<Swift.min(start + size, bytes.count)])
    }
  }
}

import CLibraries

/// A file in memory, for the library that asks for pieces of it.
struct SoundMemory {
  fileprivate let bytes: UnsafeRawBufferPointer
  fileprivate var position = 0
  var functions: SF_VIRTUAL_IO

  /// Lets the library read the bytes as long as `body` runs.
  static func withFile<Result>(
    _ bytes: [UInt8],
    _ body: (UnsafeMutablePointer<SoundMemory>) throws(FormatError) -> Result
  ) throws(FormatError) -> Result {
    var result: Swift.Result<Result, FormatError>?
    bytes.withUnsafeBytes { bytes in
      var memory = SoundMemory(bytes: bytes, functions: virtualFile)
      withUnsafeMutablePointer(to: &memory) { memory in
        do throws(FormatError) {
          result = .success(try body(memory))
        } catch {
          result = .failure(error)
        }
      }
    }
    guard let result else { preconditionFailure("the closure ran") }
    return try result.get()
  }

  fileprivate mutating func seek(_ offset: Int, _ origin: Int32) -> Int {
    let base = origin == 0 ? 0 : origin == 1 ? position : bytes.count
    let (place, overflows) = base.addingReportingOverflow(offset)
    guard !overflows, place >= 0 else { return -1 }
    position = place
    return place
  }

  fileprivate mutating func read(_ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
    guard position < bytes.count, count > 0, let start = bytes.baseAddress else { return 0 }
    let count = min(count, bytes.count - position)
    target.copyMemory(from: start + position, byteCount: count)
    position += count
    return count
  }
}

private func memory(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<SoundMemory>? {
  pointer?.assumingMemoryBound(to: SoundMemory.self)
}

private let virtualFile = SF_VIRTUAL_IO(
  get_filelen: { Int64(memory($0)?.pointee.bytes.count ?? 0) },
  seek: { offset, origin, data in
    Int64(memory(data)?.pointee.seek(Int(offset), origin) ?? -1)
  },
  read: { target, count, data in
    guard let target, let memory = memory(data) else { return 0 }
    return Int64(memory.pointee.read(target, Int(count)))
  },
  write: { _, _, _ in 0 },
  tell: { Int64(memory($0)?.pointee.position ?? 0) })

import CZlib
import Support

/// The content of a gzip source, unpacked piece by piece.
///
/// Refused as by `Gzip.inflate`: more than 100 times the input beyond 64 MiB (a bomb), more than
/// 10,000 members, anything after the last one, and a wrong checksum.
package final class GzipBytes: ByteSource {
  private static let freely = 64 << 20
  private static let memberLimit = 10_000

  private let packed: any ByteSource
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
  private var stream = z_stream()
  private var isOpen = false
  private var (taken, given, members) = (0, 0, 1)
  /// Whether the next byte begins a member, and whether there are no more of them.
  private var (isBetween, isDone) = (false, false)

  /// Unpacks what `packed` gives.
  package init(_ packed: any ByteSource) { self.packed = packed }

  deinit {
    if isOpen { inflateEnd(&stream) }
    input.deallocate()
  }

  package func restart() throws(DelimitedFault) {
    try packed.restart()
    if isOpen { inflateEnd(&stream) }
    stream = z_stream()
    let windowBits: Int32 = 15 + 16
    isOpen =
      inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    if !isOpen { throw refuse("memory for unpacking", "none") }
    (taken, given, members) = (0, 0, 1)
    (isBetween, isDone) = (false, false)
  }

  package func read(into space: UnsafeMutableRawBufferPointer) throws(DelimitedFault) -> Int {
    if !isOpen { try restart() }
    while !isDone {
      if stream.avail_in == 0 {
        let count = try packed.read(into: input)
        taken += count
        stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(count)
        if count == 0 {
          isDone = isBetween
          guard isDone else { throw refuse("more compressed data", "the end of the file") }
          continue
        }
      }
      if isBetween { try beginMember() }
      let count = try unpack(into: space)
      if count > 0 { return count }
    }
    return 0
  }

  private func beginMember() throws(DelimitedFault) {
    isBetween = false
    members += 1
    guard members <= Self.memberLimit else { throw refuse("at most 10,000 members", "more") }
    guard inflateReset(&stream) == Z_OK else { throw refuse("compressed data", "damaged data") }
  }

  private func unpack(into space: UnsafeMutableRawBufferPointer) throws(DelimitedFault) -> Int {
    let room = min(space.count, 1 << 30)
    stream.next_out = space.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(room)
    let code = CZlib.inflate(&stream, Z_NO_FLUSH)
    let count = room - Int(stream.avail_out)
    given += count
    // So much was taken out of what came, whatever still lies in `input`.
    let used = taken - Int(stream.avail_in)
    if given > Self.freely, given / 100 > used {
      throw refuse("at most 100 times the packed bytes", "more")
    }
    switch code {
    case Z_OK, Z_BUF_ERROR: return count
    case Z_STREAM_END:
      isBetween = true
      return count
    default:
      let message = stream.msg.map { String(cString: $0) } ?? "damaged data"
      throw refuse("compressed data", members > 1 && count == 0 ? "data after the end" : message)
    }
  }

  private func refuse(_ expected: String, _ found: String) -> DelimitedFault {
    .gzip(
      FormatError(
        format: "gzip", .offset(taken - Int(stream.avail_in)), expected: expected, found: found))
  }
}

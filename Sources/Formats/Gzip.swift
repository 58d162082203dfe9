import CZlib
import Support

/// The gzip container of RFC 1952, by zlib.
package enum Gzip {
  /// Whether the bytes begin like a gzip file.
  package static func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// The content of all members of a gzip file.
  ///
  /// Refused are more than `limit` bytes, more than 100 times the input beyond 64 MiB (a bomb), more
  /// than 10,000 members, anything after the last member, and a wrong checksum.
  package static func inflate(
    _ bytes: [UInt8], limit: Int = 4 << 30
  ) throws(FormatError) -> [UInt8] {
    let (ratioLimit, overflows) = bytes.count.multipliedReportingOverflow(by: 100)
    let cap = min(
      limit, max(overflows ? .max : ratioLimit, 64 << 20), MemoryBudget.current.available)
    var output: [UInt8] = []
    let end = bytes.withUnsafeBufferPointer { input in
      run(input, cap: cap) { chunk in output.append(contentsOf: chunk) }
    }
    switch end {
    case .complete: return output
    case .truncated:
      throw .init(
        format: "gzip", .offset(bytes.count), expected: "more compressed data",
        found: "the end of the file")
    case .damaged(let offset, let reason):
      throw .init(format: "gzip", .offset(offset), expected: "compressed data", found: reason)
    case .tooLong:
      throw .init(
        format: "gzip", .wholeFile, expected: "at most \(NumberText.grouped(cap)) bytes unpacked",
        found: "more")
    case .tooManyMembers:
      throw .init(
        format: "gzip", .wholeFile, expected: "at most 10,000 members", found: "more")
    }
  }

  /// The first bytes of the content, at least `count` where there are so many: what a header needs.
  package static func head(of bytes: [UInt8], _ count: Int) -> [UInt8] {
    var output: [UInt8] = []
    _ = bytes.withUnsafeBufferPointer { input in
      run(input, cap: count) { chunk in output.append(contentsOf: chunk) }
    }
    return output
  }

  /// A gzip file of one member, without name and time, so that equal content gives equal bytes.
  package static func deflate(_ bytes: [UInt8], level: Int = 9) -> [UInt8] {
    var stream = z_stream()
    let windowBits: Int32 = 15 + 16
    var code = deflateInit2_(
      &stream, Int32(min(max(level, 0), 9)), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib starts with these constants")
    defer { deflateEnd(&stream) }

    var output: [UInt8] = []
    var input = bytes
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var start = 0
    repeat {
      // The counters of zlib have 32 bits; longer inputs go in by pieces.
      let piece = min(input.count - start, 1 << 30)
      let isLast = start + piece == input.count
      input.withUnsafeMutableBufferPointer { buffer in
        stream.next_in = buffer.baseAddress.map { $0 + start }
        stream.avail_in = UInt32(piece)
        repeat {
          chunk.withUnsafeMutableBufferPointer { space in
            stream.next_out = space.baseAddress
            stream.avail_out = UInt32(space.count)
            code = CZlib.deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          }
          output.append(contentsOf: chunk[..<(chunk.count - Int(stream.avail_out))])
        } while stream.avail_out == 0
      }
      start += piece
    } while start < input.count
    return output
  }
}

private enum InflationEnd {
  case complete, truncated, tooLong, tooManyMembers
  case damaged(offset: Int, reason: String)
}

private func run(
  _ input: UnsafeBufferPointer<UInt8>, cap: Int, emit: (UnsafeBufferPointer<UInt8>) -> Void
) -> InflationEnd {
  var stream = z_stream()
  let windowBits: Int32 = 15 + 16
  guard
    inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return .damaged(offset: 0, reason: "no memory for unpacking") }
  defer { inflateEnd(&stream) }

  return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 17) { chunk in
    var consumed = 0
    var produced = 0
    var members = 1
    while true {
      let piece = min(input.count - consumed, 1 << 30)
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + consumed })
      stream.avail_in = UInt32(piece)
      stream.next_out = chunk.baseAddress
      stream.avail_out = UInt32(chunk.count)
      let code = CZlib.inflate(&stream, Z_NO_FLUSH)
      consumed += piece - Int(stream.avail_in)
      let count = chunk.count - Int(stream.avail_out)
      produced += count
      emit(UnsafeBufferPointer(rebasing: chunk[..<count]))
      if produced > cap { return .tooLong }
      switch code {
      case Z_STREAM_END:
        if consumed == input.count { return .complete }
        members += 1
        if members > 10_000 { return .tooManyMembers }
        guard inflateReset(&stream) == Z_OK else {
          return .damaged(offset: consumed, reason: "data after the end")
        }
      case Z_OK: continue
      case Z_BUF_ERROR: return .truncated
      default:
        let reason = members > 1 && count == 0 ? "data after the end" : nil
        let message = stream.msg.map { String(cString: $0) } ?? "damaged data"
        return .damaged(offset: consumed, reason: reason ?? message)
      }
    }
  }
}

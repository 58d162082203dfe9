import Support

/// Bytes that are pulled piece by piece, and may be pulled again from the start.
package protocol ByteSource: AnyObject {
  /// Puts the next bytes into `space`, which is not empty, and says how many; 0 at the end.
  func read(into space: UnsafeMutableRawBufferPointer) throws(DelimitedFault) -> Int
  /// Goes back to the start.
  func restart() throws(DelimitedFault)
  /// How many bytes there are; `nil` where that is not known before they are read.
  var byteCount: Int? { get }
}

extension ByteSource {
  /// Not known.
  package var byteCount: Int? { nil }
}

/// Bytes in memory as a source.
package final class ArrayBytes: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  /// `piece` limits how many bytes are handed out at once: for tests of what lies on borders.
  package init(_ bytes: [UInt8], piece: Int = .max) {
    self.bytes = bytes
    self.piece = max(1, piece)
  }

  package func read(into space: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(space.count, piece, bytes.count - position)
    space.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  package func restart() { position = 0 }

  package var byteCount: Int? { bytes.count }
}
